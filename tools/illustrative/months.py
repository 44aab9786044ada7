"""The 48 months of the set, and when each of them was published."""

from __future__ import annotations

from datetime import date, timedelta

from pmf_core.definitions.period import add_months, month

FIRST, COUNT = month(2022, 4), 48
"""April 2022 to March 2026: four financial years."""

MONTHS = tuple(FIRST.before(-step).id for step in range(COUNT))
"""The months as they are written in the files."""

LAST = MONTHS[-1]

PUBLICATION_DAY = 10
"""The day of the following month on which a month is published, or the first working day after it."""

SATURDAY = 5


def place(period: str) -> int:
    """Which month of the set it is, from 0.

    >>> place("2022-06")
    2
    """
    return MONTHS.index(period)


def published_on(period: str) -> date:
    """The day on which a month was published.

    >>> published_on("2026-03"), published_on("2025-07")
    (datetime.date(2026, 4, 10), datetime.date(2025, 8, 11))
    """
    year, number = (int(part) for part in period.split("-"))
    day = add_months(date(year, number, PUBLICATION_DAY), 1)
    return day + timedelta(days=max(0, 7 - day.weekday())) if day.weekday() >= SATURDAY else day
