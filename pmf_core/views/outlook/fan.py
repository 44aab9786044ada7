"""The months that were and those to come, with how far off they may be."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import numpy as np

from pmf_core.judgement.forecast import YearOf
from pmf_core.views import words
from pmf_core.views.assessment import Assessment
from pmf_core.views.metric_profile.header import Subject
from pmf_core.views.outlook.foreseen import Outlook
from pmf_core.views.outlook.months import laid_out
from pmf_core.views.outlook.sentences import outlook_sentence, outlook_title
from pmf_core.views.outlook.values import Fan, FanPoint
from pmf_core.views.status import Table

MONTHS_SHOWN = 24
"""How many of the months that were stand before those to come."""


def fan_of(held: Subject, found: Outlook) -> Fan:
    assessment, metric = held.assessment, held.assessment.metric
    points = (*_past(assessment, found), *_to_come(assessment, found))
    return Fan(
        title=outlook_title(found, assessment),
        sentence=outlook_sentence(found, assessment),
        alt=f"Line chart of {metric.name} at {assessment.unit.name}, with the {found.year.left} months to come.",
        axis=metric.unit.words or metric.name,
        points=points,
        possible=metric.possible,
        decimals=metric.decimals,
        table=_table(points, assessment),
        notes=tuple(_notes(found, assessment)),
    )


def _past(assessment: Assessment, found: Outlook) -> Iterator[FanPoint]:
    points = assessment.series.points[-MONTHS_SHOWN:]
    values = laid_out(assessment, found.year).values[-len(points) :]
    for point, value in zip(points, values, strict=True):
        known = None if np.isnan(value) else float(value)
        text = words.MISSING if known is None else words.number(known, assessment.metric)
        yield FanPoint(point.period.short_name, known, text, _aim(assessment, point.period.end))


def _to_come(assessment: Assessment, found: Outlook) -> Iterator[FanPoint]:
    metric = assessment.metric
    sides = [found.months.limits(confidence) for confidence in (0.8, 0.95)]
    for place, month in enumerate(found.year.months[found.year.done :]):
        mean = _cut(float(found.months.mean[0, place]), metric.possible)
        likely, nearly_sure = (
            (_cut(float(low[0, place]), metric.possible), _cut(float(high[0, place]), metric.possible))
            for low, high in sides
        )
        yield FanPoint(
            period=month.short_name,
            value=mean,
            text=words.number(mean, metric),
            target=_aim(assessment, month.end),
            ahead=True,
            likely=likely,
            nearly_sure=nearly_sure,
        )


def _aim(assessment: Assessment, day: date) -> float | None:
    metric = assessment.metric
    return None if metric.cumulative else metric.target_on(day, unit=assessment.unit.id)


def _cut(value: float, possible: tuple[float | None, float | None]) -> float:
    least, most = possible
    value = value if least is None else max(value, least)
    return value if most is None else min(value, most)


def _table(points: tuple[FanPoint, ...], assessment: Assessment) -> Table:
    rows, values = [], []
    for point in reversed(points):
        told = "To come" if point.ahead else "Known"
        ends = (*(point.likely or (None, None)), *(point.nearly_sure or (None, None)))
        shown = ("" if end is None else words.number(end, assessment.metric) for end in ends)
        rows.append((point.period, told, point.text, *shown))
        values.append((point.period, told, point.value, *ends))
    return Table(
        title=f"{assessment.metric.name}, {assessment.unit.name}: months known and to come",
        columns=("Month", "Known or to come", "Value", "80% from", "80% to", "95% from", "95% to"),
        rows=tuple(rows),
        values=tuple(values),
        numeric=(2, 3, 4, 5, 6),
    )


def _notes(found: Outlook, assessment: Assessment) -> Iterator[str]:
    how = {
        YearOf.SUM: "The year is the sum of its months",
        YearOf.RATIO: "The year is all its cases together, never the average of its months",
        YearOf.MEAN: "The year is the average of its months",
        YearOf.LAST: "The year is judged by its last month",
    }[found.year_of]
    yield f"{how}; likely limits hold 80 of 100 such years, and the months' errors are added up as they go together."
    if assessment.metric.cumulative:
        yield "Year-to-date figures are taken apart: each point is what its month adds."
    yield "If nothing changes: the forecast knows the past figures and nothing of plans."
