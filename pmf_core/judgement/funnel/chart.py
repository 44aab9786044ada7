"""What a funnel chart draws: its limits along the axis of size, and the point of each area."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from pmf_core.judgement.arrays import Numbers, numbers, refuse_unless_alike, refuse_where
from pmf_core.judgement.intervals import exact_poisson, normal_quantile
from pmf_core.judgement.intervals.standardised import FEWEST_EVENTS

WHOLE = 1.0
"""No proportion is above the whole: upper limits are cut there."""


@dataclass(frozen=True)
class FunnelLimits:
    """Lower and upper limits at each size, at one confidence."""

    lower: Numbers
    upper: Numbers


@dataclass(frozen=True)
class RatePoints:
    """Each area's rate and the population that its count and rate imply; NaN where it isn't drawn."""

    rate: Numbers
    population: Numbers


def proportion_funnel(
    sizes: ArrayLike, average: float, *, confidence: float, multiplier: float = 100.0
) -> FunnelLimits:
    """The proportions whose Wilson interval just touches the average: Wilson's test turned round.

    >>> limits = proportion_funnel([100], 0.5, confidence=0.95)
    >>> print(limits.lower.round(1), limits.upper.round(1))
    [40.2] [59.8]
    """
    n = numbers(sizes)
    refuse_where(n <= 0, n, name="size", way_out="A funnel starts at 1.")
    reach = normal_quantile(confidence) * np.sqrt(average * (1 - average) / n)
    lower, upper = np.maximum(average - reach, 0.0), np.minimum(average + reach, WHOLE)
    return FunnelLimits(lower * multiplier, upper * multiplier)


def count_funnel(events: ArrayLike, centre: float, *, confidence: float) -> FunnelLimits:
    """The ratios or rates at which so many events would just touch the centre.

    The centre is 100 for a ratio in per cent, the rate of all areas for a rate. Sizes are observed events.

    >>> limits = count_funnel([100], 100, confidence=0.95)
    >>> print(limits.lower.round(1), limits.upper.round(1))
    [82.2] [122.9]
    """
    x = numbers(events)
    refuse_where(x <= 0, x, name="events", way_out="A funnel of counts starts above 0.")
    least, most = exact_poisson(x, upper_tail=0.5 + confidence / 2)
    return FunnelLimits(x / most * centre, x / least * centre)


def yearly_populations(
    events: ArrayLike, rates: ArrayLike, *, years: float = 1.0, multiplier: float = 100_000.0
) -> Numbers:
    """The population of one year at which so many events make such a rate: the other axis of a rate funnel.

    >>> print(yearly_populations([30], [10], years=3))
    [100000.]
    """
    return numbers(events) / numbers(rates) * multiplier / years


def rate_points(
    counts: ArrayLike,
    rates: ArrayLike,
    *,
    populations: ArrayLike,
    standardised: bool,
    years: float = 1.0,
    multiplier: float = 100_000.0,
) -> RatePoints:
    """Where each area lies in a funnel of rates; a standardised rate of fewer than ten events isn't drawn.

    >>> points = rate_points([30, 0], [10, 0], populations=[3e5, 6e5], standardised=False, years=3)
    >>> print(points.rate, points.population)
    [10.  0.] [100000. 200000.]
    """
    x, rate, people = numbers(counts), numbers(rates), numbers(populations)
    refuse_unless_alike(x, rate, people, names="counts, rates and populations")
    refuse_where(x < 0, x, name="count", way_out="A count is 0 or more.")
    refuse_where((x > 0) & (rate <= 0), rate, name="rate", way_out="It has events: its rate is above 0.")
    implied = x / np.where(x > 0, rate, 1.0) * multiplier
    implied = np.where(x > 0, implied, people) / years
    hidden = standardised & (x < FEWEST_EVENTS)
    return RatePoints(np.where(hidden, np.nan, rate), np.where(hidden, np.nan, implied))
