"""The slope index of inequality and its relative form (Low & Low 2004; PHEindicatormethods, SII)."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

import numpy as np
from numpy.typing import ArrayLike
from scipy.special import expit, logit

from pmf_core.errors import BadInput
from pmf_core.judgement.arrays import Numbers, numbers, refuse_unless_alike, refuse_where
from pmf_core.judgement.intervals.interval import Intervals, normal_quantile, upper_probability

FEWEST_QUANTILES, MOST_QUANTILES = 5, 100
"""A gradient is fitted over five to a hundred quantiles (PHEindicatormethods)."""

GIVEN_CONFIDENCE = 0.95
"""The confidence of the limits that come with each quantile's value."""


class ValueScale(StrEnum):
    """The scale on which a quantile's value is drawn: as it is, as a logarithm, as log odds."""

    PLAIN = "plain"
    RATE = "rate"
    PROPORTION = "proportion"

    def forwards(self, values: Numbers) -> Numbers:
        """To the scale on which errors are normal."""
        return {ValueScale.RATE: np.log, ValueScale.PROPORTION: logit}.get(self, np.asarray)(values)

    def back(self, values: Numbers) -> Numbers:
        """Back to the scale on which the value is read."""
        return {ValueScale.RATE: np.exp, ValueScale.PROPORTION: expit}.get(self, np.asarray)(values)


@dataclass(frozen=True)
class SlopeIndex:
    """The gap from the first quantile to the last (sii), their ratio (rii) and the fitted start."""

    sii: Intervals
    rii: Intervals
    intercept: Numbers


@dataclass(frozen=True)
class _Fit:
    """The two sums over quantiles that give the intercept and the slope of the weighted line."""

    for_intercept: Numbers
    for_slope: Numbers

    def ends(self, values: Numbers) -> tuple[Numbers, Numbers]:
        """The line at rank 0 and at rank 1; the last axis of `values` is the quantile."""
        start = (values * self.for_intercept).sum(axis=-1)
        return start, start + (values * self.for_slope).sum(axis=-1)


def slope_index(
    populations: ArrayLike,
    values: ArrayLike,
    *,
    lower: ArrayLike,
    upper: ArrayLike,
    scale: ValueScale = ValueScale.PLAIN,
    transform: bool = False,
    confidence: float = 0.95,
    multiplier: float = 1.0,
    repetitions: int = 100_000,
    seed: int = 0,
) -> SlopeIndex:
    """The gradient over quantiles in order; the last axis is the quantile, the axes before it are the batch.

    `transform` fits the line on the scale of the logarithm or the log odds. Limits are simulated from each
    quantile's own 95 % limits.

    >>> people = [100.0] * 5
    >>> rate = np.array([10.0, 12, 14, 16, 18])
    >>> index = slope_index(people, rate, lower=rate - 1, upper=rate + 1, repetitions=1000)
    >>> print(index.sii.value.round(6), index.rii.value.round(6), index.intercept.round(6))
    10.0 2.111111 9.0
    """
    share, y, low, high = (numbers(each) for each in (populations, values, lower, upper))
    _refuse_bad_gradient(share, y, limits=(low, high), scale=scale)
    fit = _weighted_line(share)
    draws = _draws(y, (low, high), scale=scale, shape=(repetitions, seed))
    sii, rii, intercept = _index(y, fit, scale=scale, transform=transform)
    sii_drawn, rii_drawn, _ = _index(draws, fit, scale=scale, transform=transform)
    sii_low, sii_high = _order_statistics(sii_drawn, confidence)
    rii_low, rii_high = _order_statistics(rii_drawn, confidence)
    return SlopeIndex(
        Intervals(sii * multiplier, sii_low * multiplier, sii_high * multiplier),
        Intervals(rii, rii_low, rii_high),
        intercept,
    )


def _index(values: Numbers, fit: _Fit, *, scale: ValueScale, transform: bool) -> tuple[Numbers, Numbers, Numbers]:
    if transform:
        start, end = (scale.back(each) for each in fit.ends(scale.forwards(values)))
    else:
        start, end = fit.ends(values)
    return end - start, end / start, start


def _weighted_line(populations: Numbers) -> _Fit:
    """Least squares of the value on the midpoint of cumulative population share, weighted by share."""
    share = populations / populations.sum(axis=-1, keepdims=True)
    midpoint = np.cumsum(share, axis=-1) - share / 2
    centred = midpoint - 0.5  # the share-weighted mean of the midpoints is one half, always
    for_slope = share * centred / (share * centred**2).sum(axis=-1, keepdims=True)
    return _Fit(share - 0.5 * for_slope, for_slope)


def _draws(values: Numbers, limits: tuple[Numbers, Numbers], *, scale: ValueScale, shape: tuple[int, int]) -> Numbers:
    """Simulated values: repetitions × batch × quantiles."""
    repetitions, seed = shape
    error = (scale.forwards(limits[1]) - scale.forwards(limits[0])) / (2 * normal_quantile(GIVEN_CONFIDENCE))
    noise = np.random.default_rng(seed).standard_normal((repetitions, *values.shape))
    return scale.back(scale.forwards(values) + error * noise)


def _order_statistics(drawn: Numbers, confidence: float) -> tuple[Numbers, Numbers]:
    share = upper_probability(confidence)
    ordered = np.sort(drawn, axis=0)
    low, high = (max(round(len(ordered) * part), 1) - 1 for part in (1 - share, share))
    return ordered[low], ordered[high]


def _refuse_bad_gradient(
    share: Numbers, values: Numbers, *, limits: tuple[Numbers, Numbers], scale: ValueScale
) -> None:
    refuse_unless_alike(share, values, *limits, names="populations, values, lower and upper")
    count = values.shape[-1]
    if not FEWEST_QUANTILES <= count <= MOST_QUANTILES:
        raise BadInput(f"{count} quantiles. A gradient needs {FEWEST_QUANTILES} to {MOST_QUANTILES} of them.")
    refuse_where(~(share > 0), share, name="population", way_out="Every quantile needs people in it.")
    for name, each in (("value", values), ("lower limit", limits[0]), ("upper limit", limits[1])):
        refuse_where(~np.isfinite(each), each, name=name, way_out="Every quantile needs value and limits.")
        out_of_range = (each <= 0) | ((each >= 1) & (scale is ValueScale.PROPORTION))
        way_out = "A rate is above 0, and a proportion below 1 too."
        refuse_where(out_of_range & (scale is not ValueScale.PLAIN), each, name=name, way_out=way_out)
