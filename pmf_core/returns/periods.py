"""Periods as a return writes them: in a column, over columns, in a title, a sheet's name or a file's name."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from functools import lru_cache

from pmf_core.definitions.period import Grain, Period, YearType, month
from pmf_core.definitions.source_period import PeriodForm, PeriodKind, PeriodRule, period_of
from pmf_core.definitions.spoken_period import spoken_in
from pmf_core.errors import BadInput
from pmf_core.returns.workbook import Cell

FIRST_YEAR, LAST_YEAR = 1990, 2060
"""The years that a number in a period column can be; outside them it is only a number."""

FIRST_SERIAL, LAST_SERIAL = 32_874, 58_440
"""The days of those years as a spreadsheet counts them, from the end of 1899."""

SERIAL_ORIGIN = date(1899, 12, 30)

ACADEMIC = re.compile(r"\b(?:academic|school)\s+year|\bAY ?\d{2}", re.IGNORECASE)
CALENDAR = re.compile(r"\bcalendar\s+year", re.IGNORECASE)

ASIDE = re.compile(
    r"\b(?:publish\w*|publication|revis\w+|releas\w+|updated?|extract\w*|next|created|printed|accessed)\b", re.I
)
"""A period behind such a word is about the document and not about its figures."""

REACH = 40
"""How many characters before a period such a word may stand."""

YEARS_IN_TEXT = re.compile(
    r"(?<![\w/.-])(?:(?:19|20)\d{2}\s*(?:[-–/]|to)\s*(?:20)?\d{2}|20\d{4}|(?:19|20)\d{2})(?=\d?(?:,\d)*(?![\w/-]|\.\d))"
)
"""Years in a title; the number of a footnote may be stuck to them."""
MACHINE_MONTH = re.compile(r"(?<!\d)(20\d{2})[- ](0[1-9]|1[0-2])(?:[- ](?:[0-2]\d|3[01]))?(?!\d)")

ENDED = re.compile(
    r"\s*(?:final|provisional|revised)$|^(?:fy|ay|(?:financial|academic|school|calendar|reporting) year)\s*",
    re.IGNORECASE,
)
"""What may stand around a period in a cell of its own."""


@dataclass(frozen=True, slots=True)
class Periods:
    """What a column's cells stand for."""

    read: Mapping[str, Period] = field(default_factory=dict)
    """The text of a cell → its period."""
    unread: tuple[str, ...] = ()


def period_of_cell(cell: Cell, *, year: YearType = YearType.FINANCIAL) -> Period | None:
    """The period that a cell stands for; nothing if it is none. `year` says what `2024-25` means.

    >>> period_of_cell("2024-25").name, period_of_cell(202425.0, year=YearType.ACADEMIC).name
    ('2024/25', '2024/25 school year')
    """
    if isinstance(cell, datetime | date):
        return _of_day(cell.date() if isinstance(cell, datetime) else cell)
    if isinstance(cell, bool) or not isinstance(cell, str | int | float):
        return None
    return _of_text(period_text(cell), year)


def period_text(cell: Cell) -> str:
    """A cell of a period column as text; `2024.0` is `2024` again."""
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return "" if cell is None else " ".join(str(cell).split())


@lru_cache(maxsize=4_096)
def _of_text(text: str, year: YearType) -> Period | None:
    label = re.sub(r"(?<=\d{4}) to (?=\d{4})", "-", ENDED.sub("", text))
    if re.fullmatch(r"\d{6}", label) and _follows(label[2:4], label[4:]) is False:
        return month(int(label[:4]), int(label[4:])) if 1 <= int(label[4:]) <= 12 else None
    if re.fullmatch(r"\d{4}-\d{2}-\d{2}([T ]00:00(:00)?)?", label):
        return _of_day(date.fromisoformat(label[:10])) if _is_day(label[:10]) else None
    try:
        found = period_of(label, _rule(year, pooled_from=year.first_month if "/" in label else 1))
    except BadInput:
        return None
    return found if found.start.year >= FIRST_YEAR - 20 and found.end.year <= LAST_YEAR else None


