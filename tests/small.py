"""A council small enough to check by hand: two teams in one department, and a store to put them in."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from contextlib import contextmanager
from datetime import date, datetime
from hashlib import sha256
from typing import Any

from pmf_core.catalogue.catalogue import Catalogue
from pmf_core.catalogue.organisation import Organisation
from pmf_core.definitions import (
    Aggregation,
    Band,
    Count,
    Framework,
    Grain,
    Level,
    Link,
    Metric,
    Owner,
    Polarity,
    Provenance,
    Ratio,
    Settings,
    Standing,
    Theme,
    Tolerance,
    Unit,
)
from pmf_core.definitions.returning import FigureAsked, MetricAsked, Part, Return, UnitsAsked
from pmf_core.definitions.source import Source
from pmf_core.store import roll_up
from pmf_core.store.append import STAGED, Batch, append_batch, next_number, record_batch
from pmf_core.store.decided import record_decisions
from pmf_core.store.engine import Query
from pmf_core.store.engines.duckdb import DuckDBEngine
from pmf_core.store.hub import Hub
from pmf_core.store.schema import create
from pmf_core.store.tree import record_tree

ADOPTED = date(2020, 1, 1)
BEGIN = date(2020, 1, 1)

Row = tuple[str, str, date, date, float | None, float | None, float | None]
"""Metric, unit, first day, last day, numerator, denominator, value."""

FOUR_BANDS = Tolerance(
    name="Four bands",
    scale=(0, 100),
    bands=(
        Band(name="Inadequate", standing=Standing.INADEQUATE, lower=0, upper=30),
        Band(name="Requires improvement", standing=Standing.REQUIRES_IMPROVEMENT, lower=30, upper=50),
        Band(name="Good", standing=Standing.GOOD, lower=50, upper=80, owns_upper=True),
        Band(name="Excellent", standing=Standing.EXCELLENT, lower=80, upper=100, owns_lower=False, owns_upper=True),
    ),
)
EMPTIED = Metric(
    id="emptied",
    name="Bins emptied on the day",
    definition="Of the bins due, those emptied on their day.",
    calculation=Ratio(numerator="bins emptied", denominator="bins due"),
    polarity=Polarity.HIGHER_IS_BETTER,
    grain=Grain.MONTH,
    aggregation=Aggregation.RATIO_OF_SUMS,
    owner="waste",
    source="own",
    provenance=Provenance.RETURN,
    theme="service",
    levels=("team", "department", "council"),
    effective_from=BEGIN,
    vital_sign=True,
)
CALLS = EMPTIED.model_copy(
    update={
        "id": "calls",
        "name": "Calls about bins",
        "calculation": Count(counted="calls"),
        "aggregation": Aggregation.SUM,
        "polarity": Polarity.LOWER_IS_BETTER,
    }
)


def units(*extra: Unit) -> dict[str, Unit]:
    held = (
        Unit(id="council", name="Smallshire", level="council"),
        Unit(id="place", name="Place", level="department"),
        Unit(id="homes", name="Homes", level="department"),
        Unit(id="north", name="North team", level="team"),
        Unit(id="south", name="South team", level="team"),
        *extra,
    )
    return {unit.id: unit for unit in held}


LINKS = (
    Link(unit="place", parent="council", effective_from=BEGIN),
    Link(unit="homes", parent="council", effective_from=BEGIN),
    Link(unit="north", parent="place", effective_from=BEGIN),
    Link(unit="south", parent="place", effective_from=BEGIN),
)


BINS = Return(
    id="bins",
    name="Bins, monthly",
    metrics=(
        MetricAsked(
            metric="emptied",
            figures=(
                FigureAsked(part=Part.NUMERATOR, column="Bins emptied on their day"),
                FigureAsked(part=Part.DENOMINATOR, column="Bins due"),
            ),
        ),
        MetricAsked(metric="calls", figures=(FigureAsked(part=Part.VALUE, column="Calls about bins", whole=True),)),
    ),
    units=UnitsAsked(ids=("north", "south")),
    grain=Grain.MONTH,
    due_days=10,
    cut_off_days=15,
    sender="waste",
    approver="director",
    effective_from=BEGIN,
)
"""What the two teams send each month: February's cut-off has come on the demonstration's day, April's has not."""


