"""How far a value is from where we aim, and on which side."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike, NDArray

from pmf_core.definitions.metric import TargetRange
from pmf_core.definitions.polarity import Polarity


def shortfall(
    values: ArrayLike, *, targets: ArrayLike, polarity: Polarity, target_range: TargetRange | None = None
) -> NDArray[np.float64]:
    """How far each value is short of its target, in the metric's unit: positive is the bad side.

    >>> shortfall([93.0, 95.0, 97.0], targets=95.0, polarity=Polarity.HIGHER_IS_BETTER).tolist()
    [2.0, 0.0, -2.0]
    """
    value = np.asarray(values, float)
    if target_range is not None:
        return np.maximum(target_range.lower - value, value - target_range.upper)
    if polarity.sign == 0:
        return np.full(value.shape, np.nan)
    return polarity.sign * (np.asarray(targets, float) - value)
