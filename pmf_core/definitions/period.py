"""Periods: a span of days with a grain, an id that fits in an address, and a name in plain English."""

from __future__ import annotations

import re
from calendar import month_abbr, month_name, monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from pmf_core.errors import BadInput


class Grain(StrEnum):
    """How long one period of a metric is."""

    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    QUARTER = "quarter"
    HALF_YEAR = "half_year"
    YEAR = "year"
    SPAN = "span"

    @property
    def per_year(self) -> int:
        """How many periods of this grain make a year (a span counts as one)."""
        return {"day": 365, "week": 52, "month": 12, "quarter": 4, "half_year": 2}.get(self.value, 1)


class YearType(StrEnum):
    """Where a year begins."""

    CALENDAR = "calendar"
    FINANCIAL = "financial"
    ACADEMIC = "academic"

    @property
    def first_month(self) -> int:
        """The month in which such a year begins.

        >>> YearType.FINANCIAL.first_month
        4
        """
        return {"calendar": 1, "financial": 4, "academic": 9}[self.value]


LAST_MONTH = 12
"""2009-10 is October 2009; the financial year 2009/10 is therefore written with its two dates."""

MONTHS_OF = {Grain.MONTH: 1, Grain.QUARTER: 3, Grain.HALF_YEAR: 6, Grain.YEAR: 12}
"""The whole months in a period of each grain."""


