"""Over-dispersion: how much more areas differ than chance alone would make them (Spiegelhalter 2005)."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

import numpy as np
from numpy.typing import ArrayLike

from pmf_core.errors import BadInput
from pmf_core.judgement.arrays import Marks, Numbers, numbers, refuse_unless_alike, refuse_where
from pmf_core.judgement.order import average_ranks

HALF_EVENT = 0.5
"""Added to a count before its logarithm, so that a count of 0 has one."""

DEFAULT_TRIM = 0.1
"""The share of z scores drawn in, or cut off, at each end before φ is taken (NHS England's SHMI)."""


class FunnelScale(StrEnum):
    """The scale on which areas' values are normal: named for what is charted and its transformation."""

    PROPORTION = "proportion"
    RATIO_LOG = "ratio_log"
    RATIO_ROOT = "ratio_root"
    RATE_LOG = "rate_log"


@dataclass(frozen=True)
class Transformed:
    """Values on the scale where they are normal, the centre there, and the error that chance gives each."""

    value: Numbers
    centre: float
    error: Numbers


@dataclass(frozen=True)
class Dispersion:
    """φ (1 when chance explains everything), τ² (the variance that it doesn't) and the z scores behind them.

    `settled` are the z scores drawn in to the quantiles, NaN where SHMI's method cuts an area off.
    """

    phi: float
    tau_squared: float
    z: Numbers
    settled: Numbers

    @property
    def adjusts(self) -> bool:
        """Whether limits should be widened: areas differ by more than chance."""
        return self.phi > 1 and self.tau_squared > 0


def dispersion(
    numerators: ArrayLike, denominators: ArrayLike, *, scale: FunnelScale, trim: float = DEFAULT_TRIM
) -> Dispersion:
    """φ and τ² of areas; the denominator of a ratio is the expected number of events.

    The scores are winsorised at the quantiles `trim` and 1 - `trim`; on the scale `RATIO_LOG` they are
    truncated instead, as in SHMI.

    >>> answer = dispersion([50, 70, 40, 60], [100, 100, 100, 100], scale=FunnelScale.PROPORTION)
    >>> print(round(answer.phi, 2), round(answer.tau_squared, 4))
    3.5 0.0092
    """
    x, n = numbers(numerators), numbers(denominators)
    _refuse_bad_funnel(x, n, scale=scale, trim=trim)
    changed = transformed(x, n, scale=scale)
    z = (changed.value - changed.centre) / changed.error
    kept = _central(z, trim=trim) if scale is FunnelScale.RATIO_LOG else np.ones(z.shape, dtype=bool)
    settled = np.where(kept, z if scale is FunnelScale.RATIO_LOG else _winsorised(z, trim=trim), np.nan)
    count = int(kept.sum())
    if count < 2:
        raise BadInput(f"{count} areas are left after trimming. Over-dispersion needs 2 or more.")
    phi = float((settled[kept] ** 2).sum() / count)
    return Dispersion(phi, _tau_squared(phi, changed.error[kept]), z, settled)


def transformed(numerators: Numbers, denominators: Numbers, *, scale: FunnelScale) -> Transformed:
    """The values on the scale where they are normal."""
    x, n = numerators, denominators
    match scale:
        case FunnelScale.PROPORTION:
            centre = float(np.arcsin(np.sqrt(x.sum() / n.sum())))
            return Transformed(np.arcsin(np.sqrt(x / n)), centre, 1 / (2 * np.sqrt(n)))
        case FunnelScale.RATIO_LOG:
            ratio = np.where(x > 0, x / n, HALF_EVENT / (n + HALF_EVENT))
            return Transformed(np.log(ratio), 0.0, 1 / np.sqrt(n))
        case FunnelScale.RATIO_ROOT:
            return Transformed(np.sqrt(x / n), 1.0, 1 / (2 * np.sqrt(n)))
        case FunnelScale.RATE_LOG:
            value = np.log((x + HALF_EVENT) / (n + HALF_EVENT))
            return Transformed(value, float(np.log(x.sum() / n.sum())), log_rate_error(x, n))


def log_rate_error(counts: Numbers, denominators: Numbers) -> Numbers:
    """The standard error of the logarithm of a ratio of two counts, each with half an event added."""
    x, n = counts, denominators
    return np.sqrt(x / (x + HALF_EVENT) ** 2 + n / (n + HALF_EVENT) ** 2)


def _winsorised(z: Numbers, *, trim: float) -> Numbers:
    low, high = np.quantile(z, [trim, 1 - trim])
    return np.clip(z, low, high)


def _central(z: Numbers, *, trim: float) -> Marks:
    """The areas that SHMI keeps: all but the first and the last of 1/trim equal groups by rank."""
    if trim == 0:
        return np.ones(z.shape, dtype=bool)
    groups = 1 / trim
    group = np.floor(average_ranks(z) * groups / (len(z) + 1))
    return (group != 0) & (group != groups - 1)


def _tau_squared(phi: float, error: Numbers) -> float:
    """The variance between areas by the method of moments (DerSimonian & Laird 1986)."""
    count, weight = len(error), 1 / error**2
    excess = count * phi - (count - 1)
    if excess < 0:
        return 0.0
    return float(max(0.0, excess / (weight.sum() - (weight**2).sum() / weight.sum())))


def _refuse_bad_funnel(x: Numbers, n: Numbers, *, scale: FunnelScale, trim: float) -> None:
    refuse_unless_alike(x, n, names="numerators and denominators")
    refuse_where(~(x >= 0), x, name="numerator", way_out="Leave missing areas out; a count is 0 or more.")
    refuse_where(~(n > 0), n, name="denominator", way_out="Leave out areas without a denominator.")
    if scale is FunnelScale.PROPORTION:
        refuse_where(x > n, x, name="numerator", way_out="It is above its denominator: correct one of them.")
    if not 0 <= trim < 0.5:
        raise BadInput(f"trim is {trim:g}. Give the share at each end, from 0 to below 0.5.")
