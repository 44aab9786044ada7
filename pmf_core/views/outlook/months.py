"""A metric's months as a row of numbers: what is smoothed, and what each month weighs in the year."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from pmf_core.judgement.arrays import Numbers
from pmf_core.judgement.forecast.outturn import denominators_ahead
from pmf_core.views.assessment import Assessment
from pmf_core.views.months import denominators, taken_apart
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
    values, under = np.full((2, MOST_MONTHS), np.nan)
    begins = MOST_MONTHS - len(points)
    values[begins:] = taken_apart(points, assessment.metric)
    under[begins:] = denominators(points, assessment.metric)
    return Laid(assessment, year, values, under)


def weights_of(laid: Laid) -> Numbers:
    """How much each month of the year counts in its average: its denominator, known or to come."""
    done = laid.denominators[MOST_MONTHS - laid.year.done :]
    to_come = denominators_ahead(laid.denominators[None], left=laid.year.left)[0]
    held = np.nan_to_num(np.concatenate([done, to_come]))
    return held if held.sum() > 0 else np.ones(MONTHS)
