"""Poisson intervals for counts and rates: exact for small counts, Byar's beyond (Breslow & Day 1987)."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike
from scipy.special import gammainccinv, gammaincinv, ndtri

from pmf_core.judgement.arrays import Numbers, numbers, refuse_unless_alike, refuse_where
from pmf_core.judgement.intervals.interval import Intervals, refuse_bad_multiplier, upper_probability

SMALLEST_BYAR_COUNT = 10
"""Below ten events the exact limits are used, from ten Byar's (PHEindicatormethods, Rates)."""

ROUNDING = 1e-12
"""An expected number this close to a whole one, relative to it, is that whole one: it is float noise."""


def exact_poisson(counts: Numbers, *, upper_tail: float) -> tuple[Numbers, Numbers]:
    """Exact limits of a Poisson mean; `upper_tail` is the probability below the upper limit.

    Half a χ² quantile of 2x degrees of freedom is the gamma quantile of shape x. At 0 the lower limit is 0.

    >>> lower, upper = exact_poisson(np.array([0.0, 5.0]), upper_tail=0.975)
    >>> print(lower.round(4), upper.round(4))
    [0.     1.6235] [ 3.6889 11.6683]
    """
    tail = 1 - upper_tail
    lower = np.where(counts > 0, gammaincinv(np.where(counts > 0, counts, 1.0), tail), 0.0)
    return np.where(np.isnan(counts), np.nan, lower), gammainccinv(counts + 1, tail)


def byar(counts: Numbers, *, upper_tail: float) -> tuple[Numbers, Numbers]:
    """Byar's close approximation to the exact limits, for counts above nought.

    >>> lower, upper = byar(np.array([100.0]), upper_tail=0.975)
    >>> print(lower.round(2), upper.round(2))
    [81.36] [121.63]
    """
    z = ndtri(upper_tail)
    x, more = np.maximum(counts, np.finfo(float).tiny), counts + 1
    lower = x * (1 - 1 / (9 * x) - z / (3 * np.sqrt(x))) ** 3
    upper = more * (1 - 1 / (9 * more) + z / (3 * np.sqrt(more))) ** 3
    return lower, upper


def count_limits(counts: Numbers, *, upper_tail: float) -> tuple[Numbers, Numbers]:
    """The limits of a Poisson mean: exact below ten events, Byar's from ten on."""
    small = counts < SMALLEST_BYAR_COUNT
    exact_lower, exact_upper = exact_poisson(np.where(small, counts, 1.0), upper_tail=upper_tail)
    lower, upper = byar(np.where(small, SMALLEST_BYAR_COUNT, counts), upper_tail=upper_tail)
    return np.where(small, exact_lower, lower), np.where(small, exact_upper, upper)


def rate_intervals(
    counts: ArrayLike, populations: ArrayLike, *, confidence: float = 0.95, multiplier: float = 100_000.0
) -> Intervals:
    """Crude rates with Poisson limits; a missing count or population leaves all three missing.

    >>> answer = rate_intervals([65], [100], multiplier=100)
    >>> print(answer.value, answer.lower.round(1), answer.upper.round(1))
    [65.] [50.2] [82.8]
    """
    x, n = numbers(counts), numbers(populations)
    refuse_unless_alike(x, n, names="counts and populations")
    refuse_bad_multiplier(multiplier)
    refuse_where(x < 0, x, name="count", way_out="A count is 0 or more.")
    refuse_where(n <= 0, n, name="population", way_out="Leave the area out, or mark it missing.")
    lower, upper = count_limits(x, upper_tail=upper_probability(confidence))
    scale = multiplier / n
    return Intervals(x * scale, lower * scale, upper * scale)


def poisson_around_expected(expected: ArrayLike, *, tail: float) -> tuple[Numbers, Numbers]:
    """The exact limits around an expected number of events, each cutting off `tail` (Fingertips).

    Events are whole: as many as 3.7 or more means 4 or more, as few as 3.7 or fewer means 3 or fewer.

    >>> lower, upper = poisson_around_expected([9, 3.7], tail=0.025)
    >>> print(lower.round(4), upper.round(4))
    [4.1154 1.0899] [17.0848  8.7673]
    """
    events = numbers(expected)
    refuse_where(events < 0, events, name="expected events", way_out="Give 0 or more.")
    whole = np.round(events)
    events = np.where(np.abs(events - whole) <= ROUNDING * np.maximum(whole, 1), whole, events)
    lower, _ = exact_poisson(np.ceil(events), upper_tail=1 - tail)
    _, upper = exact_poisson(np.floor(events), upper_tail=1 - tail)
    return lower, upper
