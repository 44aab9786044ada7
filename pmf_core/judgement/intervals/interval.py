"""What an interval is."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy.special import ndtri

from pmf_core.errors import BadInput
from pmf_core.judgement.arrays import Numbers


@dataclass(frozen=True)
class Intervals:
    """Values with their lower and upper limits, arrays of one shape; NaN where there is none."""

    value: Numbers
    lower: Numbers
    upper: Numbers


def upper_probability(confidence: float) -> float:
    """The probability below the upper limit of a two-sided interval.

    >>> upper_probability(0.5)
    0.75
    """
    if not 0 < confidence <= 1:
        raise BadInput(f"confidence is {confidence:g}. Give a number above 0 and up to 1, such as 0.95.")
    return 0.5 + confidence / 2


def normal_quantile(confidence: float) -> float:
    """How many standard errors a two-sided interval reaches on each side.

    >>> round(normal_quantile(0.95), 6)
    1.959964
    """
    return float(ndtri(upper_probability(confidence)))


def refuse_bad_multiplier(multiplier: float) -> None:
    """A multiplier turns a share into a percentage or a rate per 100,000: above nought, finite."""
    if not (np.isfinite(multiplier) and multiplier > 0):
        raise BadInput(f"multiplier is {multiplier:g}. Give a number above 0, such as 100 for per cent.")
