"""Where the year will land, for many metrics at once: one forecast for all of the same kind."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

import numpy as np

from pmf_core.definitions.calculation import Count, Mean, Ratio
from pmf_core.definitions.polarity import Polarity
from pmf_core.definitions.tolerance import Band, Basis
from pmf_core.judgement.arrays import Numbers
from pmf_core.judgement.forecast import FEWEST_MONTHS, Landing, YearOf, foresee, track_record
from pmf_core.judgement.forecast.outturn import denominators_ahead
from pmf_core.judgement.spc.decumulate import decumulated
from pmf_core.judgement.verdict import NotJudged
from pmf_core.views.assessment import Assessment
from pmf_core.views.outlook.years import MONTHS, Year, target_of, year_of, year_under_way

MOST_MONTHS = 60
"""The latest five years are looked at."""

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
    bands: tuple[tuple[Band, float], ...]
    """The chance of ending in each band."""
    landing: Landing
    """The distribution itself, of one series."""


@dataclass(frozen=True, eq=False)
class _Laid:
    """An assessment with its months as a row."""

    assessment: Assessment
    year: Year
    values: Numbers
    denominators: Numbers


def outlooks(
    assessments: Sequence[Assessment], *, onward: bool = False, tested_below: float = 1.0
) -> tuple[Outlook | NotJudged, ...]:
    """The outlook of each, in the order given.

    A forecast that does no better than the naive ones is not given; that is looked into where the chance of meeting
    the target is `tested_below` or less, for it takes as long as everything else together.
    """
    found: dict[int, Outlook | NotJudged] = {}
    groups: dict[int, list[tuple[int, _Laid]]] = defaultdict(list)
    for place, assessment in enumerate(assessments):
        year = year_under_way(assessment, onward=onward)
        if isinstance(year, NotJudged):
            found[place] = year
        else:
            groups[year.left].append((place, _laid_out(assessment, year)))
    for left, members in groups.items():
        found |= _foreseen(members, left=left, tested_below=tested_below)
    return tuple(found[place] for place in range(len(assessments)))


def _laid_out(assessment: Assessment, year: Year) -> _Laid:
    """The latest months; a year to date is taken apart."""
    points = assessment.series.points[-MOST_MONTHS:]
    values, top, bottom = (np.full(MOST_MONTHS, np.nan) for _ in range(3))
    begins = MOST_MONTHS - len(points)
    values[begins:] = [np.nan if p.value is None else p.value for p in points]
    bottom[begins:] = [np.nan if p.denominator is None or p.value is None else p.denominator for p in points]
    metric = assessment.metric
    if metric.cumulative:
        starts = np.zeros(MOST_MONTHS, dtype=bool)
        starts[begins:] = [p.period.start.month == metric.year_type.first_month for p in points]
        if isinstance(metric.calculation, Ratio | Mean):
            top[begins:] = [np.nan if p.numerator is None else p.numerator for p in points]
            top, bottom = (decumulated(each, year_starts=starts)[0] for each in (top, bottom))
            per = metric.calculation.per if isinstance(metric.calculation, Ratio) else 1.0
            values = np.where(bottom > 0, top / np.where(bottom > 0, bottom, 1.0) * per, np.nan)
        else:
            values = decumulated(values, year_starts=starts)[0]
    return _Laid(assessment, year, values, bottom)


def _foreseen(
    members: Sequence[tuple[int, _Laid]], *, left: int, tested_below: float
) -> dict[int, Outlook | NotJudged]:
    """The outlooks of metrics with as many months to come, by their places."""
    metrics = [laid.assessment.metric for _, laid in members]
    values = np.stack([laid.values for _, laid in members])
    landing = _landing(
        values.tobytes(),
        np.stack([laid.denominators for _, laid in members]).tobytes(),
        left,
        tuple(year_of(metric) for metric in metrics),
        tuple(isinstance(metric.calculation, Count) for metric in metrics),
    )
    found: dict[int, Outlook | NotJudged] = {}
    for row, (place, laid) in enumerate(members):
        reason = _why_not(laid, landing, row)
        found[place] = NotJudged(reason) if reason else _outlook(laid, _one(landing, row))
    doubtful = [row for row, (place, _) in enumerate(members) if _is_doubtful(found[place], tested_below=tested_below)]
    if doubtful:
        better = _beats_naive(values[doubtful].tobytes())
        found |= {members[row][0]: NotJudged(NO_BETTER) for row, good in zip(doubtful, better, strict=True) if not good}
    return found


@lru_cache(maxsize=KEPT)
def _landing(
    values: bytes, denominators: bytes, left: int, years: tuple[YearOf, ...], counted: tuple[bool, ...]
) -> Landing:
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


def _why_not(laid: _Laid, landing: Landing, row: int) -> str:
    """Why there is no landing; empty where there is one."""
    many = int(np.isfinite(laid.values).sum())
    if many < FEWEST_MONTHS:
        return f"{many} months of figures, {FEWEST_MONTHS} needed"
    if np.isnan(landing.expected[row]) or np.isnan(landing.error[row]):
        return "a month of the year so far has no figure"
    return ""


def _one(landing: Landing, row: int) -> Landing:
    return Landing(landing.expected[row : row + 1], landing.error[row : row + 1], landing.freedom[row : row + 1])


def _outlook(laid: _Laid, landing: Landing) -> Outlook:
    assessment, year = laid.assessment, laid.year
    target = target_of(assessment, year, weights=_weights(laid))
    likely, nearly_sure = (
        tuple(_inside(float(end[0]), assessment) for end in landing.limits(confidence)) for confidence in (0.8, 0.95)
    )
    return Outlook(
        year=year,
        year_of=year_of(assessment.metric),
        expected=_inside(float(landing.expected[0]), assessment),
        likely=(likely[0], likely[1]),
        nearly_sure=(nearly_sure[0], nearly_sure[1]),
        target=target,
        chance=chance_of(assessment, landing, target),
        bands=band_chances(assessment, landing, target),
        landing=landing,
    )


def _weights(laid: _Laid) -> Numbers:
    """How much each month of the year counts in its average: its denominator, known or to come."""
    done = laid.denominators[MOST_MONTHS - laid.year.done :]
    to_come = denominators_ahead(laid.denominators[None], left=laid.year.left)[0]
    held = np.nan_to_num(np.concatenate([done, to_come]))
    return held if held.sum() > 0 else np.ones(MONTHS)


def _inside(value: float, assessment: Assessment) -> float:
    """A figure cut to what is possible: nothing is done 100.6 % of the time."""
    least, most = assessment.metric.possible
    if year_of(assessment.metric) is YearOf.SUM:
        most = None
    value = value if least is None else max(value, least)
    return value if most is None else min(value, most)


def chance_of(assessment: Assessment, landing: Landing, target: float | None) -> float | NotJudged:
    """The chance that the year meets its target."""
    metric = assessment.metric
    if metric.target_range is not None:
        return float(landing.chance_between(metric.target_range.lower, metric.target_range.upper)[0])
    if metric.polarity is Polarity.NEUTRAL:
        return NotJudged("neither direction is better")
    if target is None:
        return NotJudged("no target")
    return float(landing.chance(target, polarity=metric.polarity)[0])


def band_chances(assessment: Assessment, landing: Landing, target: float | None) -> tuple[tuple[Band, float], ...]:
    """The chance of each band; none where bands are of months and the year is a sum of them."""
    metric = assessment.metric
    tolerance = metric.tolerance
    if tolerance is None or metric.target_range is not None:
        return ()
    if tolerance.basis is Basis.VALUE and year_of(metric) is YearOf.SUM:
        return ()
    if tolerance.basis is Basis.VALUE:
        ends = [-np.inf, *(band.lower for band in tolerance.bands[1:]), np.inf]
    elif target is None or metric.polarity.sign == 0:
        return ()
    else:
        scale = abs(target) if tolerance.basis is Basis.RELATIVE else 1.0
        past = [-np.inf, *(band.lower or 0.0 for band in tolerance.bands[1:]), np.inf]
        ends = [target + metric.polarity.sign * scale * edge for edge in past]
    spans = [sorted(pair) for pair in pairwise(ends)]  # type: ignore[type-var]
    return tuple(
        (band, float(landing.chance_between(low, high)[0]))
        for band, (low, high) in zip(tolerance.bands, spans, strict=True)
    )
