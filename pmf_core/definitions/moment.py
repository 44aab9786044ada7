"""Moments of knowledge: a date means the end of that day, where the council is."""

from __future__ import annotations

from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

from pmf_core.errors import BadInput

LONDON = ZoneInfo("Europe/London")
"""The council's clock."""


def end_of_day(day: date) -> datetime:
    """The last instant of a day in London, as UTC without its marker, which is how the store writes it.

    >>> end_of_day(date(2025, 7, 1))
    datetime.datetime(2025, 7, 1, 22, 59, 59, 999999)
    """
    return _plain(datetime.combine(day, time.max, LONDON))


def start_of_day(day: date) -> datetime:
    """The first instant of a day in London, in the store's form.

    >>> start_of_day(date(2025, 1, 1))
    datetime.datetime(2025, 1, 1, 0, 0)
    """
    return _plain(datetime.combine(day, time.min, LONDON))


def parse_moment(text: str) -> datetime:
    """A date or a date and time, in London unless it says otherwise.

    >>> parse_moment("2025-07-01T09:00")
    datetime.datetime(2025, 7, 1, 8, 0)
    """
    try:
        if len(text) == len("2025-01-01"):
            return end_of_day(date.fromisoformat(text))
        moment = datetime.fromisoformat(text)
        return _plain(moment if moment.tzinfo else moment.replace(tzinfo=LONDON))
    except (ValueError, OverflowError):
        raise BadInput(
            f"'{text}' is not a moment: write a date as 2025-03-12, or with a time as 2025-03-12T09:00."
        ) from None


def in_london(moment: datetime) -> datetime:
    """A stored moment on the council's clock."""
    return moment.replace(tzinfo=UTC).astimezone(LONDON)


def said(moment: datetime) -> str:
    """A stored moment as it is said where the council is.

    >>> said(datetime(2025, 7, 1, 8, 0))
    '1 July 2025, 09:00'
    """
    here = in_london(moment)
    return f"{here.day} {here:%B %Y}, {here:%H:%M}"


def now() -> datetime:
    """This instant, in the store's form."""
    return datetime.now(UTC).replace(tzinfo=None)


def _plain(moment: datetime) -> datetime:
    return moment.astimezone(UTC).replace(tzinfo=None)
