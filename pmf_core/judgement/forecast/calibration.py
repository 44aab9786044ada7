"""How often stated chances came true: the table, Brier's score and the slope."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from pmf_core.judgement.arrays import Codes, Numbers, numbers, refuse_unless_alike, refuse_where

EDGES = (0.0, 0.1, 0.3, 0.5, 0.7, 0.9, 1.0)
"""The bins of stated chances; each owns its lower edge, the last its upper one too."""

FEWEST_IN_A_BIN = 10
"""With fewer, the share that came true says nothing."""


@dataclass(frozen=True)
class Calibration:
    """Stated chances by bin, and how many of them came true; NaN where a bin is empty.

    `brier` is the mean squared distance of chances from what came (0 is best), `base` that of always saying how often
    it comes true; `slope` is 1 where stated chances and frequencies rise together.
    """

    lower: Numbers
    upper: Numbers
    count: Codes
    stated: Numbers
    came_true: Numbers
    brier: float
    base: float
    slope: float


def calibration(chances: ArrayLike, came_true: ArrayLike) -> Calibration:
    """The record of chances (0 to 1) and of what came of them (0 or 1); NaN chances are left out.

    >>> found = calibration([0.05, 0.05, 0.8, 0.8], [0, 0, 1, 1])
    >>> print(found.count, round(found.brier, 3), found.base)
    [2 0 0 0 2 0] 0.021 0.25
    """
    stated, came = numbers(chances).ravel(), numbers(came_true).ravel()
    refuse_unless_alike(stated, came, names="chances and outcomes")
    refuse_where((stated < 0) | (stated > 1), stated, name="chance", way_out="A chance is from 0 to 1.")
    held = ~np.isnan(stated + came)
    stated, came = stated[held], came[held]
    place = np.clip(np.searchsorted(EDGES, stated, side="right") - 1, 0, len(EDGES) - 2)
    count = np.bincount(place, minlength=len(EDGES) - 1)
    divisor = np.where(count > 0, count, np.nan)
    share = came.mean() if len(came) else np.nan
    return Calibration(
        lower=np.array(EDGES[:-1]),
        upper=np.array(EDGES[1:]),
        count=count,
        stated=np.bincount(place, stated, minlength=len(EDGES) - 1) / divisor,
        came_true=np.bincount(place, came, minlength=len(EDGES) - 1) / divisor,
        brier=float(((stated - came) ** 2).mean()) if len(came) else np.nan,
        base=float(share * (1 - share)),
        slope=_slope(stated, came),
    )


def _slope(stated: Numbers, came: Numbers) -> float:
    """The least squares slope of what came on what was stated; NaN where every chance was the same."""
    if len(stated) < 2 or stated.std() == 0:
        return np.nan
    return float(((stated - stated.mean()) * (came - came.mean())).mean() / stated.var())
