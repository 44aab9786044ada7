"""Limits that allow for over-dispersion, on the scale that a reader sees."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike

from pmf_core.judgement.arrays import Codes, Numbers, numbers, refuse_where
from pmf_core.judgement.funnel.chart import FunnelLimits
from pmf_core.judgement.funnel.dispersion import FunnelScale, log_rate_error
from pmf_core.judgement.intervals import normal_quantile
from pmf_core.judgement.intervals.rate import exact_poisson

QUARTER_TURN = np.pi / 2
"""The angle whose squared sine is the whole."""


def chance_limits(
    denominators: ArrayLike, *, scale: FunnelScale, average: float = 1.0, confidence: float = 0.95
) -> FunnelLimits:
    """The limits that chance alone gives at each size; exact Poisson limits for a ratio.

    `average` is the proportion or rate of all areas; a ratio's is 1.

    >>> limits = chance_limits([100], scale=FunnelScale.RATIO_LOG)
    >>> print(limits.lower.round(3), limits.upper.round(3))
    [0.814] [1.216]
    """
    if scale in (FunnelScale.PROPORTION, FunnelScale.RATE_LOG):
        return adjusted_limits(denominators, scale=scale, average=average, confidence=confidence)
    n = numbers(denominators)
    refuse_where(n <= 0, n, name="expected", way_out="A funnel starts above 0.")
    lower, upper = exact_poisson(n, upper_tail=0.5 + confidence / 2)
    return FunnelLimits(lower / n, upper / n)


def adjusted_limits(
    denominators: ArrayLike,
    *,
    scale: FunnelScale,
    average: float = 1.0,
    confidence: float = 0.95,
    tau_squared: float = 0.0,
) -> FunnelLimits:
    """The limits at each size when areas differ by `tau_squared` on their scale beside chance.

    >>> limits = adjusted_limits([100], scale=FunnelScale.RATIO_LOG, tau_squared=0.01)
    >>> print(limits.lower.round(3), limits.upper.round(3))
    [0.758] [1.319]
    """
    n = numbers(denominators)
    refuse_where(n <= 0, n, name="denominator", way_out="A funnel starts above 0.")
    centre, variance = _centre_and_variance(n, scale=scale, average=average)
    return _limits(centre, normal_quantile(confidence) * np.sqrt(variance + tau_squared), scale=scale)


def _centre_and_variance(n: Numbers, *, scale: FunnelScale, average: float) -> tuple[float, Numbers]:
    """Where areas centre on their scale, and the variance that chance gives at each size."""
    match scale:
        case FunnelScale.PROPORTION:
            return float(np.arcsin(np.sqrt(average))), 1 / (4 * n)
        case FunnelScale.RATE_LOG:
            return float(np.log(average)), log_rate_error(average * n, n) ** 2
        case FunnelScale.RATIO_LOG:
            return 0.0, 1 / n
        case FunnelScale.RATIO_ROOT:
            return 1.0, 1 / (4 * n)


def _limits(centre: float, reach: Numbers, *, scale: FunnelScale) -> FunnelLimits:
    """Centre minus and plus reach, back on the scale that a reader sees."""
    low, high = centre - reach, centre + reach
    match scale:
        case FunnelScale.PROPORTION:
            return FunnelLimits(np.sin(np.maximum(low, 0.0)) ** 2, np.sin(np.minimum(high, QUARTER_TURN)) ** 2)
        case FunnelScale.RATIO_ROOT:
            return FunnelLimits(np.maximum(low, 0.0) ** 2, high**2)
        case FunnelScale.RATIO_LOG | FunnelScale.RATE_LOG:
            return FunnelLimits(np.exp(low), np.exp(high))


def significance_beyond(values: ArrayLike, limits: FunnelLimits) -> Codes:
    """-1, 0 or 1: each value below, within or above its limits, strictly.

    >>> print(significance_beyond([0.5, 1, 2], FunnelLimits(np.full(3, 0.8), np.full(3, 1.2))))
    [-1  0  1]
    """
    given = numbers(values)
    return (given > limits.upper).astype(np.int64) - (given < limits.lower)
