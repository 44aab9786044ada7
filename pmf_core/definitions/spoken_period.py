"""Periods in words: `April 2023`, `Q3 2024`, `2022/23 Q3`, `Oct 2024-Sep 2025`, `year ending March 2024`."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from pmf_core.definitions.period import FIRST_YEAR, LAST_YEAR, MONTHS_OF, Grain, Period, add_months, month, months

MONTH_NAMES = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")

MONTH = (
    r"(jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?"
    r"|nov(?:ember)?|dec(?:ember)?)\.?"
)
YEAR = r"(\d{4})"
SHORT_YEAR = r"'?(\d{4}|\d{2})"
PAIR = r"(\d{4})\s*[-–/]\s*(?:20)?(\d{2})"
DAY = r"(?:\d{1,2}(?:st|nd|rd|th)?\s+)?"
"""A day before a month, where only the month matters."""
GAP = r"[\s;,:\-–/_]*"
TO = r"\s*(?:-|–|—|to|until)\s*"
QUARTER = r"(?:q|qtr|quarter)\s*([1-4])"

CENTURY = 2000


@dataclass(frozen=True)
class Mention:
    """A period in a text, and the words that say it."""

    period: Period
    text: str
    start: int


Reader = Callable[[tuple[str, ...], int], Period | None]


def _month(groups: tuple[str, ...], _: int) -> Period:
    name, number = sorted(groups, key=str.isdigit)
    return month(_year(number), _number(name))


def _month_span(groups: tuple[str, ...], _: int) -> Period | None:
    first, first_year, last, last_year = groups
    end = date(_year(last_year), _number(last), 1)
    start = date(_year(first_year) if first_year else end.year, _number(first), 1)
    start = add_months(start, -12) if start > end and not first_year else start
    return _of_months(start, end)


def _one_year_months(groups: tuple[str, ...], _: int) -> Period | None:
    year, first, last = groups
    return _of_months(date(_year(year), _number(first), 1), date(_year(year), _number(last), 1))


def _year_to(groups: tuple[str, ...], _: int) -> Period | None:
    end = date(_year(groups[1]), _number(groups[0]), 1)
    return _of_months(add_months(end, -11), end)


def _calendar_quarter(groups: tuple[str, ...], _: int) -> Period:
    number, year = sorted(groups, key=len)
    return months(date(int(year), 3 * int(number) - 2, 1), Grain.QUARTER)


def _quarter_of_year(groups: tuple[str, ...], begins: int) -> Period | None:
    number = next(group for group in groups if len(group) == 1)
    first, second = (group for group in groups if len(group) > 1)
    if (int(first) + 1) % 100 != int(second):
        return None
    return months(add_months(date(int(first), begins, 1), 3 * int(number) - 3), Grain.QUARTER)


def _week_to(groups: tuple[str, ...], _: int) -> Period:
    end = _day(groups, 0).end
    return Period(end - timedelta(days=6), end, Grain.WEEK)


def _day(groups: tuple[str, ...], _: int) -> Period:
    day, name, year = groups
    number = int(name) if name.isdigit() else _number(name)
    held = date(int(year), number, int(day))
    return Period(held, held, Grain.DAY)


FORMS: tuple[tuple[re.Pattern[str], Reader], ...] = tuple(
    (re.compile(pattern, re.IGNORECASE), reader)
    for pattern, reader in (
        (rf"{DAY}{MONTH}\s*{SHORT_YEAR}{TO}{DAY}{MONTH}[\s-]*{SHORT_YEAR}", _month_span),
        (rf"{DAY}{MONTH}(){TO}{DAY}{MONTH}[\s-]*{YEAR}", _month_span),
        (rf"{YEAR}\s+{MONTH}{TO}{MONTH}", _one_year_months),
        (rf"(?:year|12 months|twelve months|ye)\s+(?:end(?:ing|ed)?|to)?\s*{DAY}{MONTH}[\s-]*{SHORT_YEAR}", _year_to),
        (rf"(?:week (?:ending|ended|to)|w/e)\s*(\d{{1,2}})(?:st|nd|rd|th)?\s+{MONTH},?\s+{YEAR}", _week_to),
        (r"(?:week (?:ending|ended|to)|w/e)\s*(\d{1,2})[/.](\d{1,2})[/.](\d{4})", _week_to),
        (rf"{PAIR}{GAP}{QUARTER}", _quarter_of_year),
        (rf"{QUARTER}{GAP}(?:of\s+)?{PAIR}", _quarter_of_year),
        (rf"{QUARTER}{GAP}(?:of\s+)?{YEAR}", _calendar_quarter),
        (rf"{YEAR}{GAP}{QUARTER}", _calendar_quarter),
        (rf"(\d{{1,2}})(?:st|nd|rd|th)?\s+{MONTH},?\s+{YEAR}", _day),
        (r"(\d{1,2})[/.](\d{1,2})[/.](\d{4})", _day),
        (rf"{MONTH}[\s\-_/,]*{SHORT_YEAR}", _month),
        (rf"{YEAR}[\s\-_/]+{MONTH}", _month),
    )
)
"""Each form with what it stands for, the most particular first."""


def spoken_period(text: str, *, begins: int = 4) -> Period | None:
    """The period that a whole text says; nothing if it says none. A year's quarters count from month `begins`.

    >>> spoken_period("2022/23 Q3").name, spoken_period("Apr-23").name, spoken_period("Oct 2024-Sep 2025").id
    ('October to December 2022', 'April 2023', '2024-10-01--2025-09-30')
    """
    label = text.strip()
    for form, reader in FORMS:
        if (found := form.fullmatch(label)) and (period := _within_reason(reader, found.groups(), begins)):
            return period
    return None


def spoken_in(text: str, *, begins: int = 4) -> Iterator[Mention]:
    """The periods that a text mentions, in the order in which it does.

    >>> [mention.text for mention in spoken_in("Waiting list, January 2023 (published 9 March 2023)")]
    ['January 2023', '9 March 2023']
    """
    taken: list[tuple[int, int]] = []
    mentions: list[Mention] = []
    for form, reader in FORMS:
        for found in re.finditer(rf"(?<![A-Za-z0-9]){form.pattern}(?![A-Za-z0-9])", text, re.IGNORECASE):
            overlaps = any(found.start() < end and start < found.end() for start, end in taken)
            if not overlaps and (period := _within_reason(reader, found.groups(), begins)):
                taken.append(found.span())
                mentions.append(Mention(period, found.group(0), found.start()))
    return iter(sorted(mentions, key=lambda mention: mention.start))


def _within_reason(reader: Reader, groups: tuple[str, ...], begins: int) -> Period | None:
    try:
        period = reader(groups, begins)
    except (ValueError, OverflowError):
        return None
    return period if period is not None and FIRST_YEAR <= period.start.year <= LAST_YEAR else None


def _number(name: str) -> int:
    return MONTH_NAMES.index(name[:3].lower()) + 1


def _year(text: str) -> int:
    return int(text) if len(text) > 2 else CENTURY + int(text)


def _of_months(start: date, last: date) -> Period | None:
    """From the first day of one month to the last day of another."""
    if last < start:
        return None
    end = add_months(last, 1)
    length = (end.year - start.year) * 12 + end.month - start.month
    grain = next((grain for grain, held in MONTHS_OF.items() if held == length), Grain.SPAN)
    return Period(start, end - timedelta(days=1), grain)