@lru_cache(maxsize=16)
def _rule(year: YearType, *, pooled_from: int) -> PeriodRule:
    """Every form that a cell may have, the most particular first."""
    begins = YearType.FINANCIAL.first_month if year is YearType.CALENDAR else year.first_month
    kinds = (
        (PeriodKind.YEAR_PAIR, begins),
        (PeriodKind.MONTH, 1),
        (PeriodKind.INTERVAL, 1),
        (PeriodKind.POOLED_YEARS, pooled_from),
        (PeriodKind.SPOKEN, begins),
        (PeriodKind.YEAR, 1),
    )
    return PeriodRule(column="period", forms=tuple(PeriodForm(kind=kind, begins=begins) for kind, begins in kinds))


def _of_day(day: date) -> Period:
    """The first of a month stands for the month; every other day for itself."""
    return month(day.year, day.month) if day.day == 1 else Period(day, day, Grain.DAY)


def _is_day(text: str) -> bool:
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True


def _follows(first: str, second: str) -> bool:
    return (int(first) + 1) % 100 == int(second)


def looks_like_period(cell: Cell) -> bool:
    """Whether a cell by itself says a period: a date or a text, but not a bare number.

    >>> looks_like_period("2024-25"), looks_like_period("2024"), looks_like_period(2024.0)
    (True, True, False)
    """
    return isinstance(cell, str | date) and period_of_cell(cell) is not None


def is_year(number: object) -> bool:
    """Whether a number can be a year."""
    return isinstance(number, int | float) and number == int(number) and FIRST_YEAR <= number <= LAST_YEAR


def period_of_serial(number: float) -> Period | None:
    """The period of a date that lost its format: 45809 is 1 June 2025."""
    if not FIRST_SERIAL <= number <= LAST_SERIAL:
        return None
    return _of_day(SERIAL_ORIGIN + timedelta(days=int(number)))


def periods_of(cells: Iterable[Cell], *, year: YearType = YearType.FINANCIAL) -> Periods:
    """What the cells of a period column stand for, each text once."""
    read: dict[str, Period] = {}
    unread: dict[str, None] = {}
    for cell in cells:
        text = period_text(cell)
        if not text or text in read or text in unread:
            continue
        found = period_of_cell(cell, year=year)
        if found is None and isinstance(cell, float):
            found = period_of_serial(cell)
        if found is None:
            unread[text] = None
        else:
            read[text] = found
    return Periods(read, tuple(unread))


def year_type_of(texts: Iterable[str]) -> YearType:
    """What `2024-25` means on a sheet: an academic year if the sheet says so, else a financial one."""
    return YearType.ACADEMIC if any(ACADEMIC.search(text) for text in texts) else YearType.FINANCIAL


def periods_in(text: str, *, year: YearType = YearType.FINANCIAL) -> list[Period]:
    """The periods that a title or a name says its figures are about, in the order in which it does.

    >>> [period.id for period in periods_in("Waiting list, January 2023 (published 9 March 2023)")]
    ['2023-01']
    """
    text = text.replace("_", " ")
    heard = [(mention.start, mention.period, mention.text) for mention in spoken_in(text)]
    spans = [(start, start + len(words)) for start, _, words in heard]
    for form, reader in ((MACHINE_MONTH, _machine_month), (YEARS_IN_TEXT, lambda words: _of_text(words, year))):
        for found in form.finditer(text):
            inside = any(found.start() < end and start < found.end() for start, end in spans)
            if not inside and (period := reader(found.group(0).strip())):
                heard.append((found.start(), period, found.group(0)))
                spans.append(found.span())
    told = [(start, period) for start, period, _ in sorted(heard) if not _is_aside(text, start)]
    return list(dict.fromkeys(period for _, period in told))


def _machine_month(words: str) -> Period:
    year, number = re.split(r"[- ]", words)[:2]
    return month(int(year), int(number))


def _is_aside(text: str, start: int) -> bool:
    before = re.split(r"[.;)\n]", text[max(0, start - REACH) : start])[-1]
    return bool(ASIDE.search(before))


def spanned(periods: Sequence[Period]) -> str:
    """Several periods as one text: the first and the last.

    >>> spanned([month(2024, 3), month(2024, 1)]), spanned([month(2024, 3)])
    ('2024-01 to 2024-03', '2024-03')
    """
    ordered = sorted(set(periods), key=lambda period: (period.start, period.end))
    if not ordered:
        return ""
    return ordered[0].id if len(ordered) == 1 else f"{ordered[0].id} to {ordered[-1].id}"
