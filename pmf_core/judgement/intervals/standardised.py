"""Rates that allow for age: directly and indirectly standardised (Dobson 1991; PHEindicatormethods)."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike

from pmf_core.judgement.arrays import Numbers, numbers, refuse_unless_alike, refuse_where
from pmf_core.judgement.intervals.interval import Intervals, refuse_bad_multiplier, upper_probability
from pmf_core.judgement.intervals.rate import count_limits

FEWEST_EVENTS = 10
"""A directly standardised rate is not given for fewer than ten events (PHEindicatormethods)."""


def directly_standardised_rates(
    counts: ArrayLike,
    populations: ArrayLike,
    *,
    standard: ArrayLike,
    confidence: float = 0.95,
    multiplier: float = 100_000.0,
) -> Intervals:
    """The rate each area would have, had it the standard population; areas × bands in, areas out.

    A missing count is 0. Below ten events there is no rate.

    >>> answer = directly_standardised_rates([[20, 40]], [[1000, 1000]], standard=[500, 500])
    >>> print(answer.value.round(), answer.lower.round(), answer.upper.round())
    [3000.] [2289.] [3862.]
    """
    x, n, weight = np.nan_to_num(numbers(counts)), numbers(populations), numbers(standard)
    refuse_bad_multiplier(multiplier)
    _refuse_bad_bands(x, n)
    refuse_where(~(weight >= 0), weight, name="standard population", way_out="Give 0 or more.")
    weights = np.broadcast_to(weight, x.shape)
    whole = weights.sum(axis=-1)
    value = (weights * x / n).sum(axis=-1) / whole
    variance = (x * (weights / n) ** 2).sum(axis=-1) / whole**2
    events = x.sum(axis=-1)
    events = np.where(events < FEWEST_EVENTS, np.nan, events)
    value = np.where(np.isnan(events), np.nan, value)
    low, high = count_limits(events, upper_tail=upper_probability(confidence))
    step = np.sqrt(variance / events)
    lower, upper = value + step * (low - events), value + step * (high - events)
    return Intervals(value * multiplier, lower * multiplier, upper * multiplier)


def expected_counts(
    populations: ArrayLike, *, reference_counts: ArrayLike, reference_populations: ArrayLike
) -> Numbers:
    """The events each area would have at the reference's rates; areas × bands in, areas out.

    >>> print(expected_counts([[100, 200]], reference_counts=[10, 30], reference_populations=[1000, 1000]))
    [7.]
    """
    n, events, people = numbers(populations), numbers(reference_counts), numbers(reference_populations)
    refuse_where(~(people > 0), people, name="reference population", way_out="Give a number above 0.")
    refuse_where(~(events >= 0), events, name="reference count", way_out="Give 0 or more.")
    return (events / people * n).sum(axis=-1)


def indirectly_standardised(
    observed: ArrayLike, expected: ArrayLike, *, reference: float = 1.0, confidence: float = 0.95
) -> Intervals:
    """Observed over expected, times a reference: 1 or 100 for a ratio, the reference's own rate for a rate.

    >>> answer = indirectly_standardised([80], [100], reference=100)
    >>> print(answer.value, answer.lower.round(1), answer.upper.round(1))
    [80.] [63.4] [99.6]
    """
    x, events = numbers(observed), numbers(expected)
    refuse_unless_alike(x, events, names="observed and expected")
    refuse_where(x < 0, x, name="observed", way_out="A count is 0 or more.")
    refuse_where(events <= 0, events, name="expected", way_out="Leave the area out, or mark it missing.")
    lower, upper = count_limits(x, upper_tail=upper_probability(confidence))
    return Intervals(x / events * reference, lower / events * reference, upper / events * reference)


def _refuse_bad_bands(counts: Numbers, populations: Numbers) -> None:
    refuse_unless_alike(counts, populations, names="counts and populations")
    refuse_where(counts < 0, counts, name="count", way_out="A count is 0 or more.")
    way_out = "Every band needs its population, above 0: merge bands that are empty."
    refuse_where(~(populations > 0), populations, name="population", way_out=way_out)
