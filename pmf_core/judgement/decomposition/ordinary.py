"""What is ordinary: a contribution beside what the same comparison gave at earlier moments.

The usual size of a contribution is the mean of its absolute values in the past, turned into a standard deviation
as a moving range is (Wheeler): for neighbouring periods it is the σ of the XmR chart, times √2.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy.special import stdtrit

from pmf_core.judgement.arrays import Marks, Numbers

FEWEST_COMPARISONS = 10
"""So many earlier comparisons make an ordinary size; with fewer there is nothing to test against."""

MEAN_TO_SIGMA = np.sqrt(np.pi / 2)
"""Of a normal variable about nought: its standard deviation over its mean absolute value."""

FREEDOM_EACH = 0.62
"""Degrees of freedom that each comparison brings, as for a mean moving range (Palm & Wheeler 1990)."""

CONFIDENCE = 0.95
"""Pure noise names no contributor in so many of a hundred questions."""

NOTHING = 1e-12
"""A contribution below this share of the largest one is rounding."""


@dataclass(frozen=True)
class Evidence:
    """For each contribution: how many times its usual size it is, and whether that is beyond what is ordinary.

    `score` is NaN where nothing can be tested, infinite where a contribution that never moved moves.
    """

    score: Numbers
    beyond: Marks
    comparisons: int
    """How many earlier moments the contributions are compared with, at most."""


def against_earlier(now: Numbers, earlier: Numbers, *, confidence: float = CONFIDENCE) -> Evidence:
    """Test contributions (…) against earlier ones (moments × …), allowing for how many are looked at (Šidák).

    >>> earlier = np.array([[1.0, -2.0], [-1.0, 2.0]] * 6)
    >>> found = against_earlier(np.array([9.0, 3.0]), earlier)
    >>> print(found.score.round(1), found.beyond)
    [7.2 1.2] [ True False]
    """
    held = (~np.isnan(earlier)).sum(axis=0)
    tested = (held >= FEWEST_COMPARISONS) & ~np.isnan(now)
    mean = np.nansum(np.abs(earlier), axis=0) / np.maximum(held, 1)
    least = NOTHING * np.nanmax(np.abs(now), initial=0.0)
    usual = MEAN_TO_SIGMA * np.where(mean > least, mean, 0.0)
    size = np.where(np.abs(now) > least, now, 0.0)
    with np.errstate(divide="ignore", invalid="ignore"):
        score = np.where(tested, np.where(size == 0, 0.0, size / usual), np.nan)
    beyond = tested & (
        np.abs(np.nan_to_num(score)) > width(held * FREEDOM_EACH, tests=int(tested.sum()), at=confidence)
    )
    return Evidence(score, beyond, int(held.max(initial=0)))


def width(freedom: Numbers, *, tests: int, at: float = CONFIDENCE) -> Numbers:
    """How many usual sizes are ordinary when so many contributions are tested together: Student's t.

    >>> print(width(np.array([20.0]), tests=1).round(2), width(np.array([20.0]), tests=10).round(2))
    [2.09] [3.14]
    """
    share = 0.5 + at ** (1 / max(tests, 1)) / 2
    return stdtrit(np.maximum(freedom, 1.0), share)
