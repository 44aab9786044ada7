"""Whether something that was done moved a figure: the points after it beside a frozen baseline before it.

The baseline is a level, or a level with a slope where it has a real one (segmented regression: Wagner et al. 2002); the
effect is how far the mean of the points after lies from where the baseline would have led. Points that resemble the one
before tell less than as many free ones: errors are widened for lag-1 autocorrelation (Bayley & Hammersley 1946).
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum

import numpy as np
from numpy.typing import ArrayLike
from scipy.special import stdtr, stdtrit

from pmf_core.judgement.arrays import Codes, Marks, Numbers, numbers

FEWEST_BEFORE, FEWEST_AFTER = 12, 3
"""Points that a baseline needs, and points after it."""

BASELINE = 24
"""The latest so many points before are the baseline: as many as process limits are frozen on."""

CONFIDENCE = 0.95
"""Nothing done is called a help or a hindrance in one of twenty at most."""

REAL_SLOPE = 0.05
"""The baseline has a slope where its p is below this."""

MOST_ALIKE = 0.8
"""Beyond this autocorrelation, two dozen points can't tell how much they resemble each other."""


class Verdict(IntEnum):
    """What became of it."""

    CANT_TELL = 0
    HELPED = 1
    HINDERED = 2
    MOVED = 3
    """It moved, and neither way is better."""


class Reason(IntEnum):
    """Why it can be told or not."""

    TOLD = 0
    FEW_BEFORE = 1
    FEW_AFTER = 2
    WITHIN_CHANCE = 3


@dataclass(frozen=True, eq=False)
class Effects:
    """For each series: the change against the baseline with its limits, and the verdict with its reason.

    `size`, `lower` and `upper` are in the unit of the values; `detectable` is the smallest effect that these points
    would show four times in five.
    """

    size: Numbers
    lower: Numbers
    upper: Numbers
    detectable: Numbers
    verdict: Codes
    reason: Codes
    sloped: Marks


def effects(before: ArrayLike, after: ArrayLike, *, sign: ArrayLike) -> Effects:
    """Judge series × points before and after; `sign` is +1 where up is better, -1 where down is, 0 where neither.

    Both are in order, the last point of `before` next to the first of `after`; missing points are NaN.

    >>> steady = np.tile([50.0, 52.0], 12)
    >>> found = effects([steady], [[56.0, 57.0, 55.0, 57.0, 56.0, 57.0]], sign=[1])
    >>> print(found.size.round(1), found.verdict[0] == Verdict.HELPED)
    [5.3] True
    """
    past = np.atleast_2d(numbers(before))[:, -BASELINE:]
    later = np.atleast_2d(numbers(after))
    base = _baseline(past)
    held = (~np.isnan(later)).sum(axis=1)
    expected, spread = _ahead(base, past.shape[1], later)
    mean = np.nansum(later, axis=1) / np.where(held > 0, held, np.nan)
    size, error = mean - expected, base.sigma * np.sqrt(spread)
    width = stdtrit(base.freedom, 0.5 + CONFIDENCE / 2)
    few_before, few_after = base.count < FEWEST_BEFORE, held < FEWEST_AFTER
    told = ~few_before & ~few_after & (np.abs(size) > width * error)
    better = np.sign(size) * np.asarray(sign)
    verdict = np.select(
        [~told, better > 0, better < 0],
        [int(Verdict.CANT_TELL), int(Verdict.HELPED), int(Verdict.HINDERED)],
        int(Verdict.MOVED),
    )
    reason = np.select(
        [few_before, few_after, ~told],
        [int(Reason.FEW_BEFORE), int(Reason.FEW_AFTER), int(Reason.WITHIN_CHANCE)],
        int(Reason.TOLD),
    )
    power = width + stdtrit(base.freedom, POWER)
    return Effects(size, size - width * error, size + width * error, power * error, verdict, reason, base.sloped)


POWER = 0.8
"""How often an effect should be seen before its absence says anything (Cohen 1988)."""


@dataclass(frozen=True, eq=False)
class _Baseline:
    """Level at its middle, slope (0 without a real one), spread, and how much its points resemble each other."""

    level: Numbers
    slope: Numbers
    middle: Numbers
    squares: Numbers
    sigma: Numbers
    alike: Numbers
    count: Numbers
    freedom: Numbers
    sloped: Marks


def _baseline(values: Numbers) -> _Baseline:
    held = ~np.isnan(values)
    count = held.sum(axis=1).astype(float)
    time = np.where(held, np.arange(values.shape[1], dtype=float), 0.0)
    safe = np.maximum(count, 1)
    middle = time.sum(axis=1) / safe
    centred = np.where(held, time - middle[:, None], 0.0)
    squares = np.maximum((centred**2).sum(axis=1), np.finfo(float).tiny)
    level = np.nansum(values, axis=1) / safe
    slope = (centred * np.nan_to_num(values)).sum(axis=1) / squares
    rest = np.where(held, values - level[:, None] - slope[:, None] * centred, 0.0)
    alike = _lag_one(rest, held)
    inflation = (1 + alike) / (1 - alike)
    error = np.sqrt((rest**2).sum(axis=1) / np.maximum(count - 2, 1) * inflation / squares)
    score = np.divide(np.abs(slope), error, out=np.zeros_like(slope), where=error > 0)
    sloped = (2 * stdtr(np.maximum(count - 2, 1), -score) < REAL_SLOPE) & (count >= FEWEST_BEFORE)
    flat = np.where(held, values - level[:, None], 0.0)
    rest = np.where(sloped[:, None], rest, flat)
    alike = _lag_one(rest, held)
    freedom = np.maximum(count - 1 - sloped, 1.0)
    return _Baseline(
        level=level,
        slope=np.where(sloped, slope, 0.0),
        middle=middle,
        squares=squares,
        sigma=np.sqrt((rest**2).sum(axis=1) / freedom),
        alike=alike,
        count=count,
        freedom=np.maximum(freedom * (1 - alike) / (1 + alike), 2.0),
        sloped=sloped,
    )


def _lag_one(rest: Numbers, held: Marks) -> Numbers:
    """r₁ of the residuals with its small-sample bias taken off, from 0 to MOST_ALIKE (Marriott & Pope 1954)."""
    both = held[:, 1:] & held[:, :-1]
    pairs = np.where(both, rest[:, 1:] * rest[:, :-1], 0.0).sum(axis=1)
    squares = (rest**2).sum(axis=1)
    count = np.maximum(held.sum(axis=1), 4)
    found = np.divide(pairs, squares, out=np.zeros_like(pairs), where=squares > 0)
    return np.clip((count * found + 1) / (count - 4 + np.finfo(float).tiny), 0.0, MOST_ALIKE)


def _ahead(base: _Baseline, begins: int, later: Numbers) -> tuple[Numbers, Numbers]:
    """Where the baseline leads the mean of the points after, and the variance of the gap for a spread of 1."""
    held = ~np.isnan(later)
    many = np.maximum(held.sum(axis=1), 1)
    place = np.where(held, begins + np.arange(later.shape[1], dtype=float), 0.0).sum(axis=1) / many
    away = place - base.middle
    inflation = (1 + base.alike) / (1 - base.alike)
    spread = 1 / many + 1 / np.maximum(base.count, 1) + np.where(base.sloped, away**2 / base.squares, 0.0)
    return base.level + base.slope * away, spread * inflation
