"""Wilson's score interval for a proportion (Wilson 1927; PHEindicatormethods)."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike

from pmf_core.judgement.arrays import Numbers, numbers, refuse_unless_alike, refuse_where
from pmf_core.judgement.intervals.interval import Intervals, normal_quantile, refuse_bad_multiplier


def wilson(successes: Numbers, sizes: Numbers, *, z: float) -> tuple[Numbers, Numbers]:
    """The shares of the whole that would not be surprised by what was seen.

    >>> lower, upper = wilson(np.array([0.0]), np.array([10.0]), z=1.96)
    >>> print(lower, upper.round(4))
    [0.] [0.2775]
    """
    middle = 2 * successes + z**2
    reach = z * np.sqrt(z**2 + 4 * successes * (1 - successes / sizes))
    scale = 2 * (sizes + z**2)
    return np.maximum(middle - reach, 0.0) / scale, (middle + reach) / scale


def proportion_intervals(
    numerators: ArrayLike, denominators: ArrayLike, *, confidence: float = 0.95, multiplier: float = 1.0
) -> Intervals:
    """Proportions with Wilson's limits.

    A missing numerator or denominator leaves the value missing. At confidence 1 the limits are the whole
    range, whatever was counted.

    >>> answer = proportion_intervals([65], [100], multiplier=100)
    >>> print(answer.value, answer.lower.round(2), answer.upper.round(2))
    [65.] [55.25] [73.64]
    """
    x, n = numbers(numerators), numbers(denominators)
    refuse_unless_alike(x, n, names="numerators and denominators")
    refuse_bad_multiplier(multiplier)
    refuse_where(x < 0, x, name="numerator", way_out="A numerator is a count, 0 or more.")
    refuse_where(n <= 0, n, name="denominator", way_out="Leave the area out, or mark it missing.")
    above = "It is above its denominator: correct one of them, or use a rate."
    refuse_where(x > n, x, name="numerator", way_out=above)
    z = normal_quantile(confidence)
    value = x / n * multiplier
    if np.isinf(z):
        return Intervals(value, np.zeros_like(value), np.full_like(value, multiplier))
    lower, upper = wilson(x, n, z=z)
    return Intervals(value, lower * multiplier, upper * multiplier)
