"""What would have been foreseen in the past, from the figures up to then as they are known now, beside what came."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np

from pmf_core.definitions.period import Period
from pmf_core.judgement.forecast import FEWEST_MONTHS, Kinds, outturns
from pmf_core.judgement.target import shortfall
from pmf_core.views.assessment import Assessment
from pmf_core.views.outlook.foreseen import Outlook, outlooks
from pmf_core.views.outlook.months import MOST_MONTHS, laid_out, weights_of
from pmf_core.views.outlook.years import MONTHS, Year, target_of, year_of, year_under_way

MOST_YEARS = 4
"""How many years are looked back over."""

TOLD_WITH = (12, 9, 6, 3)
"""The months left at which a landing is looked back to: at the start of a year and after each quarter."""


@dataclass(frozen=True, slots=True)
class Foretold:
    """One landing that would have been given, and what the year came to."""

    assessment: Assessment
    said_in: Period
    outlook: Outlook
    came: float
    met: bool | None
    """Whether the target was met; None without one."""

    @property
    def chance(self) -> float | None:
        """The chance of meeting the target that would have been told."""
        return self.outlook.chance if isinstance(self.outlook.chance, float) else None

    @property
    def inside(self) -> bool:
        """Whether it came within the likely limits."""
        low, high = self.outlook.likely
        return low <= self.came <= high


def foretold(assessments: Sequence[Assessment], *, left: Sequence[int] = TOLD_WITH) -> list[Foretold]:
    """Every landing of a year that is over, told with so many months left; series at their newest figures."""
    found: list[Foretold] = []
    for back in range(1, MOST_YEARS * MONTHS + 1):
        then = [(held, past) for held in assessments if (past := _as_of(held, back, left=left)) is not None]
        told = outlooks([past for _, past in then], onward=True)
        for (now, past), outlook in zip(then, told, strict=True):
            if isinstance(outlook, Outlook):
                found += beside(now, past, outlook)
    return found


def _as_of(held: Assessment, back: int, *, left: Sequence[int]) -> Assessment | None:
    """The assessment as far as so many months before its newest figure, as far as a forecast reads it."""
    points = held.series.points
    if held.point is None or len(points) - back < FEWEST_MONTHS:
        return None
    month = points[-back - 1].period
    past = replace(held, series=held.series.until(month), point=points[-back - 1], asked=month)
    year = year_under_way(past, onward=True)
    return past if isinstance(year, Year) and year.left in left else None


def beside(now: Assessment, past: Assessment, outlook: Outlook) -> Iterator[Foretold]:
    """A landing told in the past with what came, where the year is over by now."""
    newest = now.point
    assert newest is not None and past.point is not None
    after = _months_between(outlook.year.period, newest.period)
    if after < 0:
        return
    laid = laid_out(now, replace(outlook.year, left=MONTHS))
    kinds = Kinds((year_of(now.metric),), np.array([False]))
    end = MOST_MONTHS - after
    if end < MONTHS:
        return
    came = float(outturns(laid.values[None], laid.denominators[None], kinds, end=end)[0])
    if np.isnan(came):
        return
    year = laid_out(replace(now, series=now.series.until(outlook.year.months[-1])), replace(outlook.year, left=0))
    target = target_of(now, outlook.year, weights=weights_of(year))
    yield Foretold(past, past.point.period, outlook, came, _met(now, came, target))


def _met(held: Assessment, came: float, target: float | None) -> bool | None:
    metric = held.metric
    if metric.target_range is None and (target is None or metric.polarity.sign == 0):
        return None
    short = shortfall(
        came,
        targets=np.nan if target is None else target,
        polarity=metric.polarity,
        target_range=metric.target_range,
    )
    return bool(short <= 0)


def _months_between(year: Period, newest: Period) -> int:
    """How many months the newest figure is after the end of a year; negative where the year goes on."""
    return (newest.end.year - year.end.year) * MONTHS + newest.end.month - year.end.month
