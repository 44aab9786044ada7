"""Which few causes account for most of the cases (Juran, Quality Control Handbook, 1951)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

VITAL_SHARE = 0.8
"""The share of the cases that the vital few account for."""


@dataclass(frozen=True, slots=True)
class Pareto:
    """Causes from the most cases to the fewest: `order` are places in what was given."""

    order: tuple[int, ...]
    shares: tuple[float, ...]
    """Each cause's share of all cases, in that order."""
    vital: int
    """How many of the first it takes to reach `VITAL_SHARE`."""

    @property
    def together(self) -> float:
        """The share of the vital few."""
        return sum(self.shares[: self.vital])


def pareto(cases: Sequence[float]) -> Pareto:
    """Causes by their cases, which are above nought; equal ones stay in the order in which they came.

    >>> pareto([2, 14, 4]).order, pareto([2, 14, 4]).vital
    ((1, 2, 0), 2)
    """
    counts = np.asarray(cases, dtype=float)
    order = np.argsort(-counts, kind="stable")
    shares = counts[order] / counts.sum()
    # A hair's breadth, so that shares which add up to the line exactly are not pushed over it by their rounding.
    vital = int(np.searchsorted(np.cumsum(shares), VITAL_SHARE - 1e-12)) + 1
    return Pareto(tuple(order.tolist()), tuple(shares.tolist()), vital)
