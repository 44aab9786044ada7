"""Run charts: unusually long runs or unusually few crossings of the centre (Anhøj 2014, 2015; qicharts2)."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray
from scipy.stats import binom

from pmf_core.judgement.spc.partition import Marks
from pmf_core.judgement.spc.rare import median_of
from pmf_core.judgement.spc.xmr import TIE, Numbers, mean_of

Counts = NDArray[np.int64]

RARE = 0.05
"""Probability below which so few crossings are a signal."""


@dataclass(frozen=True, eq=False)
class Runs:
    """The runs analysis of each series; `useful` points are there and not on the centre."""

    useful: Counts
    longest: Counts
    longest_allowed: Counts
    crossings: Counts
    crossings_needed: Counts

    @property
    def signal(self) -> Marks:
        """Whether the longest run is too long or the crossings are too few."""
        return (self.longest > self.longest_allowed) | (self.crossings < self.crossings_needed)


def runs_of(values: Numbers, members: Marks, *, centre: Numbers) -> Runs:
    """Runs of the members about the centre; arrays are series × points, the centre also × 1.

    >>> values = np.array([[1.0, 2.0, 8.0, 9.0, 5.0]])
    >>> runs = runs_of(values, np.ones((1, 5), dtype=bool), centre=np.array([[5.0]]))
    >>> runs.useful.item(), runs.longest.item(), runs.crossings.item()
    (4, 2, 1)
    """
    side = sides_of(values, members, centre=centre)
    useful = np.count_nonzero(side, axis=1)
    longest, crossings = _runs(side)
    longest_allowed, crossings_needed = anhoej_limits(useful)
    return Runs(useful, longest, longest_allowed, crossings, crossings_needed)


def sides_of(values: Numbers, members: Marks, *, centre: Numbers) -> NDArray[np.int8]:
    """+1 above the centre, -1 below, 0 on it or not there."""
    distance = np.where(members, values - centre, 0.0)
    size = mean_of(np.where(members, np.abs(values), 0.0), members)[:, None]
    slack = TIE * np.fmax(np.abs(centre), np.nan_to_num(size))
    return ((distance > slack).view(np.int8) - (distance < -slack).view(np.int8)).astype(np.int8)


def _runs(side: NDArray[np.int8]) -> tuple[Counts, Counts]:
    """Longest run and number of crossings of each series, over its useful points; a loop over points only."""
    series = side.shape[0]
    before = np.zeros(series, dtype=np.int8)
    run, longest, crossings = (np.zeros(series, dtype=np.int64) for _ in range(3))
    for column in side.T:
        useful = column != 0
        crossings += useful & (before == -column)
        run = np.where(useful, np.where(column == before, run + 1, 1), run)
        before = np.where(useful, column, before)
        longest = np.maximum(longest, run)
    return longest, crossings


def anhoej_limits(useful: Counts) -> tuple[Counts, Counts]:
    """Longest run allowed, round(log2 n) + 3, and crossings needed, the 5 % point of binomial(n − 1, ½).

    >>> [limit.tolist() for limit in anhoej_limits(np.array([24]))]
    [[8], [8]]
    """
    allowed, needed = _table(int(useful.max(initial=1)))
    return allowed[useful], needed[useful]


@lru_cache(maxsize=8)
def _table(most: int) -> tuple[Counts, Counts]:
    points = np.arange(1, most + 1)
    allowed = np.rint(np.log2(points)).astype(np.int64) + 3
    needed = binom.ppf(RARE, points - 1, 0.5).astype(np.int64)
    # Nothing is expected of no points.
    return np.concatenate([[0], allowed]), np.concatenate([[0], np.maximum(needed, 0)])


def run_centre(values: Numbers, members: Marks) -> Numbers:
    """The centre of a run chart: the median of the baseline, series × 1."""
    return median_of(values, members)[:, None]
