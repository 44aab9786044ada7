"""Seasonal-trend decomposition by loess (Cleveland, Cleveland, McRae & Terpenning 1990), without robustness.

Without robustness weights every step is linear in the series, so the whole decomposition is one matrix for
each length of series: made once, it decomposes any number of series by one product.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from math import ceil

import numpy as np

from pmf_core.errors import BadInput
from pmf_core.judgement.arrays import Numbers

INNER_PASSES = 2
"""Passes of seasonal and trend smoothing; two are enough without robustness (Cleveland et al. 1990, 3.3)."""

PERIODIC = 0
"""The seasonal window that stands for a season that is the same every year."""

NEAR, FAR = 0.001, 0.999
"""Within this share of the bandwidth a point has full weight, and beyond this share none (netlib's stl)."""


@dataclass(frozen=True)
class Decomposition:
    """Series × points: what the season, the trend and the rest make of each value. They add up to it."""

    seasonal: Numbers
    trend: Numbers
    remainder: Numbers


def decompose(values: Numbers, *, period: int = 12, seasonal_window: int = PERIODIC) -> Decomposition:
    """The parts of series of one length, complete; more than two periods of them.

    >>> month = np.arange(48)
    >>> parts = decompose(20 + 5 * np.cos(month * np.pi / 6)[None, :])
    >>> print(parts.seasonal[0, :4].round(1), parts.trend[0, [0, 47]].round(1))
    [5.  4.3 2.5 0. ] [20. 20.]
    """
    points = values.shape[-1]
    if points <= 2 * period:
        raise BadInput(f"{points} points. A season of {period} needs more than {2 * period} of them.")
    to_season, to_trend = _operators(points, period, seasonal_window)
    seasonal, trend = values @ to_season.T, values @ to_trend.T
    return Decomposition(seasonal, trend, values - seasonal - trend)


@lru_cache(maxsize=64)
def _operators(points: int, period: int, seasonal_window: int) -> tuple[Numbers, Numbers]:
    """The matrices that take a series to its seasonal and its trend part."""
    one = np.eye(points)
    season = _season_operator(points, period=period, seasonal_window=seasonal_window)
    shrink = 1 - 1.5 / seasonal_window if seasonal_window else 1 - 1.5 / (10 * points + 1)
    trend = loess_matrix(points, window=_next_odd(ceil(1.5 * period / shrink)), degree=1)
    to_season, to_trend = np.zeros_like(one), np.zeros_like(one)
    for _ in range(INNER_PASSES):
        to_season = season @ (one - to_trend)
        to_trend = trend @ (one - to_season)
    if seasonal_window == PERIODIC:
        to_season = _month_means(points, period=period) @ to_season
    return to_season, to_trend


def _season_operator(points: int, *, period: int, seasonal_window: int) -> Numbers:
    """Smooth each month's own series, reaching a year beyond both ends, less what is not seasonal in it."""
    cycles = np.zeros((points + 2 * period, points))
    for month in range(period):
        own = np.arange(month, points, period)
        places = np.arange(-1.0, len(own) + 1)
        if seasonal_window:
            smooth = loess_matrix(len(own), window=seasonal_window, degree=0, places=places)
        else:
            smooth = np.full((len(places), len(own)), 1 / len(own))
        cycles[np.ix_(month + period * np.arange(len(places)), own)] = smooth
    low_pass = _moving_average(points + 2, 3) @ _moving_average(points + period + 1, period)
    low_pass = low_pass @ _moving_average(points + 2 * period, period)
    level = loess_matrix(points, window=_next_odd(period), degree=1) @ low_pass @ cycles
    return cycles[period:-period] - level


def _month_means(points: int, *, period: int) -> Numbers:
    """Replace each value by the mean of its month."""
    month = np.arange(points) % period
    same = (month[:, None] == month).astype(float)
    return same / same.sum(axis=1, keepdims=True)


def _moving_average(points: int, window: int) -> Numbers:
    """Means of `window` neighbours: points - window + 1 of them."""
    rows = points - window + 1
    offset = np.arange(points) - np.arange(rows)[:, None]
    return ((offset >= 0) & (offset < window)) / window


def loess_matrix(points: int, *, window: int, degree: int, places: Numbers | None = None) -> Numbers:
    """The matrix that smooths a series of evenly spaced points by loess, at its own points or at `places`.

    >>> smooth = loess_matrix(5, window=5, degree=1)
    >>> print((smooth @ np.arange(5.0)).round(6))
    [0. 1. 2. 3. 4.]
    """
    at = np.arange(points, dtype=float) if places is None else places
    position = np.arange(points, dtype=float)
    apart = np.abs(position - at[:, None])
    reach = np.sort(apart, axis=1)[:, min(window, points) - 1] + max(window - points, 0) / 2
    share = apart / reach[:, None]
    weight = np.where(share <= NEAR, 1.0, np.where(share <= FAR, (1 - np.minimum(share, 1) ** 3) ** 3, 0.0))
    weight /= weight.sum(axis=1, keepdims=True)
    if degree == 0:
        return weight
    middle = (weight * position).sum(axis=1, keepdims=True)
    centred = position - middle
    squares = (weight * centred**2).sum(axis=1, keepdims=True)
    slope = np.divide(at[:, None] - middle, squares, out=np.zeros_like(middle), where=squares > 0)
    return weight * (1 + slope * centred)


def _next_odd(number: int) -> int:
    return number + 1 - number % 2
