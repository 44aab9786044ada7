"""The limits of a short period whose extremes are left out (autospc's stable-shift algorithm).

All arrays are series × points.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from pmf_core.judgement.spc.ghosts import squeezed, squeezing
from pmf_core.judgement.spc.partition import Marks
from pmf_core.judgement.spc.profile import EXACT_LIMIT_WIDTH, Screening
from pmf_core.judgement.spc.xmr import TIE, Numbers, process_of

MOST_LEFT_OUT = 3
"""Extremes that may be left out of a period's limits (autospc's default)."""


@dataclass(frozen=True, eq=False)
class PeriodLimits:
    """Centre and limits of each series, and the points of the period that were left out."""

    centre: Numbers
    lower: Numbers
    upper: Numbers
    left_out: Marks

    def rows(self, keep: Marks) -> PeriodLimits:
        """Some of the series."""
        return PeriodLimits(self.centre[keep], self.lower[keep], self.upper[keep], self.left_out[keep])


def period_limits(values: Numbers, present: Marks) -> PeriodLimits:
    """XmR limits; what lies farthest outside is left out and the limits renewed, up to three points in all.

    >>> calm = [5.0, 6.0] * 6
    >>> period_limits(np.array([[*calm, 60.0]]), np.ones((1, 13), dtype=bool)).centre.tolist()
    [5.5]
    """
    left_out = np.zeros_like(present)
    mean, reach, slack = _limits(values, present, left_out)
    for _ in range(MOST_LEFT_OUT):
        outside = _farthest(values, present & ~left_out, mean=mean, reach=reach, slack=slack)
        room = MOST_LEFT_OUT - np.count_nonzero(left_out, axis=1)
        outside &= np.cumsum(outside, axis=1) <= room[:, None]
        if not outside.any():
            break
        left_out |= outside
        mean, reach, slack = _limits(values, present, left_out)
    return PeriodLimits(mean, mean - reach, mean + reach, left_out)


def _farthest(values: Numbers, there: Marks, *, mean: Numbers, reach: Numbers, slack: Numbers) -> Marks:
    """The point farthest outside the limits, and those just as far; none where all are inside."""
    outside = np.maximum(values - (mean + reach)[:, None], (mean - reach)[:, None] - values)
    outside = np.where(there, outside, -np.inf)
    most = outside.max(axis=1)
    return (outside >= most[:, None]) & (most > slack)[:, None]


def _limits(values: Numbers, present: Marks, left_out: Marks) -> tuple[Numbers, Numbers, Numbers]:
    """Mean, distance to the limits and slack; ranges reach over what is left out, never over what is missing."""
    order = squeezing(left_out)
    members = squeezed(present & ~left_out, order)
    process = process_of(squeezed(values, order), members, joined=None, screening=Screening.RANGES)
    reach = EXACT_LIMIT_WIDTH * process.mean_range
    return process.mean, reach, TIE * np.fmax(process.size, np.abs(process.mean))
