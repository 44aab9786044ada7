"""Ranks as a published table gives them, and as they deserve to be read: with their uncertainty."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum

import numpy as np
from numpy.typing import ArrayLike

from pmf_core.definitions.polarity import Polarity
from pmf_core.errors import BadInput
from pmf_core.judgement.arrays import Codes, Numbers, numbers, refuse_unless_alike, refuse_where
from pmf_core.judgement.intervals import normal_quantile
from pmf_core.judgement.intervals.interval import upper_probability
from pmf_core.judgement.order import lowest_ranks

DRAWS = 10_000
"""Simulated league tables behind a rank interval: the ends of a 95 % interval are steady from here on."""

SEED = 20_240_401
"""The same question gets the same answer."""


class Tier(IntEnum):
    """Where an area belongs when chance is allowed for."""

    CLEARLY_WORSE = -1
    CANNOT_TELL = 0
    CLEARLY_BETTER = 1
    NOT_JUDGED = 9


@dataclass(frozen=True)
class RankIntervals:
    """The rank of each area, 1 the best, with the lowest and highest place it may well have."""

    rank: Numbers
    lower: Numbers
    upper: Numbers


def ranks(values: ArrayLike, *, polarity: Polarity) -> Numbers:
    """The place of each area, 1 the best, equal values sharing the best place; the last axis is the area.

    NaN for a missing value, which isn't counted, and for every area where neither way is better (LAIT).

    >>> print(ranks([70, 90, float("nan"), 90], polarity=Polarity.HIGHER_IS_BETTER))
    [ 3.  1. nan  1.]
    """
    given = numbers(values)
    if polarity.sign == 0:
        return np.full(given.shape, np.nan)
    return lowest_ranks(-polarity.sign * given)


def rank_intervals(
    values: ArrayLike,
    standard_errors: ArrayLike,
    *,
    polarity: Polarity,
    confidence: float = 0.95,
    draws: int = DRAWS,
    seed: int = SEED,
) -> RankIntervals:
    """Each area's rank and the places that its sampling error allows (Goldstein & Spiegelhalter 1996).

    Every area's value is drawn anew `draws` times around what was seen, and the tables are ranked; an area
    without a value or an error has no rank. For proportions give values and errors on the scale of log odds,
    for rates on that of logarithms (`log_odds_with_errors`, `log_rates_with_errors`).

    >>> table = rank_intervals([70, 71, 95], [2, 2, 1], polarity=Polarity.HIGHER_IS_BETTER)
    >>> print(table.rank, table.lower, table.upper)
    [3. 2. 1.] [2. 2. 1.] [3. 3. 1.]
    """
    given, errors = numbers(values), numbers(standard_errors)
    _refuse_bad_table(given, errors, polarity=polarity)
    held = np.flatnonzero(~(np.isnan(given) | np.isnan(errors)))
    rank, lower, upper = (np.full(given.shape, np.nan) for _ in range(3))
    if len(held) == 0:
        return RankIntervals(rank, lower, upper)
    centre, error = -polarity.sign * given[held], errors[held]
    rank[held] = lowest_ranks(centre)
    noise = np.random.default_rng(seed).standard_normal((draws, len(held)), dtype=np.float32)
    places = _places_by_area(noise * error.astype(np.float32) + (centre - centre.mean()).astype(np.float32))
    lower[held], upper[held] = _ends(places, draws=draws, confidence=confidence)
    return RankIntervals(rank, np.minimum(lower, rank), np.maximum(upper, rank))


def _places_by_area(tables: np.ndarray) -> np.ndarray:
    """How often each area took each place: areas × places."""
    areas = tables.shape[1]
    order = np.argsort(tables, axis=1)
    place = np.arange(areas)
    return np.bincount((order * areas + place).ravel(), minlength=areas * areas).reshape(areas, areas)


def _ends(places: np.ndarray, *, draws: int, confidence: float) -> tuple[Numbers, Numbers]:
    """The places below which, and above which, an area came in the tail share of the tables."""
    tail = 1 - upper_probability(confidence)
    reached = np.cumsum(places, axis=1)
    lower = (reached <= tail * draws).sum(axis=1) + 1
    upper = (reached < (1 - tail) * draws).sum(axis=1) + 1
    return lower.astype(float), upper.astype(float)


def log_odds_with_errors(numerators: ArrayLike, denominators: ArrayLike) -> tuple[Numbers, Numbers]:
    """Proportions as log odds with their standard errors, half an event added so that none is infinite.

    >>> value, error = log_odds_with_errors([50, 0], [100, 100])
    >>> print(value.round(2), error.round(2))
    [ 0.  -5.3] [0.2  1.42]
    """
    x, n = numbers(numerators), numbers(denominators)
    refuse_unless_alike(x, n, names="numerators and denominators")
    refuse_where((x < 0) | (x > n), x, name="numerator", way_out="A numerator is from 0 to its denominator.")
    yes, no = x + 0.5, n - x + 0.5
    return np.log(yes / no), np.sqrt(1 / yes + 1 / no)


def log_rates_with_errors(counts: ArrayLike, populations: ArrayLike) -> tuple[Numbers, Numbers]:
    """Rates as logarithms with their standard errors, half an event added so that none is infinite.

    >>> value, error = log_rates_with_errors([99.5], [1000])
    >>> print(value.round(3), error)
    [-2.303] [0.1]
    """
    x, n = numbers(counts), numbers(populations)
    refuse_unless_alike(x, n, names="counts and populations")
    refuse_where(x < 0, x, name="count", way_out="A count is 0 or more.")
    refuse_where(n <= 0, n, name="population", way_out="Leave the area out, or mark it missing.")
    return np.log((x + 0.5) / n), np.sqrt(1 / (x + 0.5))


def tiers(values: ArrayLike, standard_errors: ArrayLike, *, polarity: Polarity, confidence: float = 0.95) -> Codes:
    """Clearly better, cannot tell, clearly worse than the others taken together.

    Each area is set beside the precision-weighted mean of the others. So that a group in which nobody differs
    is one tier `confidence` of the time, the width is Šidák's for as many comparisons as there are areas.

    >>> print(tiers([70, 71, 95], [2, 2, 1], polarity=Polarity.HIGHER_IS_BETTER))
    [-1 -1  1]
    """
    given, errors = numbers(values), numbers(standard_errors)
    _refuse_bad_table(given, errors, polarity=polarity)
    held = ~(np.isnan(given) | np.isnan(errors))
    count = int(held.sum())
    codes = np.full(given.shape, int(Tier.NOT_JUDGED))
    if count < 2:
        return codes
    weight = 1 / errors[held] ** 2
    others = weight.sum() - weight
    mean = ((weight * given[held]).sum() - weight * given[held]) / others
    z = (given[held] - mean) / np.sqrt(1 / weight + 1 / others)
    width = normal_quantile(confidence ** (1 / count))
    codes[held] = polarity.sign * np.sign(z) * (np.abs(z) > width)
    return codes


def _refuse_bad_table(values: Numbers, errors: Numbers, *, polarity: Polarity) -> None:
    refuse_unless_alike(values, errors, names="values and standard errors")
    refuse_where(errors <= 0, errors, name="standard error", way_out="Give a number above 0, or mark it missing.")
    if polarity.sign == 0:
        raise BadInput(f"polarity is {polarity}. Areas are ranked only where one way is better.")
