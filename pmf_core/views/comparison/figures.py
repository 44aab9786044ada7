"""The figures that a comparison is made of: one metric of many units in a period and in the one before."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

import numpy as np

from pmf_core.access.scope import Scope
from pmf_core.definitions.calculation import Count, Sum
from pmf_core.definitions.metric import Metric
from pmf_core.definitions.period import Grain, Period
from pmf_core.judgement.arrays import Numbers
from pmf_core.judgement.direction import Direction, direction
from pmf_core.judgement.verdict import NotJudged
from pmf_core.measures.read import Panel, panel
from pmf_core.series import Point
from pmf_core.store.hub import Hub


@dataclass(frozen=True)
class Figures:
    """One metric of many units in a period and in the one before."""

    metric: Metric
    period: Period
    before: Period
    held: Panel
    same_area: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Unit → the authorities before and after it that had exactly its area."""

    def point(self, unit: str, period: Period) -> Point | None:
        """The point of a unit, or that of the authority before or after it of exactly its area."""
        return self._own(self.published_for(unit, period), period)

    def published_for(self, unit: str, period: Period) -> str:
        """The unit itself, or the one of the same area that has a value where it has none."""
        named = (unit, *self.same_area.get(unit, ()))
        valued = (name for name in named if (point := self._own(name, period)) and point.value is not None)
        return next(valued, unit)

    def _own(self, unit: str, period: Period) -> Point | None:
        series = self.held.get((self.metric.id, unit))
        return series.at(period) if series else None

    def now(self, units: Iterable[str]) -> list[Point | None]:
        """The points of the period."""
        return [self.point(unit, self.period) for unit in units]

    def earlier(self, units: Iterable[str]) -> list[Point | None]:
        """The points of the period before."""
        return [self.point(unit, self.before) for unit in units]


def figures_of(
    hub: Hub, metric: Metric, period: Period, units: Sequence[str], *, scope: Scope, since: date | None = None
) -> Figures:
    """The figures, in one query; from the period before on, or from a day."""
    # Spans of several years overlap from year to year: the one before begins a year earlier.
    before = period.year_earlier() if period.grain is Grain.SPAN else period.before()
    organisation = hub.catalogue_at(scope.as_at).organisation
    same_area = {unit: others for unit in units if (others := organisation.same_area(unit))}
    asked = list(dict.fromkeys([*units, *(other for others in same_area.values() for other in others)]))
    held = panel(hub, [metric], asked, scope=scope, since=since or before.start, until=period.end)
    return Figures(metric, period, before, held, same_area)


def is_amount(metric: Metric) -> bool:
    """Whether it is a count or an amount, which grows with the size of the place."""
    return isinstance(metric.calculation, Count | Sum)


def change_between(
    metric: Metric, earlier: Point | None, later: Point | None, *, before: Period
) -> Direction | NotJudged:
    """How a value moved since the period before."""
    if later is None or later.value is None:
        return NotJudged("no value to compare")
    if earlier is None or earlier.value is None:
        return NotJudged(f"no value for {before.name}")
    return direction(earlier.value, later.value, polarity=metric.polarity, target_range=metric.target_range)


def values_of(points: Sequence[Point | None]) -> Numbers:
    """Values as an array, NaN where there is none."""
    return np.array([np.nan if point is None or point.value is None else point.value for point in points])
