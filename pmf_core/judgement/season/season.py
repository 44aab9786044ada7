"""The verdict on a season: three years or more, a test, and enough strength to matter."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import IntEnum

import numpy as np
from numpy.typing import ArrayLike

from pmf_core.errors import BadInput
from pmf_core.judgement.arrays import Codes, Marks, Numbers, numbers
from pmf_core.judgement.season.kruskal import kruskal_wallis
from pmf_core.judgement.season.stl import PERIODIC, Decomposition, decompose
from pmf_core.judgement.verdict import NotJudged

MONTHS = 12
"""The season of a monthly series is a year."""

FEWEST_POINTS = 36
"""Three years: on fewer, noise looks like a season (strength 0.4 without one)."""

SIGNIFICANCE = 0.01
"""The months differ when Kruskal and Wallis's p is below this."""

STRONG_ENOUGH = 0.4
"""The least strength: with the test, noise is called seasonal once in a hundred series at most."""

FLAT = 1e-12
"""A series whose spread is below this share of its size is constant; the rest is float noise."""


class SeasonReason(IntEnum):
    """Why a series could be judged, or not."""

    JUDGED = 0
    TOO_FEW_POINTS = 1
    GAP = 2
    CONSTANT = 3


@dataclass(frozen=True)
class Strengths:
    """How much of each series is season and trend, from 0 to 1 (Wang, Smith & Hyndman 2006)."""

    seasonal: Numbers
    trend: Numbers


@dataclass(frozen=True)
class Seasons:
    """Many series: the verdict, its evidence and the adjusted series; NaN where not judged.

    `indices` is series × 12, January first: what each month adds. `adjusted` and `trend` have the shape of the
    input.
    """

    seasonal: Marks
    reason: Codes
    p: Numbers
    strength: Numbers
    indices: Numbers
    adjusted: Numbers
    trend: Numbers


@dataclass(frozen=True)
class Season:
    """One series: whether it is seasonal, the evidence, what each month adds, and the series without that."""

    seasonal: bool
    p: float
    strength: float
    indices: tuple[float, ...]
    adjusted: tuple[float, ...]
    trend: tuple[float, ...]


def strengths(parts: Decomposition) -> Strengths:
    """The strengths of a decomposition; a constant series has none.

    >>> flat = decompose(np.full((1, 36), 0.1))
    >>> print(strengths(flat).seasonal)
    [0.]
    """
    rest = parts.remainder.var(axis=-1)
    whole = parts.seasonal + parts.trend + parts.remainder
    least = (FLAT * np.abs(whole).max(axis=-1)) ** 2

    def share(part: Numbers) -> Numbers:
        spread = (part + parts.remainder).var(axis=-1)
        unexplained = np.divide(rest, spread, out=np.ones_like(rest), where=spread > least)
        return np.maximum(0.0, 1 - unexplained)

    return Strengths(share(parts.seasonal), share(parts.trend))


def seasons(values: ArrayLike, *, first_month: ArrayLike) -> Seasons:
    """Judge series × months, padded with NaN before or after; `first_month` (1 to 12) is that of column 0.

    >>> month = np.arange(48)
    >>> found = seasons([20 + 5 * np.cos(month * np.pi / 6)], first_month=[1])
    >>> print(found.seasonal, found.strength.round(2), found.indices[0, :3].round(1))
    [ True] [1.] [5.  4.3 2.5]
    """
    given = np.atleast_2d(numbers(values))
    first = np.broadcast_to(np.asarray(first_month, dtype=np.int64), len(given))
    if ((first < 1) | (first > MONTHS)).any():
        raise BadInput(f"first month is {first[(first < 1) | (first > MONTHS)][0]}. Give 1 to 12.")
    start, length = _spans(given)
    reason = _reasons(given, length)
    seasonal = np.zeros(len(given), dtype=bool)
    p, strength = np.full((2, len(given)), np.nan)
    indices = np.full((len(given), MONTHS), np.nan)
    adjusted, trend = np.full((2, *given.shape), np.nan)
    judged = reason == SeasonReason.JUDGED
    for points in np.unique(length[judged]):
        rows = np.flatnonzero(judged & (length == points))[:, None]
        columns = start[rows] + np.arange(points)
        alike = _judge_alike(given[rows, columns])
        seasonal[rows[:, 0]], p[rows[:, 0]], strength[rows[:, 0]] = alike.seasonal, alike.p, alike.strength
        indices[rows, (first[rows] - 1 + columns[:, :MONTHS]) % MONTHS] = alike.parts.seasonal[:, :MONTHS]
        adjusted[rows, columns] = given[rows, columns] - alike.parts.seasonal
        trend[rows, columns] = alike.parts.trend
    return Seasons(seasonal, reason, p, strength, indices, adjusted, trend)


@dataclass(frozen=True)
class _Alike:
    """The verdicts of complete series of one length."""

    seasonal: Marks
    p: Numbers
    strength: Numbers
    parts: Decomposition


def _judge_alike(values: Numbers) -> _Alike:
    parts = decompose(values, period=MONTHS, seasonal_window=PERIODIC)
    p = kruskal_wallis(values - parts.trend, np.arange(values.shape[1]) % MONTHS)
    strength = strengths(parts).seasonal
    return _Alike((p < SIGNIFICANCE) & (strength >= STRONG_ENOUGH), p, strength, parts)


def season_of(values: Sequence[float], *, first_month: int) -> Season | NotJudged:
    """Judge one series.

    >>> season_of([1, 2, 3], first_month=4)
    NotJudged(reason='3 points, 36 needed')
    """
    found = seasons([list(values)], first_month=[first_month])
    match SeasonReason(int(found.reason[0])):
        case SeasonReason.TOO_FEW_POINTS:
            return NotJudged(f"{np.isfinite(values).sum()} points, {FEWEST_POINTS} needed")
        case SeasonReason.GAP:
            return NotJudged("a month is missing: a season needs every month")
        case SeasonReason.CONSTANT:
            return NotJudged("every value is the same")
        case SeasonReason.JUDGED:
            return Season(
                bool(found.seasonal[0]),
                float(found.p[0]),
                float(found.strength[0]),
                tuple(found.indices[0].tolist()),
                tuple(found.adjusted[0].tolist()),
                tuple(found.trend[0].tolist()),
            )


def _spans(values: Numbers) -> tuple[Codes, Codes]:
    """Where each series begins, and how many points it is from there to its last one."""
    held = ~np.isnan(values)
    some = held.any(axis=1)
    start = np.where(some, held.argmax(axis=1), 0)
    end = np.where(some, values.shape[1] - held[:, ::-1].argmax(axis=1), 0)
    return start, end - start


def _reasons(values: Numbers, length: Codes) -> Codes:
    """Why each series can be judged, or not."""
    missing = np.isnan(values)
    held = (~missing).sum(axis=1)
    most = np.where(missing, -np.inf, values).max(axis=1, initial=-np.inf)
    least = np.where(missing, np.inf, values).min(axis=1, initial=np.inf)
    constant = most - least <= FLAT * np.maximum(np.abs(most), np.abs(least))
    conditions = [length < FEWEST_POINTS, held < length, constant]
    codes = [SeasonReason.TOO_FEW_POINTS, SeasonReason.GAP, SeasonReason.CONSTANT]
    return np.select(conditions, [int(code) for code in codes], int(SeasonReason.JUDGED))
