"""Where each unit of a group stands beside the whole of it: limits at its own size, widened where units differ."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import ArrayLike

from pmf_core.judgement.arrays import Codes, Marks, Numbers, numbers, refuse_unless_alike
from pmf_core.judgement.funnel.adjusted import adjusted_limits, chance_limits, significance_beyond
from pmf_core.judgement.funnel.chart import FunnelLimits, proportion_funnel
from pmf_core.judgement.funnel.dispersion import Dispersion, FunnelScale, dispersion
from pmf_core.judgement.funnel.significance import LEVELS

MOST_LEFT_OUT = 0.25
"""The share of units that may be left out of the average at most: where more lie far from it, it is no average."""

MOST_DRAWN = 40
"""Of more units than these, a bad one hardly draws the average to itself, and nobody is left out."""

FEWEST_TO_WIDEN = 10
"""φ of fewer units is itself mostly chance, so limits are not widened by it."""


@dataclass(frozen=True)
class Standing:
    """-2 to 2 for each unit (far below … far above), the average they are set beside, and how much more than by chance
    they differ."""

    codes: Codes
    centre: float
    dispersion: Dispersion | None
    shares: bool

    @property
    def widened(self) -> bool:
        """Whether the limits allow for more than chance."""
        return self.dispersion is not None and self.dispersion.adjusts

    @property
    def spread(self) -> float:
        """How far apart units typically lie beside chance, as a share or a rate."""
        if self.dispersion is None or not self.widened:
            return 0.0
        scale = 2 * np.sqrt(self.centre * (1 - self.centre)) if self.shares else self.centre
        return float(np.sqrt(self.dispersion.tau_squared) * scale)

    def limits(self, sizes: ArrayLike, *, confidence: float) -> FunnelLimits:
        """The limits at any size: Wilson's for shares, exact Poisson's for rates, wider by τ² where units differ.

        Never narrower than by chance: on the scale of τ² a small unit where everybody counts would lie outside.
        """
        n = numbers(sizes)
        chance = self._by_chance(n, confidence=confidence)
        if self.dispersion is None or not self.widened:
            return chance
        scale = FunnelScale.PROPORTION if self.shares else FunnelScale.RATIO_LOG
        base, average, size = (n, self.centre, 1.0) if self.shares else (n * self.centre, 1.0, self.centre)
        tau = self.dispersion.tau_squared
        wide = adjusted_limits(base, scale=scale, average=average, confidence=confidence, tau_squared=tau)
        lower, upper = np.minimum(chance.lower, wide.lower * size), np.maximum(chance.upper, wide.upper * size)
        return FunnelLimits(lower, upper)

    def _by_chance(self, n: Numbers, *, confidence: float) -> FunnelLimits:
        if self.shares:
            return proportion_funnel(n, self.centre, confidence=confidence, multiplier=1.0)
        found = chance_limits(n * self.centre, scale=FunnelScale.RATIO_LOG, confidence=confidence)
        return FunnelLimits(found.lower * self.centre, found.upper * self.centre)


def standing(numerators: ArrayLike, denominators: ArrayLike, *, shares: bool) -> Standing:
    """Each unit beside the sum over the sum, at 95 % and 99.8 %; units without counts are left out before.

    Who lies beyond the outer limits is taken out of the average, the farthest first: else one bad unit of a few would
    draw the average to itself and make the others look good.

    >>> found = standing([80, 81, 79, 40], [100, 100, 100, 100], shares=True)
    >>> print(found.codes, found.centre)
    [ 0  0  0 -2] 0.8
    """
    x, n = numbers(numerators), numbers(denominators)
    refuse_unless_alike(x, n, names="numerators and denominators")
    kept = np.ones(x.shape, dtype=bool)
    found = _around(x, n, kept, shares=shares)
    for _ in range(int(len(x) * MOST_LEFT_OUT) if len(x) <= MOST_DRAWN else 0):
        far = kept & (np.abs(found.codes) > 1)
        if not far.any():
            break
        distance = np.abs(x / n - found.centre) * np.sqrt(n)
        kept[np.argmax(np.where(far, distance, -1.0))] = False
        found = _around(x, n, kept, shares=shares)
    return found


def _around(x: Numbers, n: Numbers, kept: Marks, *, shares: bool) -> Standing:
    """Every unit beside the average of those kept."""
    centre = float(x[kept].sum() / n[kept].sum())
    if centre in (0.0, 1.0):
        return Standing(np.zeros(x.shape, dtype=np.int64), centre, None, shares)
    spread = _dispersion(x[kept], n[kept], centre, shares=shares) if kept.sum() >= FEWEST_TO_WIDEN else None
    found = Standing(np.zeros(x.shape, dtype=np.int64), centre, spread, shares)
    inner, outer = (found.limits(n, confidence=level) for level in LEVELS)
    return replace(found, codes=significance_beyond(x / n, inner) + significance_beyond(x / n, outer))


def _dispersion(x: Numbers, n: Numbers, centre: float, *, shares: bool) -> Dispersion:
    if shares:
        return dispersion(x, n, scale=FunnelScale.PROPORTION)
    return dispersion(x, n * centre, scale=FunnelScale.RATIO_LOG)
