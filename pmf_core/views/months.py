"""Points as a row of numbers, year-to-date figures taken apart into what each period added."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from pmf_core.definitions.calculation import Mean, Ratio
from pmf_core.definitions.metric import Metric
from pmf_core.judgement.arrays import Numbers
from pmf_core.judgement.spc.decumulate import decumulated
from pmf_core.series import Point


def taken_apart(points: Sequence[Point], metric: Metric) -> Numbers:
    """The value of each point, or for a year to date what its period added; NaN where that can't be told."""
    values = _column(points, "value")
    if not metric.cumulative or not len(points):
        return values
    starts = np.array([point.period.start.month == metric.year_type.first_month for point in points])
    if not isinstance(metric.calculation, Ratio | Mean):
        return decumulated(values, year_starts=starts)[0]
    top, bottom = (decumulated(_column(points, name), year_starts=starts)[0] for name in ("numerator", "denominator"))
    per = metric.calculation.per if isinstance(metric.calculation, Ratio) else 1.0
    return np.where(bottom > 0, top / np.where(bottom > 0, bottom, 1.0) * per, np.nan)


def denominators(points: Sequence[Point], metric: Metric) -> Numbers:
    """What each period's value is over; NaN where there is no value, or nothing it is over."""
    held = np.where(np.isnan(_column(points, "value")), np.nan, _column(points, "denominator"))
    if not metric.cumulative or not len(points):
        return held
    starts = np.array([point.period.start.month == metric.year_type.first_month for point in points])
    return decumulated(held, year_starts=starts)[0]


def _column(points: Sequence[Point], name: str) -> Numbers:
    found = (getattr(point, name) for point in points)
    return np.array([np.nan if number is None else number for number in found], dtype=float)
