"""One year beside another, month by month: whether they differ by more than their months do by themselves."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from pmf_core.judgement.arrays import numbers
from pmf_core.judgement.intervals import mean_intervals
from pmf_core.judgement.verdict import NotJudged

FEWEST_PAIRS = 6
"""Half a year: of fewer months the spread of their differences is hardly known."""

CONFIDENCE = 0.99
"""As sure as a season has to be: a page shows many metrics."""


@dataclass(frozen=True)
class YearOnYear:
    """The average difference of the months that both years have, with its interval (Student's paired t)."""

    difference: float
    lower: float
    upper: float
    months: int
    higher: int
    """In how many of them the later year was higher."""

    @property
    def detectable(self) -> bool:
        """Whether the interval leaves nought out."""
        return self.lower > 0 or self.upper < 0


def year_on_year(later: Sequence[float], earlier: Sequence[float]) -> YearOnYear | NotJudged:
    """Compare two years month by month, NaN where a month has no figure: the season drops out of the differences.

    >>> found = year_on_year([12, 15, 11, 16, 13, 14], [10, 12, 10, 13, 10, 12])
    >>> print(round(found.difference, 2), found.detectable, found.higher)
    2.33 True 6
    """
    apart = numbers(later) - numbers(earlier)
    held = apart[np.isfinite(apart)]
    if len(held) < FEWEST_PAIRS:
        return NotJudged(f"{len(held)} months that both years have, {FEWEST_PAIRS} needed")
    found = mean_intervals(held, confidence=CONFIDENCE)
    return YearOnYear(
        float(found.value[0]), float(found.lower[0]), float(found.upper[0]), len(held), int((held > 0).sum())
    )
