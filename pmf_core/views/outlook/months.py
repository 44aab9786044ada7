"""A metric's months as a row of numbers: what is smoothed, and what each month weighs in the year."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from pmf_core.definitions.calculation import Mean, Ratio
from pmf_core.judgement.arrays import Numbers
from pmf_core.judgement.forecast.outturn import denominators_ahead
from pmf_core.judgement.spc.decumulate import decumulated
from pmf_core.views.assessment import Assessment
from pmf_core.views.outlook.years import MONTHS, Year

MOST_MONTHS = 60
"""The latest five years are looked at."""


@dataclass(frozen=True, eq=False)
class Laid:
    """An assessment with its months as a row."""

    assessment: Assessment
    year: Year
    values: Numbers
    denominators: Numbers


def laid_out(assessment: Assessment, year: Year) -> Laid:
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
    return Laid(assessment, year, values, bottom)


def weights_of(laid: Laid) -> Numbers:
    """How much each month of the year counts in its average: its denominator, known or to come."""
    done = laid.denominators[MOST_MONTHS - laid.year.done :]
    to_come = denominators_ahead(laid.denominators[None], left=laid.year.left)[0]
    held = np.nan_to_num(np.concatenate([done, to_come]))
    return held if held.sum() > 0 else np.ones(MONTHS)
