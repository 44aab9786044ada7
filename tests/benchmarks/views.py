"""Server-side time of the pages on stores of one to five million observations.

60 metrics × 60 months at as many teams as it takes; medians of several runs on a warm process.
"""

from __future__ import annotations

import statistics
import sys
import tempfile
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from time import perf_counter

from pmf_core.access.rights import local_person, rights_of
from pmf_core.access.scope import local_scope
from pmf_core.definitions import Link, Unit
from pmf_core.definitions.period import month
from pmf_core.store import roll_up
from pmf_core.store.append import append_batch
from pmf_core.store.engines.duckdb import DuckDBEngine
from pmf_core.store.hub import Hub
from pmf_core.store.schema import create
from pmf_core.views.explore import explore
from pmf_core.views.heat import heat
from pmf_core.views.home import Reader, home
from pmf_core.views.metric_profile import now
from pmf_core.views.vital_signs import vital_signs
from tests import small
from tests.small import batch, decide, next_number

METRICS, MONTHS = 60, 60
SIZES = (1_000_000, 1_800_000, 5_000_000)
"""Observations: the middle one is 500 teams, which the heat grid is measured on."""

RUNS = 9
FIRST = month(2020, 1)
TEAMS_PER_DEPARTMENT = 20
RESTATED = 20

ROWS = """
select 'metric_' || cast(m as varchar) as metric_id, 'team_' || cast(t as varchar) as unit_id, 'all' as breakdown,
       cast(date '2020-01-01' + to_months(cast(p as integer)) as date) as period_start,
       cast(date '2020-01-01' + to_months(cast(p + 1 as integer)) - interval 1 day as date) as period_end,
       'month' as grain, n as numerator, 100.0 as denominator, n as value, cast(null as varchar) as missing_reason,
       'final' as status, 1 as source_row, 'value' as source_column, cast(null as varchar) as source_sheet
from (
    select m, t, p, 60 + round(20 * sin(m + t + p * 7.3)) as n
    from range({metrics}) as a(m), range({teams}) as b(t), range({periods}) as c(p)
) as made
order by metric_id, unit_id, period_start
"""


def council(teams: int) -> tuple[list[Unit], list[Link]]:
    """Teams in departments in a council."""
    departments = [f"dept_{i}" for i in range(-(-teams // TEAMS_PER_DEPARTMENT))]
    units = [Unit(id=name, name=name, level="department") for name in departments]
    units += [Unit(id=f"team_{t}", name=f"Team {t}", level="team") for t in range(teams)]
    links = [Link(unit=name, parent="council", effective_from=small.BEGIN) for name in departments]
    links += [
        Link(unit=f"team_{t}", parent=departments[t // TEAMS_PER_DEPARTMENT], effective_from=small.BEGIN)
        for t in range(teams)
    ]
    return units, links


def made(folder: Path, observations: int) -> Hub:
    """A store of so many observations, the last months restated once."""
    teams = observations // (METRICS * MONTHS)
    units, links = council(teams)
    metrics = [
        small.EMPTIED.model_copy(update={"id": f"metric_{m}", "name": f"Metric {m} of the set"}) for m in range(METRICS)
    ]
    held = replace(small.catalogue(*metrics, links=links, extra=units), returns={})
    engine = DuckDBEngine(folder / f"bench-{observations}.duckdb", memory_limit="6GB")
    with engine.transaction() as transaction:
        create(transaction)
        decide(transaction, held, moment=None)
        sql = ROWS.format(metrics=METRICS, teams=teams, periods=MONTHS)
        append_batch(transaction, batch("first", datetime(2025, 1, 10)), rows_sql=sql)
        roll_up.refresh(transaction, held, after_batch=0)
        last = next_number(transaction) - 1
        restated = f"select * from ({sql}) as again where unit_id = 'team_0' limit {RESTATED * METRICS}"
        append_batch(transaction, batch("second", datetime(2025, 2, 10)), rows_sql=restated)
        roll_up.refresh(transaction, held, after_batch=last)
    return Hub(engine)


def median_ms(work: Callable[[], object]) -> float:
    """The median time of several runs, in milliseconds, after one that warms up."""
    work()
    times = []
    for _ in range(RUNS):
        began = perf_counter()
        work()
        times.append((perf_counter() - began) * 1000)
    return statistics.median(times)


def main(sizes: tuple[int, ...] = SIZES) -> None:
    """Print the figures."""
    for size in sizes:
        with tempfile.TemporaryDirectory() as folder:
            began = perf_counter()
            hub = made(Path(folder), size)
            print(f"\n{size:,} observations, built and rolled up in {perf_counter() - began:.1f} s")
            measured(hub)
            hub.close()


def measured(hub: Hub) -> None:
    """The pages of the council in the latest month, now and as at an earlier moment."""
    here, scope, past = "council", local_scope(), local_scope(as_at=datetime(2025, 1, 20))
    reader = Reader(rights_of(local_person(here), hub.catalogue.access, today=hub.today))
    latest = "2024-12"
    pages: dict[str, Callable[[], object]] = {
        "Vital Signs, 60 metrics": lambda: vital_signs(hub, scope=scope, unit=here, period=latest),
        "Vital Signs as at a past moment": lambda: vital_signs(hub, scope=past, unit=here, period=latest),
        "Metric, tab Now": lambda: now(hub, scope=scope, metric="metric_7", unit=here, period=latest),
        "Metric as at a past moment": lambda: now(hub, scope=past, metric="metric_7", unit=here, period=latest),
        "Explore, search": lambda: explore(hub, scope=scope, unit=here, period=latest, search="metric 7"),
        "Explore, all": lambda: explore(hub, scope=scope, unit=here, period=latest),
        "Home, everything": lambda: home(hub, scope=scope, unit=here, period=latest, reader=reader),
        "Heat grid, up to 500 units × 60": lambda: heat(hub, scope=scope, unit=here, period=latest, beside="all"),
    }
    for name, work in pages.items():
        print(f"  {name:<34} {median_ms(work):8.1f} ms")


if __name__ == "__main__":
    main(tuple(int(size) for size in sys.argv[1:]) or SIZES)
