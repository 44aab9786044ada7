"""Whether what raised an exception held: the points after it beside what was frozen when it was raised.

A level that moved must lie beyond the frozen mean by more than chance: the mean of n later points varies by σ/√n, with
σ a third of the distance from the frozen mean to its limit (Montgomery, Introduction to Statistical Quality Control, on
the mean of n points). A miss of the target must go on: the mean of the later distances is on the bad side.
"""

from __future__ import annotations

from enum import IntEnum

import numpy as np
from numpy.typing import ArrayLike

from pmf_core.judgement.arrays import Codes, numbers

AFTER = 6
"""How many points after an exception are looked at: within six a shift of 2σ shows nine times in ten."""

FEWEST_AFTER = 3
"""With fewer it is too early to say."""

BEYOND = 1.645
"""Standard errors that a level must lie beyond the frozen mean: one in twenty by chance, on one side."""


TINY = 1e-9
"""A distance that is only the rounding of arithmetic is none."""


class Held(IntEnum):
    """What the later points say."""

    TOO_EARLY = 0
    REAL = 1
    NOT_REAL = 2


def levels_held(after: ArrayLike, *, centre: ArrayLike, sigma: ArrayLike, sign: ArrayLike) -> Codes:
    """Whether each level stayed moved the way it was raised for; `sign` is +1 for up, -1 for down.

    `after` is series × points, missing ones NaN.

    >>> levels_held([[13, 12, 14], [10, 11, 9]], centre=[10, 10], sigma=[2, 2], sign=[1, 1]).tolist()
    [1, 2]
    """
    later = numbers(after)
    many = np.isfinite(later).sum(axis=1)
    moved = (_mean(later) - np.asarray(centre, float)) * np.asarray(sign, float)
    with np.errstate(divide="ignore", invalid="ignore"):
        held = moved > BEYOND * np.asarray(sigma, float) / np.sqrt(many)
    return _told(held, many)


def misses_held(shortfalls: ArrayLike) -> Codes:
    """Whether each went on missing its target; distances are series × points, positive on the bad side.

    >>> misses_held([[3.0, -1.0, 2.0], [1.0, -2.0, -2.0], [4.0, np.nan, np.nan]]).tolist()
    [1, 2, 0]
    """
    later = numbers(shortfalls)
    return _told(_mean(later) > TINY, np.isfinite(later).sum(axis=1))


def _mean(later: np.ndarray) -> np.ndarray:
    many = np.isfinite(later).sum(axis=1)
    return np.where(many > 0, np.nansum(later, axis=1) / np.maximum(many, 1), np.nan)


def _told(held: np.ndarray, many: np.ndarray) -> Codes:
    codes = np.where(held, Held.REAL, Held.NOT_REAL)
    return np.where(many < FEWEST_AFTER, Held.TOO_EARLY, codes).astype(np.int64)
