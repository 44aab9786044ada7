"""Periods as publishers write them, and what they stand for."""

from __future__ import annotations

import re
from datetime import date, timedelta
from enum import StrEnum

from pydantic import Field

from pmf_core.definitions.base import Definition
from pmf_core.definitions.period import MONTHS_OF, Grain, Period, add_months, month, months
from pmf_core.definitions.spoken_period import spoken_period
from pmf_core.errors import BadInput


class PeriodKind(StrEnum):
    """A way of writing a period."""

    YEAR = "year"
    """`2025`"""
    YEAR_PAIR = "year_pair"
    """`2024-25`, `2024/25` or `202425`: one year that begins in the first of the two."""
    POOLED_YEARS = "pooled_years"
    """`2014-16` or `2013/14-15/16`: several years taken together, the first and the last included."""
    INTERVAL = "interval"
    """`2024-04-01/P1Y`, as ISO 8601 writes it."""
    MONTH = "month"
    """`2025-02`"""
    MONTH_OF_DATE = "month_of_date"
    """`2025-02-01`, a day that stands for its month."""
    YEAR_OF_DATE = "year_of_date"
    """`2025-04-30`, a day that stands for its calendar year."""
    SPOKEN = "spoken"
    """`April 2023`, `2022/23 Q3` or `Oct 2024-Sep 2025`: a period in words."""


class PeriodForm(Definition):
    """One way in which a file writes its periods."""

    kind: PeriodKind
    begins: int = Field(default=1, ge=1, le=12)
    """The month in which a year begins; a dictionary may say it measure by measure instead."""
    named_after_end: bool = True
    """Whether `2025` is the year that ends in 2025 rather than the one that begins in it."""


class PeriodRule(Definition):
    """Where a file says its period, and how; the first form that fits is taken."""

    column: str
    forms: tuple[PeriodForm, ...] = Field(min_length=1)


NOTE = re.compile(r"\s*(?:\([A-Za-z ]+\)|\[[A-Za-z]+ ?\d*\])$")
"""`2024-25 (OT)`, `2025 [p]`, `2024 [note 3]`: what the publisher says about a period, written behind it."""

PATTERNS = {
    PeriodKind.YEAR: re.compile(r"(\d{4})"),
    PeriodKind.YEAR_PAIR: re.compile(r"(\d{4})(?:\s*[-–/]\s*(?:20)?)?(\d{2})"),
    PeriodKind.POOLED_YEARS: re.compile(r"(\d{4})(?:/\d{2})?\s*[-–]\s*(?:20)?(\d{2})(?:/(\d{2}))?"),
    PeriodKind.INTERVAL: re.compile(r"(\d{4})-(\d{2})-(\d{2})/P(\d+)([YM])"),
    PeriodKind.MONTH: re.compile(r"(\d{4})-(\d{2})"),
    PeriodKind.MONTH_OF_DATE: re.compile(r"(\d{4})-(\d{2})-(\d{2})"),
    PeriodKind.YEAR_OF_DATE: re.compile(r"(\d{4})-(\d{2})-(\d{2})"),
    PeriodKind.SPOKEN: re.compile(r"(.+)"),
}
"""Each kind as it is written."""


def period_of(text: str, rule: PeriodRule, *, begins: int | None = None) -> Period:
    """The period that a publisher's label stands for.

    >>> reporting = PeriodRule(column="time_period", forms=(PeriodForm(kind=PeriodKind.YEAR, begins=4),))
    >>> period_of("2025", reporting).name
    '2024/25'
    """
    label = NOTE.sub("", text.strip())
    for form in rule.forms:
        found = PATTERNS[form.kind].fullmatch(label)
        if found:
            try:
                period = _read(form, found.groups(), begins=begins or form.begins)
            except ValueError:
                continue
            if period is not None:
                return period
    raise BadInput(f"'{text}' is not a period that this file is known to use: add a form to the source's period.")


def _read(form: PeriodForm, groups: tuple[str | None, ...], *, begins: int) -> Period | None:
    numbers = [int(group) for group in groups if group and group.isdigit()]
    match form.kind:
        case PeriodKind.YEAR:
            shift = 1 if begins > 1 and form.named_after_end else 0
            return months(date(numbers[0] - shift, begins, 1), Grain.YEAR)
        case PeriodKind.YEAR_PAIR:
            return _year_pair(*numbers, begins=begins)
        case PeriodKind.POOLED_YEARS:
            return _pooled(*numbers, begins=begins)
        case PeriodKind.INTERVAL:
            return _interval(date(*numbers[:3]), length=numbers[3], unit=str(groups[-1]))
        case PeriodKind.MONTH | PeriodKind.MONTH_OF_DATE:
            return month(numbers[0], numbers[1])
        case PeriodKind.YEAR_OF_DATE:
            return months(date(numbers[0], 1, 1), Grain.YEAR)
        case PeriodKind.SPOKEN:
            return spoken_period(str(groups[0]), begins=begins)


def _year_pair(first: int, second: int, *, begins: int) -> Period | None:
    if begins == 1 or (first + 1) % 100 != second:
        return None
    return months(date(first, begins, 1), Grain.YEAR)


def _pooled(first: int, *rest: int, begins: int) -> Period | None:
    last = first - first % 100 + rest[0]
    last += 100 if last < first else 0
    count = last - first + 1
    return _span(date(first, begins, 1), count * 12) if count > 1 else None


def _span(start: date, length: int) -> Period:
    grain = next((grain for grain, held in MONTHS_OF.items() if held == length), Grain.SPAN)
    return Period(start, add_months(start, length) - timedelta(days=1), grain)


def _interval(start: date, *, length: int, unit: str) -> Period:
    return _span(start, length * (12 if unit == "Y" else 1))
