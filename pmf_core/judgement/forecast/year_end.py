"""Where the year will land: what is known of it and the sum of the months to come."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from pmf_core.definitions.polarity import Polarity
from pmf_core.errors import BadInput
from pmf_core.judgement.arrays import Numbers, numbers
from pmf_core.judgement.forecast.forecasts import Forecasts, quantile, share_below
from pmf_core.judgement.intervals.interval import upper_probability


@dataclass(frozen=True)
class Landing:
    """The outturn of each series' year: what is expected, its standard error and the degrees of freedom."""

    expected: Numbers
    error: Numbers
    freedom: Numbers

    def limits(self, confidence: float = 0.95) -> tuple[Numbers, Numbers]:
        """Lower and upper limits of the outturn."""
        reach = quantile(upper_probability(confidence), self.freedom) * self.error
        return self.expected - reach, self.expected + reach

    def chance(self, target: ArrayLike, *, polarity: Polarity) -> Numbers:
        """The probability that the outturn meets its target."""
        if polarity.sign == 0:
            raise BadInput(f"polarity is {polarity}. The chance of a target needs one way to be better.")
        return self._beyond(polarity.sign * (self.expected - numbers(target)))

    def chance_between(self, lower: ArrayLike, upper: ArrayLike) -> Numbers:
        """The probability that the outturn lies between two values, which may be infinite."""
        below, above = self._beyond(numbers(lower) - self.expected), self._beyond(self.expected - numbers(upper))
        return np.clip(1 - below - above, 0.0, 1.0)

    def _beyond(self, ahead: Numbers) -> Numbers:
        """The probability of an outturn on the far side of a value that the expected one is `ahead` of."""
        certain = np.where(ahead >= 0, 1.0, 0.0)
        known = (self.error > 0) & np.isfinite(ahead)
        score = np.divide(ahead, self.error, out=np.zeros_like(ahead), where=known)
        chance = np.where(known, share_below(score, self.freedom), certain)
        return np.where(np.isnan(self.expected), np.nan, chance)


def year_end(forecasts: Forecasts, *, so_far: ArrayLike, weights: ArrayLike | None = None) -> Landing:
    """The year's outturn: so far, and every month of the forecasts.

    For a sum leave `weights` out; for a mean of twelve months give 1/12 each and the months so far likewise;
    for a ratio give each month's share of the year's denominator. A surprise carries into the months after it,
    so their errors go together: independent variances would be far too small.

    >>> from pmf_core.judgement.forecast import naive
    >>> landing = year_end(naive([[1, 3, 2]], horizon=2), so_far=[6])
    >>> print(landing.expected, landing.error.round(2))
    [10.] [3.54]
    """
    weight = np.ones(forecasts.mean.shape[1]) if weights is None else numbers(weights)
    weight = np.broadcast_to(weight, forecasts.mean.shape)
    variance = np.einsum("si,sij,sj->s", weight, forecasts.covariance, weight)
    expected = numbers(so_far) + (weight * forecasts.mean).sum(axis=1)
    return Landing(expected, np.sqrt(np.maximum(variance, 0.0)), forecasts.freedom)
