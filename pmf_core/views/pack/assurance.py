"""What is on and off target, and what a year came to."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from pmf_core.definitions.period import Period
from pmf_core.views import words
from pmf_core.views.assessment import Assessment, value_over
from pmf_core.views.exceptions import ExceptionRow
from pmf_core.views.pack.figures import number_figure, target_figure, value_figure
from pmf_core.views.pack.material import Material
from pmf_core.views.pack.values import Cell, PackTable, Page
from pmf_core.views.sentences import variation_status
from pmf_core.views.tile import band_status

APRIL = 4
"""The month in which a council's year begins."""


def assurance(held: Material) -> Iterator[Page]:
    """Every metric with a target: those off it first, each with why."""
    judged = [row for row in held.by_theme if row.assessment.short_of_target is not None]
    off = [row for row in judged if (row.assessment.short_of_target or 0) > 0]
    on = [row for row in judged if row not in off]
    columns = ("Metric", "Value", "Target", "Band", "On target", "Why")
    rows = tuple(_assured(row) for row in (*off, *on))
    yield Page(
        id="assurance",
        title="On and off target",
        lead=f"{len(on)} of {words.count(len(judged), 'metric')} meet their target; {len(off)} do not.",
        tables=(PackTable("On and off target", columns, rows, numeric=(1, 2)),),
        illustrative=any(row.metric.illustrative for row in judged),
    )


def _assured(row: ExceptionRow) -> tuple[Cell, ...]:
    assessment = row.assessment
    short = (assessment.short_of_target or 0) > 0
    why = row.sentence or variation_status(row.process).reason
    return (
        row.metric.name,
        value_figure(assessment),
        target_figure(assessment),
        band_status(assessment).word,
        "Off target" if short else "On target",
        words.capitalised(why),
    )


def achievement(held: Material) -> Iterator[Page]:
    """What the financial year up to the month came to, beside its target and the year before."""
    first = year_start(held.month)
    rows, illustrative = [], False
    for row in held.by_theme:
        found = _year(row.assessment, first, held.month.end)
        if found is not None:
            rows.append((row.metric.name, *found))
            illustrative = illustrative or row.metric.illustrative
    columns = ("Metric", "This year", "Target", "Last year", "Change")
    yield Page(
        id="achievement",
        title=f"What the year to {held.month.name} came to",
        lead=(
            "A year's ratio is the sum over the sum of its months, never the average of their ratios; "
            "a count is told as its monthly average, which is what its target is set for."
        ),
        tables=(PackTable("Achievement", columns, tuple(rows), numeric=(1, 2, 3, 4)),) if rows else (),
        illustrative=illustrative,
    )


def _year(assessment: Assessment, first: date, last: date) -> tuple[Cell, ...] | None:
    metric = assessment.metric
    now = value_over(metric, assessment.series, first=first, last=last)
    if now is None:
        return None
    before = value_over(
        metric, assessment.series, first=first.replace(year=first.year - 1), last=last.replace(year=last.year - 1)
    )
    moved = words.MISSING if before is None else _moved(assessment, before, now)
    return (
        number_figure(assessment, "year", now),
        target_figure(assessment),
        number_figure(assessment, "last_year", before),
        moved,
    )


def _moved(assessment: Assessment, before: float, now: float) -> str:
    if before == now:
        return "no change"
    return f"{'up' if now > before else 'down'} {words.difference(now - before, assessment.metric)}"


def year_start(month: Period) -> date:
    """The day on which the council's year of a month began."""
    year = month.end.year if month.end.month >= APRIL else month.end.year - 1
    return date(year, APRIL, 1)
