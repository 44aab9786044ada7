"""Where the year under way will land, for every way in which months make a year.

A forecast is made of each month that is left, and the year's outturn follows from all of them together, with the
covariance of their errors. Counts are forecast as square roots, on which chance is the same at every level. Where a
series' own landings of the years before were further out than their errors said, the error is widened.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import assert_never

import numpy as np
from numpy.typing import ArrayLike

from pmf_core.errors import BadInput
from pmf_core.judgement.arrays import Marks, Numbers, numbers
from pmf_core.judgement.forecast.forecasts import MONTHS, Forecasts
from pmf_core.judgement.forecast.smoothing import exponential_smoothing
from pmf_core.judgement.forecast.year_end import Landing, year_end

FEWEST_MONTHS = 25
"""Two years and a month: with fewer, no season can be told from a trend, and limits are far too wide or too narrow."""


YEARS_REMEMBERED, TRUST, FURTHEST = 2, 4, 4
"""A series' own landings of so many years are looked back to; the smoothing's own error counts as much as so many
years; and a year further out than so many errors counts as that far."""


class YearOf(StrEnum):
    """How months make a year."""

    SUM = "the sum of its months"
    RATIO = "the sum of its numerators over that of its denominators"
    MEAN = "the mean of its months"
    LAST = "its last month"


def foresee(
    past: ArrayLike,
    *,
    left: int,
    years: Sequence[YearOf],
    counted: ArrayLike = False,
    denominators: ArrayLike | None = None,
) -> Foreseen:
    """The outturn of the year that has `left` months to come; series × months, the last column the latest month.

    `years` says of each series how its months make a year, `counted` whether its values are counts. A ratio needs its
    denominators, in the shape of its values; the months to come are taken to have those of the same months a year
    before. A series shorter than FEWEST_MONTHS, or with a month of the year missing whose share can't be told, has no
    landing (NaN). The error is larger where the series' own landings of the years before were further out.

    >>> landing = foresee([np.tile([90.0, 110.0], 18)], left=6, years=[YearOf.SUM], counted=True).landing
    >>> print(landing.expected.round(-1), landing.limits()[0] < 1200, landing.limits()[1] > 1200)
    [1200.] [ True] [ True]
    """
    if not 1 <= left <= MONTHS:
        raise BadInput(f"{left} months are left. A year that can be foreseen has 1 to {MONTHS} to come.")
    given = np.atleast_2d(numbers(past))
    under = np.full(given.shape, np.nan) if denominators is None else np.atleast_2d(numbers(denominators))
    kinds = Kinds(tuple(years), np.broadcast_to(np.asarray(counted, dtype=bool), len(given)))
    ahead, landing = _landing(given, under, kinds, left=left)
    squares, seen = np.zeros((2, len(given)))
    for back in range(1, YEARS_REMEMBERED + 1):
        until = given.shape[1] - back * MONTHS
        if until < FEWEST_MONTHS:
            break
        _, earlier = _landing(given[:, :until], under[:, :until], kinds, left=left)
        came = outturns(given, under, kinds, end=until + left)
        score = (came - earlier.expected) / earlier.error
        held = np.isfinite(score)
        squares += np.where(held, np.minimum(np.nan_to_num(score) ** 2, FURTHEST**2), 0.0)
        seen += held
    widened = np.maximum(np.sqrt((TRUST + squares) / (TRUST + seen)), 1.0)
    months = Forecasts(ahead.mean, ahead.covariance * widened[:, None, None] ** 2, ahead.freedom)
    return Foreseen(Landing(landing.expected, landing.error * widened, landing.freedom), months)


@dataclass(frozen=True, eq=False)
class Foreseen:
    """The outturns of years, and the months to come that lead to them."""

    landing: Landing
    months: Forecasts


@dataclass(frozen=True, eq=False)
class Kinds:
    """How each series' months make a year, and which are counts."""

    years: tuple[YearOf, ...]
    counted: Marks


def _landing(values: Numbers, denominators: Numbers, kinds: Kinds, *, left: int) -> tuple[Forecasts, Landing]:
    """The months to come and the landings, as the smoothing alone has them."""
    told = np.where(((~np.isnan(values)).sum(axis=1) >= FEWEST_MONTHS)[:, None], values, np.nan)
    ahead = _smoothed(told, kinds.counted, horizon=left)
    so_far, weights = np.empty(len(values)), np.empty((len(values), left))
    for year_of in set(kinds.years):
        rows = np.flatnonzero([each is year_of for each in kinds.years])
        so_far[rows], weights[rows] = _shares(values[rows], denominators[rows], year_of, left=left)
    return ahead, year_end(ahead, so_far=so_far, weights=weights)


