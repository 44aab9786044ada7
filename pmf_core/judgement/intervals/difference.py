"""How sure the difference of two values is, from the interval of each."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike

from pmf_core.judgement.arrays import numbers
from pmf_core.judgement.intervals.interval import Intervals


def difference_intervals(first: Intervals, second: Intervals) -> Intervals:
    """First less second, with its interval by squaring and adding (Newcombe 1998, method 10).

    >>> from pmf_core.judgement.intervals import proportion_intervals
    >>> gap = difference_intervals(proportion_intervals([56], [70], multiplier=1), proportion_intervals([48], [80],
    ...     multiplier=1))
    >>> print(gap.value.round(4), gap.lower.round(4), gap.upper.round(4))
    [0.2] [0.0524] [0.3339]
    """
    return Intervals(
        first.value - second.value,
        _end(first.value, first.lower, second.value, second.upper, sign=-1),
        _end(first.value, first.upper, second.value, second.lower, sign=1),
    )


def _end(first: ArrayLike, end: ArrayLike, second: ArrayLike, other_end: ArrayLike, *, sign: int) -> np.ndarray:
    one, two = numbers(first) - numbers(end), numbers(second) - numbers(other_end)
    return numbers(first) - numbers(second) + sign * np.sqrt(one**2 + two**2)
