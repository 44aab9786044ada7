"""The members judged beside each other: where each stands, how sure that is, and what each does to the headline."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from pmf_core.definitions.calculation import Ratio
from pmf_core.definitions.metric import Measure, Metric
from pmf_core.judgement.arrays import Numbers
from pmf_core.judgement.funnel import LEVELS, FunnelLimits
from pmf_core.judgement.funnel.standing import Standing, standing
from pmf_core.judgement.intervals import Intervals, difference_intervals, proportion_intervals, rate_intervals
from pmf_core.judgement.significance import Significance
from pmf_core.judgement.verdict import NotJudged
from pmf_core.views.comparison.sampling import counts, sampling_of
from pmf_core.views.where.groups import Member

FEWEST_IN_A_FUNNEL = 3
"""Of two, each is the other's average: a funnel would say nothing."""


@dataclass(frozen=True)
class Judged:
    """The members that have counts, as arrays in one order; values in the metric's own unit."""

    metric: Metric
    members: tuple[Member, ...]
    numerators: Numbers
    denominators: Numbers
    standing: Standing
    own: Intervals
    """Each member's value with its 95 % interval."""
    gap: Intervals
    """Each member's value less that of the others taken together, with its 95 % interval."""
    without: Numbers
    """The value of the whole without each member, which is also the whole with it at the average of the others."""

    @property
    def centre(self) -> float:
        """The average that each is set beside: of all that don't lie far from it."""
        return self.standing.centre * per_of(self.metric)

    @property
    def whole(self) -> float:
        """The value of all together, sum over sum."""
        return float(self.numerators.sum() / self.denominators.sum()) * per_of(self.metric)

    def limits(self, sizes: Numbers, *, confidence: float) -> FunnelLimits:
        """The limits at any size, in the metric's unit."""
        found = self.standing.limits(sizes, confidence=confidence)
        return FunnelLimits(found.lower * per_of(self.metric), found.upper * per_of(self.metric))

    def outside(self, level: Significance) -> list[int]:
        """The places of those at least so far from the average, the farthest first."""
        codes = self.standing.codes
        found = np.flatnonzero(np.abs(codes) >= abs(int(level)))
        return sorted(found.tolist(), key=lambda place: -abs(self._distance(place)))

    def by_chance(self) -> float:
        """How many members chance alone would put outside the outer limits."""
        return len(self.members) * (1 - LEVELS[1])

    def _distance(self, place: int) -> float:
        """How far from the average, in widths of the outer limits at the member's own size."""
        size = self.denominators[place : place + 1]
        limits = self.limits(size, confidence=LEVELS[1])
        width = float((limits.upper - limits.lower)[0]) or 1.0
        return (float(self.own.value[place]) - self.centre) / width


def judged(metric: Metric, members: Sequence[Member]) -> Judged | NotJudged:
    """The members beside each other, or why they can't be judged."""
    x, n = counts([member.point for member in members])
    chance = sampling_of(metric, x, n)
    if isinstance(chance, NotJudged):
        return chance
    held = np.flatnonzero(~(np.isnan(x) | np.isnan(n)) & (n > 0))
    if len(held) < FEWEST_IN_A_FUNNEL:
        return NotJudged(f"only {len(held)} of them have counts, and a funnel needs {FEWEST_IN_A_FUNNEL}")
    x, n = x[held], n[held]
    shares = metric.unit.kind is Measure.PERCENTAGE and bool((x <= n).all())
    interval, per = (proportion_intervals if shares else rate_intervals), per_of(metric)
    own = interval(x, n, multiplier=per)
    rest = interval(x.sum() - x, n.sum() - n, multiplier=per)
    return Judged(
        metric=metric,
        members=tuple(members[place] for place in held.tolist()),
        numerators=x,
        denominators=n,
        standing=standing(x, n, shares=shares),
        own=own,
        gap=difference_intervals(own, rest),
        without=rest.value,
    )


def per_of(metric: Metric) -> float:
    """What a ratio is multiplied by."""
    return metric.calculation.per if isinstance(metric.calculation, Ratio) else 1.0