def outturns(values: Numbers, denominators: Numbers, kinds: Kinds, *, end: int) -> Numbers:
    """What a year that is over came to; it ended before column `end`."""
    year, under = values[:, end - MONTHS : end], denominators[:, end - MONTHS : end]
    whole = under.sum(axis=1)
    came = {
        YearOf.SUM: year.sum(axis=1),
        YearOf.MEAN: year.mean(axis=1),
        YearOf.LAST: year[:, -1],
        YearOf.RATIO: (year * under).sum(axis=1) / np.where(whole > 0, whole, np.nan),
    }
    return np.array([came[kind][row] for row, kind in enumerate(kinds.years)])


def _shares(values: Numbers, denominators: Numbers, year_of: YearOf, *, left: int) -> tuple[Numbers, Numbers]:
    """What the months that are over make of the year, and how much each month to come counts in it."""
    done = values[:, values.shape[1] - (MONTHS - left) :] if left < MONTHS else values[:, :0]
    even = np.ones((len(values), left))
    match year_of:
        case YearOf.SUM:
            return done.sum(axis=1), even
        case YearOf.MEAN:
            return done.sum(axis=1) / MONTHS, even / MONTHS
        case YearOf.LAST:
            return np.zeros(len(values)), even * np.eye(left)[-1]
        case YearOf.RATIO:
            return _ratio(values, denominators, left=left)
        case _:
            assert_never(year_of)


def _smoothed(values: Numbers, counted: Marks, *, horizon: int) -> Forecasts:
    """The months ahead, all series in one pass: counts by their square roots, brought back afterwards."""
    rooted = exponential_smoothing(
        np.where(counted[:, None], np.sqrt(np.maximum(values, 0.0)), values), horizon=horizon
    )
    plain, back = rooted.forecasts, _squared(rooted.forecasts)
    mean = np.where(counted[:, None], back.mean, plain.mean)
    covariance = np.where(counted[:, None, None], back.covariance, plain.covariance)
    return Forecasts(mean, covariance, plain.freedom)


def _squared(rooted: Forecasts) -> Forecasts:
    """Forecasts of square roots as forecasts of the counts, their errors to first order."""
    slope = 2 * np.maximum(rooted.mean, LEAST_ROOT)
    variance = np.diagonal(rooted.covariance, axis1=1, axis2=2)
    covariance = rooted.covariance * slope[:, :, None] * slope[:, None, :]
    return Forecasts(rooted.mean**2 + variance, covariance, rooted.freedom)


LEAST_ROOT = 0.5
"""Below this root, the error of a count is that of a count of about nought: one event in four months."""


def denominators_ahead(held: Numbers, *, left: int) -> Numbers:
    """The denominators of the months to come: those of the same months a year before, or else the usual one."""
    usual = _mean(held[:, -MONTHS:])
    if held.shape[1] < MONTHS:
        return np.repeat(usual[:, None], left, axis=1)
    first = held.shape[1] - MONTHS
    year_before = held[:, first : first + left]
    return np.where(np.isnan(year_before), usual[:, None], year_before)


def _ratio(values: Numbers, denominators: Numbers, *, left: int) -> tuple[Numbers, Numbers]:
    """The shares where a year is numerators over denominators; a month that is missing counts in neither."""
    done = slice(values.shape[1] - (MONTHS - left), values.shape[1])
    held = np.where(np.isnan(values[:, done]), 0.0, np.nan_to_num(denominators[:, done]))
    to_come = denominators_ahead(denominators, left=left)
    whole = held.sum(axis=1) + to_come.sum(axis=1)
    whole = np.where(whole > 0, whole, np.nan)
    return (held * np.nan_to_num(values[:, done])).sum(axis=1) / whole, to_come / whole[:, None]


def _mean(values: Numbers) -> Numbers:
    held = (~np.isnan(values)).sum(axis=1)
    return np.nansum(values, axis=1) / np.where(held > 0, held, np.nan)
