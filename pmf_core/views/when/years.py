"""This year beside earlier ones, month by month, and whether it differs by more than its months do by themselves."""

from __future__ import annotations

from calendar import month_abbr, month_name
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from pmf_core.definitions.metric import Metric
from pmf_core.definitions.period import Grain
from pmf_core.judgement.season import MONTHS, YearOnYear, year_on_year
from pmf_core.judgement.verdict import NotJudged
from pmf_core.views import words
from pmf_core.views.assessment import Assessment
from pmf_core.views.metric_profile.header import Subject
from pmf_core.views.sentences import signal_words
from pmf_core.views.status import Table
from pmf_core.views.when.season import first_year, latest_words, months_of, signed, year_name
from pmf_core.views.when.values import Numbers, Told, Years

YEARS_SHOWN = 5
"""This year and four earlier ones: more lines can't be told apart."""


@dataclass(frozen=True)
class _Laid:
    """Months of the year × years, by the calendar year in which each began."""

    metric: Metric
    rows: Mapping[int, list[float | None]]
    signals: Mapping[int, list[str]]

    @property
    def newest(self) -> int:
        """The year under way, or the last one held."""
        return max(self.rows)


def years_of(held: Subject) -> Years | None:
    """The overlay of years; of anything but months there is none."""
    metric = held.assessment.metric
    if metric.grain is not Grain.MONTH or not any(value is not None for value in held.process.values):
        return None
    laid = _laid_out(held)
    found = _compared(laid)
    shown = sorted(laid.rows)[-YEARS_SHOWN:]
    return Years(
        told=Told(
            title=_title(laid, found, held.assessment),
            sentence=" ".join(_sentences(laid, found, held.assessment)),
            alt=f"Line chart of {metric.name} at {held.assessment.unit.name} by month, a line for each year.",
            notes=tuple(_notes(metric)),
            table=_table(laid, shown),
        ),
        axis=metric.unit.words or metric.name,
        months=tuple(month_abbr[month] for month in months_of(metric.year_type)),
        lines=tuple((year_name(metric, first), tuple(laid.rows[first])) for first in shown),
        possible=metric.possible,
        decimals=metric.decimals,
    )


def _laid_out(held: Subject) -> _Laid:
    metric, process = held.assessment.metric, held.process
    rows: dict[int, list[float | None]] = {}
    signals: dict[int, list[str]] = {}
    for place, point in enumerate(held.assessment.series):
        month = point.period.start.month
        first = first_year(point.period.start.year, month, metric.year_type)
        column = (month - metric.year_type.first_month) % MONTHS
        rows.setdefault(first, [None] * MONTHS)[column] = process.values[place]
        signals.setdefault(first, [""] * MONTHS)[column] = signal_words(process, place)
    return _Laid(metric, rows, signals)


def _compared(laid: _Laid) -> YearOnYear | NotJudged:
    """The newest year beside the one before it."""
    before = laid.rows.get(laid.newest - 1)
    if before is None:
        return NotJudged("there is no year before it")
    later, earlier = (_known(row) for row in (laid.rows[laid.newest], before))
    return year_on_year(later, earlier)


def _known(row: Sequence[float | None]) -> list[float]:
    return [np.nan if value is None else value for value in row]


def _title(laid: _Laid, found: YearOnYear | NotJudged, assessment: Assessment) -> str:
    name, this, last = laid.metric.name, year_name(laid.metric, laid.newest), year_name(laid.metric, laid.newest - 1)
    if isinstance(found, NotJudged):
        return f"{name}: {this} beside earlier years"
    if not found.detectable and _signal(laid, assessment):
        return f"{name}: {assessment.series.points[-1].period.name} is a signal, {this} on average no other than {last}"
    if not found.detectable:
        return f"{name}: no detectable difference between {this} and {last}"
    return f"{name}: {_way(found)} in {this} than in {last}"


def _way(found: YearOnYear) -> str:
    return "higher" if found.difference > 0 else "lower"


def _sentences(laid: _Laid, found: YearOnYear | NotJudged, assessment: Assessment) -> Iterator[str]:
    metric, this, last = laid.metric, year_name(laid.metric, laid.newest), year_name(laid.metric, laid.newest - 1)
    if isinstance(found, NotJudged):
        yield f"Whether {this} differs from the year before is not judged: {found.reason}."
    else:
        ends = f"{signed(found.lower, metric)} to {signed(found.upper, metric)}"
        yield (
            f"Of the {found.months} months that {this} and {last} both have, {found.higher} were higher than a year "
            f"before: on average {signed(found.difference, metric)} (99% interval {ends})."
        )
        yield _meaning(found, metric)
    yield _latest(laid, assessment)


def _meaning(found: YearOnYear, metric: Metric) -> str:
    if not found.detectable:
        return "Months differ as much by themselves, so that is no difference to be told."
    sign = metric.polarity.sign
    if not sign:
        return "That is more than months differ by themselves."
    better = "better" if (found.difference > 0) == (sign > 0) else "worse"
    return f"That is more than months differ by themselves, and {better}."


def _latest(laid: _Laid, assessment: Assessment) -> str:
    """Whether the last month is itself out of the ordinary."""
    ordinary = "by itself is no signal, so how far it is from the same month a year before is no news"
    return f"{latest_words(assessment, _signal(laid, assessment), ordinary=ordinary)}."


def _signal(laid: _Laid, assessment: Assessment) -> str:
    """The signals at the last month, or nothing."""
    month = assessment.series.points[-1].period.start.month
    return laid.signals[laid.newest][(month - laid.metric.year_type.first_month) % MONTHS]


def _notes(metric: Metric) -> Iterator[str]:
    yield (
        "The months are compared in pairs (Student's paired t), so a season drops out; a single month is called "
        "changed only where it is a signal."
    )
    if metric.cumulative:
        yield "Year-to-date figures are taken apart first: each month is what it added."


def _table(laid: _Laid, shown: Sequence[int]) -> Table:
    metric, rows, values = laid.metric, [], []
    for column, month in enumerate(months_of(metric.year_type)):
        line: Numbers = tuple(laid.rows[first][column] for first in shown)
        apart = _apart(laid, column)
        told = laid.signals[laid.newest][column]
        shown_values = (written(value, metric) for value in line)
        rows.append((month_name[month], *shown_values, signed(apart, metric), words.capitalised(told)))
        values.append((month_name[month], *line, apart, told))
    return Table(
        title=f"{metric.name} by month and year",
        columns=("Month", *(year_name(metric, first) for first in shown), "On the year before", "Signal"),
        rows=tuple(rows),
        values=tuple(values),
        numeric=tuple(range(1, len(shown) + 2)),
        note=f"In {metric.unit.words}." if metric.unit.words else "",
    )


def _apart(laid: _Laid, column: int) -> float | None:
    now, before = laid.rows[laid.newest][column], laid.rows.get(laid.newest - 1, [None] * MONTHS)[column]
    return None if now is None or before is None else now - before


def written(value: float | None, metric: Metric) -> str:
    """A value, or that there is none."""
    return words.MISSING if value is None else words.number(value, metric)
