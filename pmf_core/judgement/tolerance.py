"""Which band a value falls in. Unrounded values are compared; every edge belongs to exactly one band."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
from numpy.typing import ArrayLike, NDArray

from pmf_core.definitions.metric import TargetRange
from pmf_core.definitions.polarity import Polarity
from pmf_core.definitions.tolerance import Band, Basis, Tolerance

NO_BAND = -1
"""Where there is no value, no target to measure from, or no band that far out."""


def bands(
    values: ArrayLike,
    tolerance: Tolerance,
    *,
    polarity: Polarity,
    targets: ArrayLike = np.nan,
    target_range: TargetRange | None = None,
) -> NDArray[np.int64]:
    """For each value, the index of its band, or NO_BAND; any shape, targets of the same shape or one for all.

    >>> from pmf_core.definitions import Standing
    >>> good = Band(name="Good", standing=Standing.GOOD, lower=50, upper=80, owns_upper=True)
    >>> excellent = Band(name="Excellent", standing=Standing.EXCELLENT, lower=80, upper=100,
    ...     owns_lower=False, owns_upper=True)
    >>> two = Tolerance(name="two", bands=(good, excellent))
    >>> bands([50, 80, 80.01, np.nan, 101], two, polarity=Polarity.HIGHER_IS_BETTER).tolist()
    [0, 0, 1, -1, -1]
    """
    measured = measured_on(tolerance.basis, values, targets=targets, polarity=polarity, target_range=target_range)
    index = np.zeros(measured.shape, dtype=np.int64)
    for _, above in pairwise(tolerance.bands):
        index += _reaches(measured, above)
    inside = np.isfinite(measured) & _reaches(measured, tolerance.bands[0])
    return np.where(inside & ~_passes(measured, tolerance.bands[-1]), index, NO_BAND)


def measured_on(
    basis: Basis,
    values: ArrayLike,
    *,
    targets: ArrayLike,
    polarity: Polarity,
    target_range: TargetRange | None = None,
) -> NDArray[np.float64]:
    """What the bands' edges are compared with: the value, or how far past its target it is."""
    value, target = np.broadcast_arrays(np.asarray(values, float), np.asarray(targets, float))
    if basis is Basis.VALUE:
        return value
    past = _outside(value, target_range) if target_range is not None else polarity.sign * (value - target)
    if basis is Basis.ABSOLUTE:
        return past
    scale = np.abs(target)
    return np.divide(past, scale, out=np.full(past.shape, np.nan), where=scale > 0)


def _outside(value: NDArray[np.float64], wanted: TargetRange) -> NDArray[np.float64]:
    """Zero inside the wanted range, and minus the distance to it outside."""
    return -np.maximum(np.maximum(wanted.lower - value, value - wanted.upper), 0.0)


def _reaches(measured: NDArray[np.float64], band: Band) -> NDArray[np.bool_]:
    if band.lower is None:
        return np.ones(measured.shape, dtype=bool)
    return measured >= band.lower if band.owns_lower else measured > band.lower


def _passes(measured: NDArray[np.float64], band: Band) -> NDArray[np.bool_]:
    if band.upper is None:
        return np.zeros(measured.shape, dtype=bool)
    return measured > band.upper if band.owns_upper else measured >= band.upper
