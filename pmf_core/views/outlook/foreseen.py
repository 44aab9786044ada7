"""Where the year will land, for many metrics at once: one forecast for all of the same kind."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from pmf_core.definitions.calculation import Count
from pmf_core.definitions.period import Grain, Period
from pmf_core.judgement.forecast import (
    FEWEST_MONTHS,
    Forecasts,
    Foreseen,
    Landing,
    YearOf,
    foresee,
    track_record,
)
from pmf_core.judgement.verdict import NotJudged
from pmf_core.views.assessment import Assessment
from pmf_core.views.outlook.chances import chance_of
from pmf_core.views.outlook.months import MOST_MONTHS, Laid, laid_out, weights_of
from pmf_core.views.outlook.years import MONTHS, Year, target_of, year_of, year_under_way

KEPT = 256
"""How many boards' forecasts are kept: about 60 kilobytes each."""

NO_BETTER = "its forecasts have been no closer than repeating last month's or last year's figure"


@dataclass(frozen=True, slots=True)
class Outlook:
    """Where a metric's year is heading, if nothing changes."""

    year: Year
    year_of: YearOf
    expected: float
    likely: tuple[float, float]
    """80 of 100 such years end between these."""
    nearly_sure: tuple[float, float]
    """95 of 100."""
    target: float | None
    chance: float | NotJudged
    """Of meeting the target."""
    landing: Landing
    """The distribution itself, of one series."""
    months: Forecasts
    """The months to come, of one series."""


def outlooks(
    assessments: Sequence[Assessment], *, onward: bool = False, tested_below: float = 1.0
) -> tuple[Outlook | NotJudged, ...]:
    """The outlook of each, in the order given.

    A forecast that does no better than the naive ones is not given; that is looked into where the chance of meeting
    the target is `tested_below` or less, for it takes as long as everything else together.
    """
    found: dict[int, Outlook | NotJudged] = {}
    groups: dict[int, list[tuple[int, Laid]]] = defaultdict(list)
    for place, assessment in enumerate(assessments):
        year = year_under_way(assessment, onward=onward)
        if isinstance(year, NotJudged):
            found[place] = year
        else:
            groups[year.left].append((place, laid_out(assessment, year)))
    for left, members in groups.items():
        found |= _foreseen(members, left=left, tested_below=tested_below)
    return tuple(found[place] for place in range(len(assessments)))


def next_twelve(assessment: Assessment) -> Outlook | NotJudged:
    """The twelve months after the newest figure, whichever year they belong to: what a new target is set on."""
    year = year_under_way(assessment, onward=True)
    if isinstance(year, NotJudged) or assessment.point is None:
        return year if isinstance(year, NotJudged) else NotJudged("there is no figure")
    first = assessment.point.period.before(-1)
    span = Period(first.start, first.before(-(MONTHS - 1)).end, Grain.YEAR)
    laid = laid_out(assessment, Year(span, MONTHS))
    return _foreseen([(0, laid)], left=MONTHS, tested_below=-1.0)[0]


def _foreseen(members: Sequence[tuple[int, Laid]], *, left: int, tested_below: float) -> dict[int, Outlook | NotJudged]:
    """The outlooks of metrics with as many months to come, by their places."""
    metrics = [laid.assessment.metric for _, laid in members]
    values = np.stack([laid.values for _, laid in members])
    foreseen = _foresee(
        values.tobytes(),
        np.stack([laid.denominators for _, laid in members]).tobytes(),
        left,
        tuple(year_of(metric) for metric in metrics),
        tuple(isinstance(metric.calculation, Count) for metric in metrics),
    )
    found: dict[int, Outlook | NotJudged] = {}
    for row, (place, laid) in enumerate(members):
        reason = _why_not(laid, foreseen.landing, row)
        found[place] = NotJudged(reason) if reason else _outlook(laid, _one(foreseen, row))
    doubtful = [row for row, (place, _) in enumerate(members) if _is_doubtful(found[place], tested_below=tested_below)]
    if doubtful:
        better = _beats_naive(values[doubtful].tobytes())
        found |= {members[row][0]: NotJudged(NO_BETTER) for row, good in zip(doubtful, better, strict=True) if not good}
    return found


@lru_cache(maxsize=KEPT)
def _foresee(
    values: bytes, denominators: bytes, left: int, years: tuple[YearOf, ...], counted: tuple[bool, ...]
) -> Foreseen:
    """The landings of series × months; made once for the same figures, whoever asks."""
    shape = (len(years), MOST_MONTHS)
    return foresee(
        np.frombuffer(values).reshape(shape),
        left=left,
        years=years,
        counted=counted,
        denominators=np.frombuffer(denominators).reshape(shape),
    )


@lru_cache(maxsize=KEPT)
def _beats_naive(values: bytes) -> tuple[bool, ...]:
    """Whether the forecasts of each series have been closer than the naive ones."""
    return tuple(track_record(np.frombuffer(values).reshape(-1, MOST_MONTHS)).beats_naive.tolist())


def _is_doubtful(held: Outlook | NotJudged, *, tested_below: float) -> bool:
    if isinstance(held, NotJudged):
        return False
    return tested_below >= 1 or (not isinstance(held.chance, NotJudged) and held.chance <= tested_below)


def _why_not(laid: Laid, landing: Landing, row: int) -> str:
    """Why there is no landing; empty where there is one."""
    many = int(np.isfinite(laid.values).sum())
    if many < FEWEST_MONTHS:
        return f"{many} months of figures, {FEWEST_MONTHS} needed"
    if np.isnan(landing.expected[row]) or np.isnan(landing.error[row]):
        return "a month of the year so far has no figure"
    return ""


def _one(foreseen: Foreseen, row: int) -> Foreseen:
    """What was foreseen of one series."""
    own, landing, months = slice(row, row + 1), foreseen.landing, foreseen.months
    return Foreseen(
        Landing(landing.expected[own], landing.error[own], landing.freedom[own]),
        Forecasts(months.mean[own], months.covariance[own], months.freedom[own]),
    )


def _outlook(laid: Laid, foreseen: Foreseen) -> Outlook:
    assessment, landing = laid.assessment, foreseen.landing
    target = target_of(assessment, laid.year, weights=weights_of(laid))

    def limits(confidence: float) -> tuple[float, float]:
        low, high = (_inside(float(end[0]), assessment) for end in landing.limits(confidence))
        return low, high

    return Outlook(
        year=laid.year,
        year_of=year_of(assessment.metric),
        expected=_inside(float(landing.expected[0]), assessment),
        likely=limits(0.8),
        nearly_sure=limits(0.95),
        target=target,
        chance=chance_of(assessment, landing, target),
        landing=landing,
        months=foreseen.months,
    )


def _inside(value: float, assessment: Assessment) -> float:
    """A figure cut to what is possible: nothing is done 100.6 % of the time."""
    least, most = assessment.metric.possible
    if year_of(assessment.metric) is YearOf.SUM:
        most = None
    value = value if least is None else max(value, least)
    return value if most is None else min(value, most)
