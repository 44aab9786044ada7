"""Exponential smoothing as matrices: for given smoothing, residuals and forecasts are linear in the series.

Additive innovations state space models (Hyndman, Koehler, Ord & Snyder 2008):

    y = w'x + e,   x' = F x + g e

With the first state fitted by least squares, the residuals of a smoothing are R y and its forecasts P y, with R
and P the same for every series of one length. So one product tries a smoothing on ten thousand series.
"""

from __future__ import annotations

from collections.abc import Sequence
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

    def ahead(self, months: int) -> Operators:
        """The same for fewer months ahead."""
        return Operators(self.smoothings, self.residuals, self.paths[:, :months], self.covariances[:, :months, :months])


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


def operators(held: bytes, horizon: int, family: Family) -> Operators:
    """The operators of every smoothing that series with these months (1 held, 0 missing) can bear.

    A month that is missing brings no surprise; its column is 0. They are made for whole years ahead, once.
    """
    return _made(held, -(-horizon // MONTHS) * MONTHS, family).ahead(horizon)


@lru_cache(maxsize=64)
def _made(held: bytes, horizon: int, family: Family) -> Operators:
    """The operators for so many months ahead."""
    months = np.frombuffer(held, dtype=np.bool_)
    tried = tuple(each for each in grid() if family.allows(each) and months.sum() > each.parameters + 1)
    residuals = np.zeros((len(tried), len(months), len(months)))
    paths, covariances = np.zeros((len(tried), horizon, len(months))), np.zeros((len(tried), horizon, horizon))
    shapes = [(each.has_trend, each.has_season) for each in tried]
    for shape in dict.fromkeys(shapes):
        alike = np.flatnonzero([each == shape for each in shapes])
        made = _operators([tried[at] for at in alike], months, horizon=horizon)
        residuals[alike], paths[alike], covariances[alike] = made
    return Operators(tried, residuals, paths, covariances)


def _operators(smoothings: Sequence[Smoothing], months: Marks, *, horizon: int) -> tuple[Numbers, Numbers, Numbers]:
    """R, P and the covariances of smoothings with the same states, on the first axis."""
    made = [_matrices(each) for each in smoothings]
    step, gain, read, first = (np.array([matrices[at] for matrices in made]) for at in range(4))
    count, points, states = len(smoothings), len(months), gain.shape[1]
    from_first = np.broadcast_to(np.eye(states), (count, states, states))
    from_values = np.zeros((count, states, points))
    seen, known = np.zeros((count, points, states)), np.zeros((count, points, points))
    for month in range(points):
        if months[month]:
            seen[:, month] = np.einsum("ci,cij->cj", read, from_first)
            known[:, month] = -np.einsum("ci,cij->cj", read, from_values)
            known[:, month, month] += 1
        from_first = step @ from_first - gain[:, :, None] * seen[:, None, month]
        from_values = step @ from_values + gain[:, :, None] * known[:, None, month]
    fitted = np.linalg.pinv(seen @ first, rcond=NEGLIGIBLE) @ known
    state, effect = from_first @ first @ fitted + from_values, gain[:, :, None]
    path, carry = np.zeros((count, horizon, points)), np.zeros((count, horizon))
    for ahead in range(horizon):
        path[:, ahead], carry[:, ahead] = (read[:, None] @ state)[:, 0], (read[:, None] @ effect)[:, 0, 0]
        state, effect = step @ state, step @ effect
    return known - seen @ first @ fitted, path, np.array([unit_covariance(each) for each in carry])


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
