"""The year that a metric's months make: which it is, how many of its months are known, and what it is aimed at."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from pmf_core.definitions.calculation import Aggregation, Mean, Ratio
from pmf_core.definitions.metric import Metric
from pmf_core.definitions.period import Grain, Period, add_months, month, year
from pmf_core.judgement.arrays import Numbers
from pmf_core.judgement.forecast import YearOf
from pmf_core.judgement.verdict import NotJudged
from pmf_core.views.assessment import Assessment

MONTHS = 12

OLD_AFTER = 12
"""A newest figure that many months before the period asked for is history, and foresees nothing."""


@dataclass(frozen=True, slots=True)
class Year:
    """The year whose end is looked at, and how far it has come."""

    period: Period
    left: int
    """Months of it that are still to come."""

    @property
    def done(self) -> int:
        """Months of it that are over."""
        return MONTHS - self.left

    @property
    def months(self) -> tuple[Period, ...]:
        """Its months in order."""
        return _months_of(self.period)


@lru_cache(maxsize=200)
def _months_of(period: Period) -> tuple[Period, ...]:
    first = month(period.start.year, period.start.month)
    return tuple(first.before(-count) for count in range(MONTHS))


def year_under_way(assessment: Assessment, *, onward: bool = False) -> Year | NotJudged:
    """The year of the newest figure; `onward` goes on to the next one where that year is complete."""
    metric, point = assessment.metric, assessment.point
    if metric.grain is not Grain.MONTH:
        return NotJudged(f"it has a figure every {metric.grain.value.replace('_', ' ')}: only months can be foreseen")
    if point is None:
        return NotJudged("there is no figure")
    if point.period.end < add_months(assessment.asked.end, -OLD_AFTER):
        return NotJudged(f"its newest figure, of {point.period.name}, is more than a year old")
    first = metric.year_type.first_month
    begun = point.period.start.year - (point.period.start.month < first)
    held = year(begun, metric.year_type)
    left = MONTHS - 1 - (point.period.start.month - first) % MONTHS
    if left:
        return Year(held, left)
    if onward:
        return Year(held.before(-1), MONTHS)
    return NotJudged(f"{held.name} is complete: there is nothing of it to foresee")


def year_of(metric: Metric) -> YearOf:
    """How the metric's months make its year."""
    if metric.cumulative:
        return YearOf.SUM
    match metric.aggregation:
        case Aggregation.SUM:
            return YearOf.SUM
        case Aggregation.RATIO_OF_SUMS | Aggregation.WEIGHTED_MEAN:
            return YearOf.RATIO if isinstance(metric.calculation, Ratio | Mean) else YearOf.MEAN
        case Aggregation.LAST_IN_PERIOD | Aggregation.NOT_AGGREGATABLE:
            return YearOf.LAST


def target_of(assessment: Assessment, held: Year, *, weights: Numbers) -> float | None:
    """What the year is aimed at: its months' targets added up, or averaged as its months are, or its last one."""
    metric, unit = assessment.metric, assessment.unit.id
    ends = [month.end for month in held.months]
    last = metric.target_on(ends[-1], unit=unit)
    if metric.cumulative or year_of(metric) is YearOf.LAST:
        return last
    aims = [metric.target_on(day, unit=unit) for day in ends]
    known = [aim for aim in aims if aim is not None]
    if last is None or not known:
        return None
    filled = np.array([known[0] if aim is None else aim for aim in aims])
    if year_of(metric) is not YearOf.SUM and (filled == last).all():
        return last
    if year_of(metric) is YearOf.SUM:
        return float(filled.sum())
    return float((filled * weights).sum() / weights.sum())
