"""From a figure back to the rows of the files that it was made from."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from pmf_core.access.scope import Scope
from pmf_core.definitions.calculation import Derived, formula_of
from pmf_core.definitions.metric import Metric
from pmf_core.definitions.period import Period
from pmf_core.definitions.unit import Unit
from pmf_core.disclosure import Profile
from pmf_core.errors import NotPossible
from pmf_core.measures import sql
from pmf_core.measures.read import series
from pmf_core.measures.rounding import Counts, rounded, rounding
from pmf_core.series import Point
from pmf_core.store.hub import Hub


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a file, with the figures it gave."""

    metric: str
    unit: str
    breakdown: str
    numerator: float | None
    denominator: float | None
    value: float | None
    missing_reason: str
    status: str
    known_from: datetime
    source_row: int | None
    source_column: str
    source_sheet: str
    batch: int
    file: str
    title: str
    sha256: str
    source: str
    provenance: str


@dataclass(frozen=True, slots=True)
class Lineage:
    """A figure, its formula, and the rows it was made from."""

    metric: str
    unit: str
    formula: str
    point: Point
    rows: tuple[Row, ...]


def lineage(hub: Hub, metric_id: str, unit_id: str, *, period: Period, scope: Scope) -> Lineage:
    """The rows behind a figure, recomputable by hand."""
    metric = hub.catalogue_at(scope.as_at).metric(metric_id, on=period.end)
    held = series(hub, metric_id, unit_id, scope=scope)
    point = held.at(period)
    if point is None:
        latest = held.latest_value
        nearest = f" The latest is {latest.period.name} ({latest.period.id})." if latest else ""
        raise NotPossible(f"'{metric.name}' has no figure for {period.name}.{nearest}")
    if isinstance(metric.calculation, Derived):
        rows = [
            row
            for part in metric.calculation.parts
            for row in lineage(hub, part, unit_id, period=period, scope=scope).rows
        ]
    else:
        rows = _rows(hub, metric_id, unit_id, period=period, scope=scope, rolled_up=point.parts is not None)
    return Lineage(metric_id, unit_id, formula_of(metric.calculation), point, tuple(rows))


def _rows(hub: Hub, metric_id: str, unit_id: str, *, period: Period, scope: Scope, rolled_up: bool) -> list[Row]:
    catalogue = hub.catalogue_at(scope.as_at)
    metric, organisation = catalogue.metric(metric_id), catalogue.organisation
    units: list[Unit] = [organisation.unit(unit_id)]
    if rolled_up:
        units += organisation.below(unit_id, on=period.end)
    readable = [unit.id for unit in units if scope.may_read(metric, unit)]
    first, last, source = period.start, period.end, sql.source_for(scope)
    query = sql.parts_of(metric_id, readable, first=first, last=last, as_at=scope.as_at, source=source)
    rows = [
        Row(
            metric=metric_id,
            unit=found["unit_id"],
            breakdown=found["breakdown"],
            numerator=found["numerator"],
            denominator=found["denominator"],
            value=found["value"],
            missing_reason=found["missing_reason"] or "",
            status=found["status"],
            known_from=found["known_from"],
            source_row=found["source_row"],
            source_column=found["source_column"] or "",
            source_sheet=found["source_sheet"] or "",
            batch=found["batch_id"],
            file=found["file"],
            title=found["title"],
            sha256=found["sha256"],
            source=found["source"],
            provenance=found["provenance"],
        )
        for found in hub.engine.fetch(query).records()
    ]
    if profile := rounding(hub, metric, scope=scope):
        rows = [_rounded(row, metric, profile) for row in rows]
    whole = [row for row in rows if row.breakdown == "all"]
    return whole or rows


def _rounded(row: Row, metric: Metric, profile: Profile) -> Row:
    counts = Counts(row.numerator, row.denominator, row.value)
    return replace(row, **rounded(counts, metric, profile)._asdict())
