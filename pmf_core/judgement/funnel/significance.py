"""Whether an area is above or below the average by more than chance (PHEindicatormethods, Funnels)."""

from __future__ import annotations

from functools import partial

import numpy as np
from numpy.typing import ArrayLike

from pmf_core.judgement.arrays import Codes, Numbers, numbers, refuse_unless_alike, refuse_where
from pmf_core.judgement.funnel.chart import rate_points
from pmf_core.judgement.intervals import count_limits, proportion_intervals
from pmf_core.judgement.intervals.standardised import FEWEST_EVENTS
from pmf_core.judgement.significance import Significance

LEVELS = (0.95, 0.998)
"""The two confidences of a public health funnel: about two and about three standard deviations."""


def from_limits(inner: tuple[Numbers, Numbers], outer: tuple[Numbers, Numbers], centre: float) -> Codes:
    """The codes when each area's own limits at the two levels are set beside the centre, strictly.

    >>> low, high = np.array([1.2]), np.array([3.0])
    >>> print(from_limits((low, high), (low - 0.5, high + 1), 1.0))
    [1]
    """
    far_above, far_below = outer[0] > centre, outer[1] < centre
    choices = [far_above, far_below, inner[0] > centre, inner[1] < centre]
    names = [Significance.FAR_ABOVE, Significance.FAR_BELOW, Significance.ABOVE, Significance.BELOW]
    codes = np.select(choices, [int(name) for name in names], int(Significance.SIMILAR))
    missing = np.isnan(inner[0]) | np.isnan(inner[1]) | np.isnan(centre)
    return np.where(missing, int(Significance.NOT_COMPARED), codes)


def proportion_significance(numerators: ArrayLike, denominators: ArrayLike) -> Codes:
    """Each area's proportion beside the proportion of all areas together.

    >>> print(proportion_significance([50, 52, 90], [100, 100, 100]))
    [-1 -1  2]
    """
    x, n = numbers(numerators), numbers(denominators)
    held = ~(np.isnan(x) | np.isnan(n))
    average = x[held].sum() / n[held].sum() if held.any() else np.nan
    inner, outer = (proportion_intervals(x, n, confidence=level) for level in LEVELS)
    return from_limits((inner.lower, inner.upper), (outer.lower, outer.upper), average)


def ratio_significance(observed: ArrayLike, expected: ArrayLike) -> Codes:
    """Each area's observed over expected beside 1.

    >>> print(ratio_significance([100, 140, 3], [100, 100, 20]))
    [ 0  2 -2]
    """
    x, events = numbers(observed), numbers(expected)
    refuse_unless_alike(x, events, names="observed and expected")
    refuse_where(x < 0, x, name="observed", way_out="A count is 0 or more.")
    refuse_where(events <= 0, events, name="expected", way_out="Leave the area out, or mark it missing.")
    inner, outer = ((low / events, high / events) for low, high in map(partial(_limits, x), LEVELS))
    return from_limits(inner, outer, 1.0)


def rate_significance(
    counts: ArrayLike,
    rates: ArrayLike,
    *,
    populations: ArrayLike,
    standardised: bool,
    multiplier: float = 100_000.0,
) -> Codes:
    """Each area's rate beside the rate of all areas together.

    A standardised rate of fewer than ten events is not judged.

    >>> print(rate_significance([90, 12], [90, 120], populations=[1e5, 1e4], standardised=True))
    [0 0]
    """
    x = numbers(counts)
    points = rate_points(x, rates, populations=populations, standardised=False, multiplier=multiplier)
    left_out = standardised & (x == 0)
    people = np.where(left_out, np.nan, points.population)
    held = ~(np.isnan(people) | np.isnan(x))
    reference = x[held].sum() / people[held].sum() if held.any() else np.nan
    inner, outer = ((low / people, high / people) for low, high in map(partial(_limits, x), LEVELS))
    codes = from_limits(inner, outer, reference)
    return np.where(standardised & (x < FEWEST_EVENTS), int(Significance.TOO_FEW_EVENTS), codes)


def _limits(counts: Numbers, level: float) -> tuple[Numbers, Numbers]:
    return count_limits(counts, upper_tail=0.5 + level / 2)