def catalogue(*metrics: Metric, links: Sequence[Link] = LINKS, extra: Iterable[Unit] = ()) -> Catalogue:
    held = metrics or (EMPTIED, CALLS)
    return Catalogue(
        settings=Settings(
            council="council",
            council_name="Smallshire",
            hub_name="Hub",
            framework="small",
            demonstration_date=date(2025, 4, 20),
            definitions_known_from=ADOPTED,
            opening_period="2025-03",
        ),
        framework=Framework(
            id="small",
            name="Small",
            levels=tuple(
                Level(id=name, name=name.capitalize(), plural=f"{name}s")
                for name in ("council", "department", "team", "individual")
            ),
            themes=(Theme(id="service", name="Service"),),
            tolerances={},
            default_tolerance="none",
            owners=(
                Owner(id="waste", name="Head of Waste", contact="waste@example.org"),
                Owner(id="director", name="Director of Place", contact="place@example.org"),
            ),
        ),
        organisation=Organisation(units(*extra), tuple(links)),
        versions={metric.id: (metric,) for metric in held},
        returns={BINS.id: BINS},
        sources={
            "own": Source(
                id="own",
                name="Own returns",
                publisher="Smallshire",
                licence="OGL-UK-3.0",
                attribution="Smallshire",
                provenance=Provenance.RETURN,
            )
        },
    )


def new_hub(held: Catalogue) -> Hub:
    """A hub in memory with the definitions in it and no figure yet."""
    engine = DuckDBEngine(None)
    with engine.transaction() as transaction:
        create(transaction)
        decide(transaction, held, moment=None)
    return Hub(engine)


def decide(transaction: Any, held: Catalogue, *, moment: datetime | None) -> None:
    number = next_number(transaction)
    record_decisions(transaction, held, number=number, decided=moment)
    record_tree(transaction, held.organisation, number=number, adopted=ADOPTED, decided=moment)
    record_batch(transaction, batch(f"definitions {number}", moment or datetime(2020, 1, 1)), number=number, rows=0)


def redecide(hub: Hub, held: Catalogue, *, moment: datetime, everywhere: bool = False) -> Hub:
    """Change the definitions or the tree at a moment; a fresh hub on the same store comes back."""
    with hub.engine.transaction() as transaction:
        last = next_number(transaction) - 1
        decide(transaction, held, moment=moment)
        roll_up.refresh(transaction, held, after_batch=last, everywhere=everywhere)
    return Hub(hub.engine)


def batch(name: str, known_from: datetime) -> Batch:
    return Batch(name, "own", name, sha256(name.encode()).hexdigest(), Provenance.RETURN, known_from)


@contextmanager
def publishing(hub: Hub, held: Catalogue, *, everywhere: bool = False):
    with hub.engine.transaction() as transaction:
        last = next_number(transaction) - 1
        yield transaction
        roll_up.refresh(transaction, held, after_batch=last, everywhere=everywhere)


def publish(
    hub: Hub,
    held: Catalogue,
    rows: Sequence[Row],
    *,
    known_from: datetime,
    name: str = "",
    everywhere: bool = False,
    breakdowns: Sequence[str] = (),
    grain: str = "month",
) -> Hub:
    """Append rows as one batch, roll them up, and give a hub that sees them; a row may be of one category only."""
    values = ", ".join(
        f"(:m{i}, :u{i}, :b{i}, cast(:s{i} as date), cast(:e{i} as date), :grain, cast(:n{i} as double), "
        f"cast(:d{i} as double), cast(:v{i} as double), cast(:r{i} as varchar), 'final', {i + 2}, 'value', "
        "cast(null as varchar))"
        for i in range(len(rows))
    )
    parameters: dict[str, Any] = {"grain": grain}
    parameters |= {f"b{i}": breakdowns[i] if breakdowns else "all" for i in range(len(rows))}
    for i, (metric, unit, first, last, top, bottom, value) in enumerate(rows):
        shown = value if value is not None or not bottom else (top or 0.0) / bottom * 100
        reason = None if shown is not None else "not_submitted"
        fields = zip("musendvr", (metric, unit, first, last, top, bottom, shown, reason), strict=True)
        parameters |= {f"{key}{i}": field for key, field in fields}
    with publishing(hub, held, everywhere=everywhere) as transaction:
        append_batch(
            transaction,
            batch(name or f"return of {known_from}", known_from),
            rows_sql=f"select * from (values {values}) as given ({STAGED})",
            parameters=parameters,
        )
    return Hub(hub.engine)


def count_rows(hub: Hub, table: str) -> int:
    return int(hub.engine.fetch(Query("count", f"select count(*) as n from {table}"))["n"][0])


def last_number(hub: Hub) -> int:
    """The number of the newest transaction."""
    return int(hub.engine.fetch(Query("last", "select max(batch_id) as n from batch"))["n"][0])
