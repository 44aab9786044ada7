"""EWMA and CUSUM charts, for small drifts (Roberts 1959; Page 1954; qcc 3.0).

Arrays are series × points. The standard deviation is mean(mr)/1.128, unscreened.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from pmf_core.judgement.spc.partition import Marks
from pmf_core.judgement.spc.profile import RANGE_TO_SIGMA, Screening
from pmf_core.judgement.spc.xmr import TIE, Numbers, process_of

SMOOTHING = 0.2
"""Weight λ of the newest value in an EWMA (Montgomery's usual choice)."""

EWMA_SIGMAS = 3
"""Width of the limits of an EWMA, in its own standard deviations."""

CUSUM_SLACK = 0.5
"""k: half the shift to be found, in standard deviations."""

CUSUM_DECISION = 5
"""h: the sum at which a shift is called, in standard deviations."""


@dataclass(frozen=True, eq=False)
class Ewma:
    """The moving average with its limits at each point, and where it is outside them."""

    average: Numbers
    lower: Numbers
    upper: Numbers
    outside: Marks


@dataclass(frozen=True, eq=False)
class Cusum:
    """The sums above and below at each point, in standard deviations, and where either passes the decision."""

    above: Numbers
    below: Numbers
    outside: Marks


def process_and_sigma(values: Numbers, members: Marks) -> tuple[Numbers, Numbers]:
    """Mean and standard deviation of each series' members, both series × 1."""
    process = process_of(np.where(members, values, 0.0), members, joined=None, screening=Screening.OFF)
    return process.mean[:, None], process.mean_range[:, None] / RANGE_TO_SIGMA


def ewma(values: Numbers, members: Marks, *, smoothing: float = SMOOTHING) -> Ewma:
    """z_i = λx_i + (1−λ)z_(i−1) from the mean; limits mean ± 3·sd·√(λ/(2−λ)·(1−(1−λ)^2i)).

    A missing point leaves the average where it was.

    >>> values = np.array([[4.0, 6.0, 4.0, 6.0]])
    >>> ewma(values, np.ones((1, 4), dtype=bool)).average.round(3).tolist()
    [[4.8, 5.04, 4.832, 5.066]]
    """
    mean, sigma = process_and_sigma(values, members)
    average = np.empty_like(values)
    before = mean[:, 0]
    for place in range(values.shape[1]):
        here = members[:, place]
        before = np.where(here, smoothing * values[:, place] + (1 - smoothing) * before, before)
        average[:, place] = before
    steps = np.cumsum(members, axis=1)
    variance = smoothing / (2 - smoothing) * (1 - (1 - smoothing) ** (2 * steps))
    reach = EWMA_SIGMAS * sigma * np.sqrt(variance)
    slack = TIE * (np.abs(mean) + np.nan_to_num(sigma))
    outside = members & (np.abs(average - mean) > reach + slack)
    return Ewma(average, mean - reach, mean + reach, outside)


def cusum(values: Numbers, members: Marks, *, slack: float = CUSUM_SLACK, decision: float = CUSUM_DECISION) -> Cusum:
    """Sums of what lies more than k standard deviations above, and below, the mean; never past 0."""
    mean, sigma = process_and_sigma(values, members)
    with np.errstate(divide="ignore", invalid="ignore"):
        scores = np.where(members, (values - mean) / sigma, 0.0)
    above, below = np.empty_like(values), np.empty_like(values)
    high = low = np.zeros(len(values))
    for place in range(values.shape[1]):
        here = members[:, place]
        high = np.where(here, np.maximum(0.0, high + scores[:, place] - slack), high)
        low = np.where(here, np.minimum(0.0, low + scores[:, place] + slack), low)
        above[:, place], below[:, place] = high, low
    return Cusum(above, below, members & ((above > decision) | (below < -decision)))
