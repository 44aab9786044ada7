"""Direction of travel: how a value moved against another one, and whether that way is better."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from pmf_core.definitions.metric import TargetRange
from pmf_core.definitions.polarity import Polarity

SAME = 1e-12
"""Relative difference below which two values are the same number: the rounding of a sum of doubles."""


class Way(StrEnum):
    """Which way a value moved, seen from what is better."""

    BETTER = "better"
    WORSE = "worse"
    SAME = "same"
    CHANGED = "changed"
    """It moved, and neither way is better."""


@dataclass(frozen=True, slots=True)
class Direction:
    """A value against an earlier one, in the metric's unit."""

    before: float
    after: float
    way: Way

    @property
    def difference(self) -> float:
        """After minus before."""
        return self.after - self.before


def direction(before: float, after: float, *, polarity: Polarity, target_range: TargetRange | None = None) -> Direction:
    """How a value moved.

    >>> direction(4.0, 3.5, polarity=Polarity.LOWER_IS_BETTER).way
    <Way.BETTER: 'better'>
    """
    if abs(after - before) <= SAME * max(abs(after), abs(before)):
        return Direction(before, after, Way.SAME)
    if polarity is Polarity.IN_RANGE and target_range is not None:
        closer = abs(before - target_range.midpoint) - abs(after - target_range.midpoint)
        return Direction(before, after, _way(closer))
    if polarity.sign == 0:
        return Direction(before, after, Way.CHANGED)
    return Direction(before, after, _way(polarity.improvement(after - before)))


def _way(improvement: float) -> Way:
    if improvement == 0:
        return Way.CHANGED
    return Way.BETTER if improvement > 0 else Way.WORSE
