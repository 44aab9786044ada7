"""Better, similar or worse than a comparator, by confidence intervals (Fingertips)."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike

from pmf_core.definitions.polarity import Polarity
from pmf_core.judgement.arrays import Codes, Numbers, numbers
from pmf_core.judgement.significance import Significance


def against_interval(values: ArrayLike, lower: ArrayLike, *, upper: ArrayLike, comparators: ArrayLike) -> Codes:
    """Similar where the comparator lies within the value's own limits, the limits included.

    >>> print(against_interval([50, 50], [45, 45], upper=[55, 55], comparators=[55, 56]))
    [ 0 -1]
    """
    value, low, high, comparator = (numbers(each) for each in (values, lower, upper, comparators))
    inside = (low <= comparator) & (comparator <= high)
    return _coded(value, comparator, inside=inside, absent=(low, high))


def two_level(inner: ArrayLike, outer: ArrayLike) -> Codes:
    """The standing at two confidences: far below or above where the wider interval excludes it too.

    >>> print(two_level([-1, -1, 0], [-1, 0, 0]))
    [-2 -1  0]
    """
    first, second = np.asarray(inner, np.int64), np.asarray(outer, np.int64)
    absent = (first == Significance.NOT_COMPARED) | (second == Significance.NOT_COMPARED)
    graded = np.where(first == Significance.SIMILAR, Significance.SIMILAR, first + second)
    return np.where(absent, int(Significance.NOT_COMPARED), graded)


def against_intervals(
    values: ArrayLike,
    limits: tuple[ArrayLike, ArrayLike],
    *,
    comparators: ArrayLike,
    comparator_limits: tuple[ArrayLike, ArrayLike],
) -> Codes:
    """Similar where the two intervals overlap; touching is overlapping.

    >>> print(against_intervals([50], ([45], [55]), comparators=[60], comparator_limits=([55], [65])))
    [0]
    """
    value, comparator = numbers(values), numbers(comparators)
    low, high = (numbers(each) for each in limits)
    other_low, other_high = (numbers(each) for each in comparator_limits)
    overlap = (low <= other_high) & (other_low <= high)
    return _coded(value, comparator, inside=overlap, absent=(low, high, other_low, other_high))


def judged(standing: ArrayLike, polarity: Polarity) -> Codes:
    """The standing with its sign turned so that positive is better; as it is where neither way is better.

    >>> print(judged([-2, 1, 9], Polarity.LOWER_IS_BETTER))
    [ 2 -1  9]
    """
    codes = np.asarray(standing, np.int64)
    turn = -1 if polarity is Polarity.LOWER_IS_BETTER else 1
    return np.where(codes == Significance.NOT_COMPARED, codes, turn * codes)


def _coded(value: Numbers, comparator: Numbers, *, inside: np.ndarray, absent: tuple[Numbers, ...]) -> Codes:
    side = np.where(value < comparator, int(Significance.BELOW), int(Significance.ABOVE))
    codes = np.where(inside, int(Significance.SIMILAR), side)
    missing = np.isnan(value) | np.isnan(comparator)
    for limit in absent:
        missing = missing | np.isnan(limit)
    return np.where(missing, int(Significance.NOT_COMPARED), codes)
