"""How far chance alone could have moved each value: where counts were published, and only there."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from pmf_core.definitions.calculation import Count, Mean, Ratio
from pmf_core.definitions.metric import Measure, Metric
from pmf_core.judgement.arrays import Numbers
from pmf_core.judgement.intervals import proportion_intervals, rate_intervals
from pmf_core.judgement.ranks import log_odds_with_errors, log_rates_with_errors
from pmf_core.judgement.verdict import NotJudged
from pmf_core.series import Point

AN_AMOUNT = "its numerator is an amount, not a count of events"
"""Why there are no limits of a ratio of pounds or days."""


@dataclass(frozen=True)
class Sampling:
    """Limits of each value, and the same on the scale on which chance is even; NaN where there are no counts."""

    lower: Numbers
    upper: Numbers
    centre: Numbers
    error: Numbers
    numerators: Numbers
    denominators: Numbers


def sampling(metric: Metric, points: Sequence[Point | None]) -> Sampling | NotJudged:
    """Wilson's limits for shares and Byar's for rates, or why there are none."""
    return sampling_of(metric, *counts(points))


def sampling_of(metric: Metric, numerators: Numbers, denominators: Numbers) -> Sampling | NotJudged:
    """The same from arrays of counts, NaN where there are none; the last axis is the unit."""
    calculation, x, n = metric.calculation, numerators, denominators
    if not isinstance(calculation, Ratio) or metric.unit.kind not in (Measure.PERCENTAGE, Measure.RATE):
        return NotJudged(_why_not(metric))
    held = ~(np.isnan(x) | np.isnan(n))
    if not held.any():
        return NotJudged("the publisher gives rates only, without the counts behind them")
    if (x[held] < 0).any():
        return NotJudged(AN_AMOUNT)
    share = metric.unit.kind is Measure.PERCENTAGE and bool((x[held] <= n[held]).all())
    limits = (proportion_intervals if share else rate_intervals)(x, n, multiplier=calculation.per)
    centre, error = (log_odds_with_errors if share else log_rates_with_errors)(x, n)
    return Sampling(limits.lower, limits.upper, centre, error, x, n)


def counts(points: Sequence[Point | None]) -> tuple[Numbers, Numbers]:
    """Numerators and denominators of the points that have a value and both; NaN for the others."""
    pairs = [_pair(point) for point in points]
    return np.array([top for top, _ in pairs]), np.array([bottom for _, bottom in pairs])


def _pair(point: Point | None) -> tuple[float, float]:
    if point is None or point.value is None or point.numerator is None or not point.denominator:
        return np.nan, np.nan
    return point.numerator, point.denominator


def _why_not(metric: Metric) -> str:
    match metric.calculation:
        case Mean():
            return "it is an average, and how far single cases lie from it is not published"
        case Count():
            return "it is a count, which follows the size of each of them"
        case Ratio():
            return AN_AMOUNT
        case _:
            return "it is not a share or a rate of things counted"
