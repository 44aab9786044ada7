"""What one batch changed: every figure that it gave, observed or added up, beside the one known before."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from functools import cache

from pmf_core.access.scope import Scope
from pmf_core.definitions.period import Period
from pmf_core.measures import batch_sql, sql
from pmf_core.measures.read import period
from pmf_core.store.hub import Hub


@dataclass(frozen=True, slots=True)
class Change:
    """One figure that is told otherwise than before, or for the first time."""

    metric: str
    unit: str
    period: Period
    before: float | None
    before_reason: str
    after: float | None
    after_reason: str
    is_new: bool
    """Whether nothing was known of that period before."""

    @property
    def is_restated(self) -> bool:
        """Whether a figure that was known is told otherwise."""
        return not self.is_new


@dataclass(frozen=True, slots=True)
class Touched:
    """How many figures of a metric at a unit a batch gave."""

    metric: str
    unit: str
    new: int
    restated: int
    unchanged: int


def touched_by(hub: Hub, batch: int, *, scope: Scope) -> tuple[Touched, ...]:
    """Every metric and unit with figures of a batch, counted over all breakdowns."""
    readable = _readable(hub, scope)
    return tuple(
        Touched(*row)
        for row in hub.engine.fetch(batch_sql.touched_by(batch, source=sql.source_for(scope)))
        if readable(row[0], row[1])
    )


def changes_by(hub: Hub, batch: int, *, scope: Scope, metrics: Sequence[str] = ()) -> tuple[Change, ...]:
    """Every figure that a batch gave for the first time or told otherwise, by metric, unit and period."""
    readable = _readable(hub, scope)
    return tuple(
        Change(metric, unit, period(start, end, grain), before, before_reason or "", after, after_reason or "", is_new)
        for metric, unit, start, end, grain, before, before_reason, after, after_reason, is_new in hub.engine.fetch(
            batch_sql.changed_by(batch, source=sql.source_for(scope))
        )
        if readable(metric, unit) and (not metrics or metric in metrics)
    )


def hidden_since(before: Hub, after: Hub, metrics: Collection[str], *, scope: Scope) -> set[tuple[str, str]]:
    """Metrics and units with a figure that is withheld now and was told before: what guards another's small number."""
    if scope.discloses:
        return set()
    readable = _readable(after, scope)
    was, now = (set(hub.engine.fetch(batch_sql.withheld_of(sorted(metrics)))) for hub in (before, after))
    return {(metric, unit) for metric, unit, *_ in now - was if readable(metric, unit)}


def _readable(hub: Hub, scope: Scope) -> Callable[[str, str], bool]:
    catalogue = hub.catalogue_at(scope.as_at)
    units = catalogue.organisation

    @cache
    def may_read(metric: str, unit: str) -> bool:
        return scope.may_read(catalogue.metric(metric), units.unit(unit))

    return may_read
