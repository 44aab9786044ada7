"""Exponential smoothing as matrices: for given smoothing, residuals and forecasts are linear in the series.

Additive innovations state space models (Hyndman, Koehler, Ord & Snyder 2008):

    y = w'x + e,   x' = F x + g e

With the first state fitted by least squares, the residuals of a smoothing are R y and its forecasts P y, with R
and P the same for every series of one length. So one product tries a smoothing on ten thousand series.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from itertools import product

import numpy as np

from pmf_core.judgement.arrays import Marks, Numbers
from pmf_core.judgement.forecast.forecasts import MONTHS, unit_covariance

LEVELS = (0.02, 0.05, 0.1, 0.15, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.99)
"""α: the share of a surprise that the level keeps, where the level is all there is."""

TREND_LEVELS, TREND_SHARES, DAMPINGS = (0.05, 0.2, 0.4, 0.6, 0.9), (0.05, 0.2, 0.5), (0.85, 0.95, 1.0)
"""α, β/α and φ with a trend; φ 1 is a trend that never tires."""

SEASON_LEVELS, SEASON_SHARES = (0.02, 0.1, 0.2, 0.4, 0.6, 0.9), (0.01, 0.15, 0.4)
"""α and γ/(1 - α) with a season."""

BOTH_LEVELS, BOTH_TRENDS, BOTH_SEASONS, BOTH_DAMPINGS = (0.05, 0.3, 0.7), (0.05, 0.3), (0.01, 0.2), (0.9, 1.0)
"""α, β/α, γ/(1 - α) and φ with both."""

NEGLIGIBLE = 1e-10
"""Singular values below this share of the largest carry no information on the first state."""


@dataclass(frozen=True)
class Smoothing:
    """One model with its parameters; β, γ 0 and φ 1 where it has no trend or season."""

    has_trend: bool
    has_season: bool
    level: float
    trend: float = 0.0
    season: float = 0.0
    damping: float = 1.0

    @property
    def name(self) -> str:
        """The model in the field's short form: error, trend, season."""
        trend = "N" if not self.has_trend else "A" if self.damping == 1 else "Ad"
        return f"ETS(A,{trend},{'A' if self.has_season else 'N'})"

    @property
    def parameters(self) -> int:
        """How many numbers are fitted: the smoothing, the first state and σ."""
        smoothed = 1 + self.has_trend * (1 + (self.damping < 1)) + self.has_season
        first = 1 + self.has_trend + self.has_season * (MONTHS - 1)
        return smoothed + first + 1


class Family(StrEnum):
    """Which smoothings are tried on a series."""

    LEVEL = "level"
    SEASONLESS = "seasonless"
    SEASONAL = "seasonal"

    def allows(self, smoothing: Smoothing) -> bool:
        """Whether a smoothing is one of these."""
        if self is Family.LEVEL and smoothing.has_trend:
            return False
        return smoothing.has_season is (self is Family.SEASONAL)


@dataclass(frozen=True)
class Operators:
    """Smoothings on series of one length, on the first axis: residuals R y, paths P y, and the covariance of
    the path's errors for a surprise of variance 1."""

    smoothings: tuple[Smoothing, ...]
    residuals: Numbers
    paths: Numbers
    covariances: Numbers


def grid() -> tuple[Smoothing, ...]:
    """Every smoothing that is tried, the simplest first."""
    none = [Smoothing(False, False, level) for level in LEVELS]
    trend = [
        Smoothing(True, False, level, trend=level * share, damping=damping)
        for level, share, damping in product(TREND_LEVELS, TREND_SHARES, DAMPINGS)
    ]
    season = [
        Smoothing(False, True, level, season=(1 - level) * share)
        for level, share in product(SEASON_LEVELS, SEASON_SHARES)
    ]
    both = [
        Smoothing(True, True, level, trend=level * slope, season=(1 - level) * share, damping=damping)
        for level, slope, share, damping in product(BOTH_LEVELS, BOTH_TRENDS, BOTH_SEASONS, BOTH_DAMPINGS)
    ]
    return (*none, *trend, *season, *both)


@lru_cache(maxsize=64)
def operators(held: bytes, horizon: int, family: Family) -> Operators:
    """The operators of every smoothing that series with these months (1 held, 0 missing) can bear.

    A month that is missing brings no surprise; its column is 0.
    """
    months = np.frombuffer(held, dtype=np.bool_)
    tried = tuple(each for each in grid() if family.allows(each) and months.sum() > each.parameters + 1)
    made = [_operators(each, months, horizon=horizon) for each in tried]
    shapes = ((len(months), len(months)), (horizon, len(months)), (horizon, horizon))
    stacked = (np.array([each[at] for each in made]).reshape(-1, *shape) for at, shape in enumerate(shapes))
    return Operators(tried, *stacked)


def _operators(smoothing: Smoothing, months: Marks, *, horizon: int) -> tuple[Numbers, Numbers, Numbers]:
    """R, P and the covariance of one smoothing."""
    step, gain, read, first = _matrices(smoothing)
    points, states = len(months), len(gain)
    from_first, from_values = np.eye(states), np.zeros((states, points))
    seen, known = np.zeros((points, states)), np.zeros((points, points))
    for month in range(points):
        if months[month]:
            seen[month], known[month] = read @ from_first, -(read @ from_values)
            known[month, month] += 1
        from_first = step @ from_first - np.outer(gain, seen[month])
        from_values = step @ from_values + np.outer(gain, known[month])
    fitted = np.linalg.pinv(seen @ first, rcond=NEGLIGIBLE) @ known
    state, effect = from_first @ first @ fitted + from_values, gain
    path, carry = np.zeros((horizon, points)), np.zeros(horizon)
    for ahead in range(horizon):
        path[ahead], carry[ahead] = read @ state, read @ effect
        state, effect = step @ state, step @ effect
    return known - seen @ first @ fitted, path, unit_covariance(carry)


def _matrices(smoothing: Smoothing) -> tuple[Numbers, Numbers, Numbers, Numbers]:
    """F, g, w and the first states that are possible; the season's months add up to nought at first."""
    states = 1 + smoothing.has_trend + MONTHS * smoothing.has_season
    step, gain, read = np.zeros((states, states)), np.zeros(states), np.zeros(states)
    step[0, 0], gain[0], read[0] = 1.0, smoothing.level, 1.0
    if smoothing.has_trend:
        step[:2, 1], gain[1], read[1] = smoothing.damping, smoothing.trend, smoothing.damping
    if not smoothing.has_season:
        return step, gain, read, np.eye(states)
    oldest = states - 1
    newest = states - MONTHS
    step[newest, oldest], gain[newest], read[oldest] = 1.0, smoothing.season, 1.0
    step[np.arange(newest + 1, states), np.arange(newest, states - 1)] = 1.0
    first = np.zeros((states, states - 1))
    first[:newest, :newest] = np.eye(newest)
    first[newest:oldest, newest:] = np.eye(MONTHS - 1)
    first[oldest, newest:] = -1.0
    return step, gain, read, first
