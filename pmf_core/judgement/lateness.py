"""How likely the next one is late, from how often the ones before were.

Each was late or not, and nothing else is assumed: Jeffreys' prior Beta(½, ½), so that two out of two late does not
make certain what two cannot. The interval is equal-tailed (Brown, Cai & DasGupta 2001).
"""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike
from scipy.stats import beta

from pmf_core.judgement.arrays import numbers, refuse_unless_alike, refuse_where
from pmf_core.judgement.intervals import Intervals

PRIOR = 0.5
"""Jeffreys' prior: as if half a one had been late and half a one in time."""

FEWEST = 3
"""Fewer than so many that were due say too little to be told as a likelihood."""


def lateness(late: ArrayLike, due: ArrayLike, *, confidence: float = 0.9) -> Intervals:
    """The likelihood that the next is late, 0 to 1; missing where fewer than three were due.

    >>> found = lateness([3, 0, 1], [12, 12, 2])
    >>> print(found.value.round(3), found.lower.round(3), found.upper.round(3))
    [0.269 0.038   nan] [0.096 0.      nan] [0.484 0.145   nan]
    """
    x, n = numbers(late), numbers(due)
    refuse_unless_alike(x, n, names="late and due")
    refuse_where((x < 0) | (x > n), x, name="number late", way_out="It lies between nothing and how many were due.")
    enough = n >= FEWEST
    a, b = x + PRIOR, np.maximum(n - x, 0) + PRIOR
    tail = (1 - confidence) / 2
    parts = (a / (a + b), beta.ppf(tail, a, b), beta.ppf(1 - tail, a, b))
    value, lower, upper = (np.where(enough, part, np.nan) for part in parts)
    return Intervals(value, lower, upper)
