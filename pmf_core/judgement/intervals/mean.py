"""Student's t interval for a mean (PHEindicatormethods, Means)."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike
from scipy.special import stdtrit

from pmf_core.judgement.arrays import Marks, numbers, refuse_unless_alike
from pmf_core.judgement.intervals.interval import Intervals, upper_probability


def mean_intervals(values: ArrayLike, *, present: Marks | None = None, confidence: float = 0.95) -> Intervals:
    """The mean of each row with its limits.

    `values` is groups × members and `present` marks the members that a group really has. A member that
    should be there but is missing (NaN) leaves its group's mean missing; a group of one has no limits.

    >>> answer = mean_intervals([[1, 2, 3, 4]])
    >>> print(answer.value, answer.lower.round(3), answer.upper.round(3))
    [2.5] [0.446] [4.554]
    """
    table = np.atleast_2d(numbers(values))
    held = np.ones(table.shape, dtype=bool) if present is None else np.atleast_2d(present)
    refuse_unless_alike(table, held.astype(float), names="values and present")
    size = held.sum(axis=1).astype(float)
    some = np.where(size > 0, size, np.nan)
    mean = np.where(held, table, 0.0).sum(axis=1) / some
    squares = np.where(held, (table - mean[:, None]) ** 2, 0.0).sum(axis=1)
    freedom = np.where(size > 1, size - 1, np.nan)
    reach = stdtrit(freedom, upper_probability(confidence)) * np.sqrt(squares / freedom / some)
    return Intervals(mean, mean - reach, mean + reach)
