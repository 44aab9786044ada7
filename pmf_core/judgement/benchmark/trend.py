"""The recent trend: whether the last five points really go one way (Fingertips)."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum

import numpy as np
from numpy.typing import ArrayLike
from scipy.special import logit

from pmf_core.judgement.arrays import Codes, Marks, Numbers, numbers, refuse_unless_alike

POINTS = 5
"""The trend is of the last five periods."""

CRITICAL_CHI_SQUARED = 9.549536
"""The 99.8 % point of χ² with one degree of freedom."""

INTERVAL_WIDTH = 3.92
"""A 95 % interval is this many standard errors wide."""


class TrendReason(IntEnum):
    """Why a trend could be calculated, or not."""

    CALCULATED = 0
    TOO_FEW_POINTS = 1
    MISSING_VALUES = 2
    ALL_OR_NONE = 3


@dataclass(frozen=True)
class RecentTrend:
    """For each series its χ², whether that is significant, its direction (-1, 0, 1) and the reason if none."""

    chi_squared: Numbers
    significant: Marks
    direction: Codes
    reason: Codes


def recent_trend_of_values(
    values: ArrayLike, *, lower: ArrayLike, upper: ArrayLike, counts: ArrayLike, denominators: ArrayLike
) -> RecentTrend:
    """The trend of values with 95 % limits: series × periods in order, NaN where a value is missing.

    A count equal to its denominator can't be used: its limits don't say how sure it is.

    >>> values = np.array([[30.0, 32, 34, 36, 38]])
    >>> people = np.full(values.shape, 1000.0)
    >>> trend = recent_trend_of_values(
    ...     values, lower=values - 1, upper=values + 1, counts=values * 10, denominators=people
    ... )
    >>> print(trend.direction, trend.chi_squared.round(1))
    [1] [153.7]
    """
    y, low, high, x, n = (np.atleast_2d(numbers(each)) for each in (values, lower, upper, counts, denominators))
    refuse_unless_alike(y, low, high, x, n, names="values, limits, counts and denominators")
    reason = _reasons(y, x == n)
    y, low, high = (_last_points(each, reason) for each in (y, low, high))
    weight = ((high - low) / INTERVAL_WIDTH) ** -2.0
    slope, variance = _weighted_slope(y, weight)
    return _judged(slope**2 / variance, slope, (y, weight), reason)


def recent_trend_of_proportions(counts: ArrayLike, denominators: ArrayLike) -> RecentTrend:
    """The trend of proportions by Cochran and Armitage: series × periods in order, NaN where missing.

    All or none of a denominator can't be used: it has no log odds.

    >>> trend = recent_trend_of_proportions([[20, 30, 40, 50, 60]], [[100] * 5])
    >>> print(trend.direction, trend.chi_squared.round(4))
    [1] [41.6667]
    """
    x, n = np.atleast_2d(numbers(counts)), np.atleast_2d(numbers(denominators))
    refuse_unless_alike(x, n, names="counts and denominators")
    reason = _reasons(x, (x == n) | (x == 0))
    x, n = _last_points(x, reason), _last_points(n, reason)
    time = np.arange(1.0, POINTS + 1)
    events, people = x.sum(axis=1), n.sum(axis=1)
    covariance = people * (x * time).sum(axis=1) - events * (n * time).sum(axis=1)
    spread = people * (n * time**2).sum(axis=1) - (n * time).sum(axis=1) ** 2
    chi_squared = people * covariance**2 / (events * (people - events) * spread)
    log_odds = logit(x / n)
    return _judged(chi_squared, covariance, (log_odds, np.ones_like(log_odds)), reason)


def _reasons(values: Numbers, all_or_none: Marks) -> Codes:
    """Whether each series has five points in a row to its end, none of them all or none."""
    if values.shape[1] < POINTS:
        return np.full(len(values), int(TrendReason.TOO_FEW_POINTS))
    begun = (~np.isnan(values[:, : 1 - POINTS])).any(axis=1)
    conditions = [~begun, np.isnan(values[:, -POINTS:]).any(axis=1), all_or_none[:, -POINTS:].any(axis=1)]
    codes = [TrendReason.TOO_FEW_POINTS, TrendReason.MISSING_VALUES, TrendReason.ALL_OR_NONE]
    return np.select(conditions, [int(code) for code in codes], int(TrendReason.CALCULATED))


def _last_points(values: Numbers, reason: Codes) -> Numbers:
    """The last five points, NaN in series that can't be calculated."""
    if values.shape[1] < POINTS:
        return np.full((len(values), POINTS), np.nan)
    return np.where((reason == TrendReason.CALCULATED)[:, None], values[:, -POINTS:], np.nan)


def _weighted_slope(values: Numbers, weights: Numbers) -> tuple[Numbers, Numbers]:
    """The weighted least squares slope on place in time, and its variance."""
    time = np.arange(1.0, POINTS + 1)
    whole = weights.sum(axis=-1)
    middle = (weights * time).sum(axis=-1) / whole
    centred = time - middle[..., None]
    squares = (weights * centred**2).sum(axis=-1)
    return (weights * centred * values).sum(axis=-1) / squares, 1 / squares


def _judged(chi_squared: Numbers, slope: Numbers, line: tuple[Numbers, Numbers], reason: Codes) -> RecentTrend:
    """Significant where χ² is large and leaving any one point out doesn't turn the slope."""
    values, weights = line
    kept = 1 - np.eye(POINTS)
    left_out, _ = _weighted_slope(values[:, None, :], weights[:, None, :] * kept)
    steady = (left_out > 0).all(axis=1) | (left_out < 0).all(axis=1)
    significant = (chi_squared > CRITICAL_CHI_SQUARED) & steady
    direction = np.where(significant, np.sign(np.nan_to_num(slope)), 0).astype(np.int64)
    return RecentTrend(chi_squared, significant, direction, reason)
