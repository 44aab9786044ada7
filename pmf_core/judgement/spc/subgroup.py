"""x̄ and s charts of measurements taken in subgroups (Shewhart; Montgomery; qicharts2).

Arrays are series × subgroups.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy.special import gammaln

from pmf_core.judgement.spc.partition import Marks
from pmf_core.judgement.spc.xmr import TIE, Limits, Numbers


@dataclass(frozen=True, eq=False)
class Subgroups:
    """Mean, standard deviation (n − 1) and size of each subgroup; NaN where there are too few measurements."""

    mean: Numbers
    deviation: Numbers
    size: NDArray[np.int64]


def subgroups_of(
    measurements: ArrayLike, *, series: ArrayLike, subgroup: ArrayLike, shape: tuple[int, int]
) -> Subgroups:
    """Subgroups from one long list of measurements with the row and column each belongs to.

    >>> found = subgroups_of([1.0, 3.0], series=[0, 0], subgroup=[0, 0], shape=(1, 1))
    >>> found.mean.item(), round(found.deviation.item(), 4)
    (2.0, 1.4142)
    """
    values = np.asarray(measurements, dtype=np.float64)
    there = ~np.isnan(values)
    cell = (np.asarray(series) * shape[1] + np.asarray(subgroup))[there]
    values = values[there]
    count = shape[0] * shape[1]
    size = np.bincount(cell, minlength=count)
    mean = np.bincount(cell, weights=values, minlength=count) / np.where(size > 0, size, np.nan)
    # The second pass takes back what the first lost to rounding.
    mean = mean + np.bincount(cell, weights=values - mean[cell], minlength=count) / np.where(size > 0, size, np.nan)
    squares = np.bincount(cell, weights=(values - mean[cell]) ** 2, minlength=count)
    deviation = np.sqrt(squares / np.where(size > 1, size - 1, np.nan))
    return Subgroups(mean.reshape(shape), deviation.reshape(shape), size.reshape(shape))


def unbiasing(size: ArrayLike) -> Numbers:
    """c4(n) = √(2/(n−1))·Γ(n/2)/Γ((n−1)/2): how much a standard deviation of n falls short; NaN below 2.

    >>> unbiasing(5).round(4).item()
    0.94
    """
    n = np.asarray(size, dtype=np.float64)
    n = np.where(n >= 2, n, np.nan)
    return np.sqrt(2 / (n - 1)) * np.exp(gammaln(n / 2) - gammaln((n - 1) / 2))


def mean_factor(size: ArrayLike) -> Numbers:
    """A3(n) = 3/(c4·√n)."""
    return 3 / (unbiasing(size) * np.sqrt(np.asarray(size, dtype=np.float64)))


def deviation_factors(size: ArrayLike, *, sigmas: float = 3) -> tuple[Numbers, Numbers]:
    """B3(n) and B4(n): 1 ± 3·√(1 − c4²)/c4, the lower not below 0."""
    c4 = unbiasing(size)
    reach = sigmas * np.sqrt(1 - c4**2) / c4
    return np.maximum(1 - reach, 0.0), 1 + reach


def mean_chart(found: Subgroups, *, members: Marks) -> Limits:
    """x̄: the mean weighted by size ± A3·S; `members` are the subgroups of the baseline."""
    weight = np.where(members, found.size, 0)
    total = weight.sum(axis=1)
    centre = np.nansum(weight * np.nan_to_num(found.mean), axis=1) / np.where(total > 0, total, np.nan)
    centre, spread = centre[:, None], _deviation(found, members)[:, None]
    reach = mean_factor(found.size) * spread
    return _limits(centre, (centre - reach, centre + reach), (centre - 2 / 3 * reach, centre + 2 / 3 * reach))


def deviation_chart(found: Subgroups, *, members: Marks) -> Limits:
    """s: S with limits B3·S and B4·S."""
    spread = _deviation(found, members)[:, None]
    lower, upper = (factor * spread for factor in deviation_factors(found.size))
    near_lower, near_upper = (factor * spread for factor in deviation_factors(found.size, sigmas=2))
    return _limits(spread, (lower, upper), (near_lower, near_upper))


def _deviation(found: Subgroups, members: Marks) -> Numbers:
    """S: the mean standard deviation where sizes are equal, else pooled over degrees of freedom."""
    there = members & (found.size > 1)
    sizes = np.where(members, found.size, 0)
    equal = np.where(members, found.size, sizes.max(axis=1)[:, None])
    same = equal.min(axis=1, initial=np.iinfo(np.int64).max) == sizes.max(axis=1)
    count = np.count_nonzero(there, axis=1)
    deviation = np.where(there, found.deviation, 0.0)
    freedom = np.where(there, found.size - 1, 0)
    plain = deviation.sum(axis=1) / np.where(count > 0, count, np.nan)
    degrees = freedom.sum(axis=1)
    pooled = np.sqrt((freedom * deviation**2).sum(axis=1) / np.where(degrees > 0, degrees, np.nan))
    return np.where(same, plain, pooled)


def _limits(centre: Numbers, outer: tuple[Numbers, Numbers], near: tuple[Numbers, Numbers]) -> Limits:
    centre = np.broadcast_to(centre, outer[1].shape)
    slack = TIE * (np.abs(centre) + np.nan_to_num(np.abs(outer[1])))
    return Limits(centre, *outer, *near, slack, np.isfinite(outer[1]), True)
