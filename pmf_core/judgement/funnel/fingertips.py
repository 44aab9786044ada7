"""Fingertips' control limits around a comparator, for proportions and for standardised rates."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike

from pmf_core.judgement.arrays import Codes, Numbers, numbers, refuse_where
from pmf_core.judgement.intervals import poisson_around_expected, wilson
from pmf_core.judgement.significance import Significance


def proportion_positions(
    values: ArrayLike, denominators: ArrayLike, *, comparators: ArrayLike, z: float, unit: float = 100.0
) -> Codes:
    """-1, 0 or 1: each proportion below, within or above Wilson's limits around its comparator.

    >>> print(proportion_positions([22, 40], [200, 200], comparators=[20, 20], z=1.96))
    [0 1]
    """
    n = numbers(denominators)
    refuse_where(n <= 0, n, name="denominator", way_out="Leave the area out, or mark it missing.")
    lower, upper = wilson(numbers(comparators) / unit * n, n, z=z)
    return positions(numbers(values) / unit, (lower, upper))


def dsr_positions(
    values: ArrayLike, denominators: ArrayLike, *, comparators: ArrayLike, tail: float, unit: float = 100_000.0
) -> Codes:
    """-1, 0 or 1: each rate below, within or above the exact Poisson limits around its comparator.

    >>> print(dsr_positions([120, 400], [20000, 20000], comparators=[100, 100], tail=0.025))
    [0 1]
    """
    n = numbers(denominators)
    refuse_where(n <= 0, n, name="denominator", way_out="Leave the area out, or mark it missing.")
    lower, upper = poisson_around_expected(numbers(comparators) * n / unit, tail=tail)
    return positions(numbers(values), (lower / n * unit, upper / n * unit))


def positions(values: Numbers, limits: tuple[Numbers, Numbers]) -> Codes:
    """Strictly outside the limits counts as outside; a missing value or limit isn't compared."""
    lower, upper = limits
    codes = (values > upper).astype(np.int64) - (values < lower)
    missing = np.isnan(values) | np.isnan(lower) | np.isnan(upper)
    return np.where(missing, int(Significance.NOT_COMPARED), codes)