@dataclass(frozen=True, order=True)
class Period:
    """The days from `start` to `end`, both included."""

    start: date
    end: date
    grain: Grain

    def __post_init__(self) -> None:
        if self.end < self.start:
            raise BadInput(f"A period can't end ({self.end}) before it starts ({self.start}): swap the two dates.")

    @property
    def year_type(self) -> YearType | None:
        """The kind of year that begins on this period's first day, if any does."""
        starts = {(kind.first_month, 1): kind for kind in YearType}
        return starts.get((self.start.month, self.start.day))

    @property
    def id(self) -> str:
        """A short name that reads back as the same period.

        >>> month(2025, 2).id, year(2024, YearType.FINANCIAL).id, year(2022).id, quarter(2025, 1).id
        ('2025-02', '2024-25', '2022', '2025-Q1')
        """
        start = self.start
        match self.grain:
            case Grain.DAY:
                return start.isoformat()
            case Grain.WEEK:
                iso = start.isocalendar()
                return f"{iso.year}-W{iso.week:02d}"
            case Grain.MONTH:
                return f"{start:%Y-%m}"
            case Grain.QUARTER if start.day == 1 and start.month in (1, 4, 7, 10):
                return f"{start.year}-Q{(start.month - 1) // 3 + 1}"
            case Grain.YEAR if self.year_type is YearType.CALENDAR:
                return str(start.year)
            case Grain.YEAR if self.year_type is YearType.FINANCIAL and self.end.year % 100 > LAST_MONTH:
                return f"{start.year}-{self.end:%y}"
            case Grain.YEAR if self.year_type is YearType.ACADEMIC:
                return f"{start.year}/{self.end:%y}"
            case _:
                return f"{start.isoformat()}--{self.end.isoformat()}"

    @property
    def name(self) -> str:
        """The period as a reader says it.

        >>> month(2025, 2).name, year(2024, YearType.FINANCIAL).name, quarter(2025, 1).name
        ('February 2025', '2024/25', 'January to March 2025')
        """
        start, end = self.start, self.end
        match self.grain:
            case Grain.DAY:
                return _day(start)
            case Grain.WEEK:
                return f"week to {_day(end)}"
            case Grain.MONTH:
                return f"{month_name[start.month]} {start.year}"
            case Grain.YEAR if self.year_type is YearType.CALENDAR:
                return str(start.year)
            case Grain.YEAR if self.year_type is YearType.FINANCIAL:
                return f"{start.year}/{end:%y}"
            case Grain.YEAR if self.year_type is YearType.ACADEMIC:
                return f"{start.year}/{end:%y} school year"
            case Grain.YEAR | Grain.SPAN if not _whole_months(start, end):
                return f"{_day(start)} to {_day(end)}"
            case _:
                first = month_name[start.month] + ("" if start.year == end.year else f" {start.year}")
                return f"{first} to {month_name[end.month]} {end.year}"

    @property
    def short_name(self) -> str:
        """The period on an axis or a tile.

        >>> month(2025, 2).short_name
        'Feb 2025'
        """
        if self.grain is Grain.MONTH:
            return f"{month_abbr[self.start.month]} {self.start.year}"
        if self.grain is Grain.QUARTER and _whole_months(self.start, self.end):
            return f"{month_abbr[self.start.month]}–{month_abbr[self.end.month]} {self.end.year}"
        if self.grain is Grain.YEAR and self.year_type is YearType.ACADEMIC:
            return f"{self.start.year}/{self.end:%y}"
        if self.grain in (Grain.YEAR, Grain.SPAN) and self.year_type is None:
            return f"{month_abbr[self.start.month]} {self.start.year} – {month_abbr[self.end.month]} {self.end.year}"
        return self.name

    def before(self, count: int = 1) -> Period:
        """The period of the same grain that many steps earlier (or later, when negative).

        >>> month(2025, 1).before().id, year(2024, YearType.FINANCIAL).before().id
        ('2024-12', '2023-24')
        """
        if self.grain in MONTHS_OF and self.start.day == 1:
            return months(add_months(self.start, -count * MONTHS_OF[self.grain]), self.grain)
        if self.grain is Grain.YEAR:
            moved = add_months(self.start, -12 * count)
            return Period(moved, add_months(moved, 12) - timedelta(days=1), self.grain)
        length = self.end - self.start + timedelta(days=1)
        return Period(self.start - count * length, self.end - count * length, self.grain)

    def year_earlier(self) -> Period:
        """The same period of the year before.

        >>> month(2024, 2).year_earlier().end
        datetime.date(2023, 2, 28)
        """
        if self.grain in MONTHS_OF and self.start.day == 1:
            return self.before(12 // MONTHS_OF[self.grain])
        if self.grain is Grain.WEEK:
            return self.before(52)
        return Period(add_months(self.start, -12), add_months(self.end, -12), self.grain)


def _day(day: date) -> str:
    return f"{day.day} {month_name[day.month]} {day.year}"


def _whole_months(start: date, end: date) -> bool:
    return start.day == 1 and (end + timedelta(days=1)).day == 1


def add_months(day: date, count: int) -> date:
    """The same day of another month, or that month's last day.

    >>> add_months(date(2024, 3, 31), -1)
    datetime.date(2024, 2, 29)
    """
    index = day.year * 12 + day.month - 1 + count
    year_, month_ = divmod(index, 12)
    return date(year_, month_ + 1, min(day.day, monthrange(year_, month_ + 1)[1]))


def months(start: date, grain: Grain) -> Period:
    """The period of whole months that begins on `start`."""
    return Period(start, add_months(start, MONTHS_OF[grain]) - timedelta(days=1), grain)


def month(year_: int, month_: int) -> Period:
    """One calendar month."""
    return months(date(year_, month_, 1), Grain.MONTH)


def quarter(year_: int, number: int) -> Period:
    """A calendar quarter: the first is January to March."""
    return months(date(year_, 3 * number - 2, 1), Grain.QUARTER)


def year(first: int, kind: YearType = YearType.CALENDAR) -> Period:
    """The year of that kind that begins in calendar year `first`."""
    return months(date(first, kind.first_month, 1), Grain.YEAR)


FIRST_YEAR, LAST_YEAR = 1900, 2200
"""The years that a council's figures can be of."""

FORMS = (
    (re.compile(r"(\d{4})-(\d\d)-(\d\d)--(\d{4})-(\d\d)-(\d\d)"), "span"),
    (re.compile(r"(\d{4})-(\d\d)-(\d\d)"), "day"),
    (re.compile(r"(\d{4})-W(\d\d)"), "week"),
    (re.compile(r"(\d{4})-Q([1-4])"), "quarter"),
    (re.compile(r"(\d{4})/(\d\d)"), "academic"),
    (re.compile(r"(\d{4})-(\d\d)"), "month or financial"),
    (re.compile(r"(\d{4})"), "calendar"),
)
"""The forms of a period's id, the most particular first."""


def parse(text: str) -> Period:
    """The period that an id stands for; the inverse of `Period.id`.

    >>> parse("2024-25").name, parse("2025-02").name, parse("2022/23").name
    ('2024/25', 'February 2025', '2022/23 school year')
    """
    for form, kind in FORMS:
        if found := form.fullmatch(text.strip()):
            try:
                period = _read(kind, *(int(part) for part in found.groups()))
            except ValueError:
                break
            if FIRST_YEAR <= period.start.year <= LAST_YEAR:
                return period
    raise BadInput(
        f"'{text}' is not a period: write a month as 2025-02, a quarter as 2025-Q1, a financial year as 2024-25, "
        "a school year as 2024/25, a calendar year as 2024 or a day as 2025-02-28."
    )


def _read(kind: str, *parts: int) -> Period:
    match kind:
        case "span":
            start, end = date(*parts[:3]), date(*parts[3:])
            length = (end - start).days
            return Period(start, end, Grain.YEAR if 360 <= length <= 370 else Grain.SPAN)
        case "day":
            return Period(date(*parts), date(*parts), Grain.DAY)
        case "week":
            monday = date.fromisocalendar(parts[0], parts[1], 1)
            return Period(monday, monday + timedelta(days=6), Grain.WEEK)
        case "quarter":
            return quarter(*parts)
        case "academic":
            return _following_year(*parts, kind=YearType.ACADEMIC)
        case "month or financial":
            return month(*parts) if parts[1] <= LAST_MONTH else _following_year(*parts, kind=YearType.FINANCIAL)
        case _:
            return year(parts[0])


def _following_year(first: int, second: int, *, kind: YearType) -> Period:
    if (first + 1) % 100 != second:
        raise ValueError(f"{second} does not follow {first}")
    return year(first, kind)
