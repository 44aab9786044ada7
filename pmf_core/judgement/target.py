"""How far a value is from where we aim, on which side, and whether so few cases can tell."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy.stats import binom

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


def significance(
    numerator: ArrayLike, denominator: ArrayLike, *, target: ArrayLike, polarity: Polarity
) -> NDArray[np.float64]:
    """How likely a proportion as bad or worse would be if its target (0 to 1) were met: one-sided exact binomial.

    >>> significance(2, 10, target=0.8, polarity=Polarity.HIGHER_IS_BETTER).round(6).tolist()
    7.8e-05
    """
    count, of = np.asarray(numerator, float), np.asarray(denominator, float)
    if polarity is Polarity.LOWER_IS_BETTER:
        return binom.sf(count - 1, of, target)
    return binom.cdf(count, of, target)
