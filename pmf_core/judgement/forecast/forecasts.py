"""What a forecast is: a path, and how uncertain its months are, each and together."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy.special import ndtr, stdtr, stdtrit

from pmf_core.judgement.arrays import Numbers
from pmf_core.judgement.intervals.interval import upper_probability

MONTHS = 12
"""The season of a monthly series is a year."""


@dataclass(frozen=True)
class Forecasts:
    """Many series, NaN for a series that can't be forecast.

    `mean` is the path, series × months ahead; `covariance` is that of its errors, series × months × months;
    `freedom` the degrees of freedom behind it, infinite where the normal distribution is used.
    """

    mean: Numbers
    covariance: Numbers
    freedom: Numbers

    @property
    def standard_errors(self) -> Numbers:
        """Of each month ahead."""
        return np.sqrt(np.diagonal(self.covariance, axis1=1, axis2=2))

    def limits(self, confidence: float = 0.95) -> tuple[Numbers, Numbers]:
        """Lower and upper limits of each month ahead."""
        reach = quantile(upper_probability(confidence), self.freedom)[:, None] * self.standard_errors
        return self.mean - reach, self.mean + reach


def unit_covariance(carry: Numbers) -> Numbers:
    """The covariance of the errors ahead when a month's surprise has variance 1.

    `carry` says how much of a surprise is still there one, two, … months later (the cⱼ of Hyndman et al. 2008,
    6.1): an error is the sum of the surprises before it, so the errors of later months go together.

    >>> print(unit_covariance(np.array([0.5, 0.5])))
    [[1.   0.5 ]
     [0.5  1.25]]
    """
    months = len(carry)
    column = np.concatenate([[1.0], carry[:-1]])
    later = np.arange(months)[:, None] - np.arange(months)
    effect = np.where(later >= 0, column[np.maximum(later, 0)], 0.0)
    return effect @ effect.T


def quantile(probability: float, freedom: Numbers) -> Numbers:
    """Student's t quantiles; the normal one where the degrees of freedom are infinite.

    >>> print(quantile(0.975, np.array([10, np.inf])).round(3))
    [2.228 1.96 ]
    """
    return stdtrit(freedom, probability)


def share_below(score: Numbers, freedom: Numbers) -> Numbers:
    """The probability below a t score."""
    return np.where(np.isinf(freedom), ndtr(score), stdtr(freedom, score))
