"""Measured values in period order; a gap is a point with its reason."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from pmf_core.definitions.period import Period

MISSING_REASONS = {
    "suppressed": "suppressed to protect people",
    "not_available": "not available",
    "not_applicable": "not applicable",
    "low_reliability": "too unreliable to publish",
    "rounds_to_zero": "rounds to zero",
    "not_submitted": "not submitted",
    "not_received": "not received",
    "zero_denominator": "nothing to divide by",
    "not_recorded": "not recorded",
    "not_a_number": "not a number that can be used",
    "not_known_yet": "not known yet",
    "formula_error": "a formula that went wrong",
}
"""Why a value is missing, as a reader is told."""


def missing_words(reason: str) -> str:
    """A missing reason in plain English; a reason of the source's own is told as it is.

    >>> missing_words("suppressed")
    'suppressed to protect people'
    """
    return MISSING_REASONS.get(reason, reason.replace("_", " "))


class Point(NamedTuple):
    """One value of a series, or the reason why there is none.

    A named tuple because a page reads thousands: it is made seven times faster than a frozen dataclass.
    """

    period: Period
    value: float | None
    numerator: float | None = None
    denominator: float | None = None
    missing_reason: str = ""
    status: str = "final"
    known_from: datetime | None = None
    parts: int | None = None
    """For a value added up from parts: how many parts gave a value."""
    parts_expected: int | None = None
    batch: int | None = None
    source_row: int | None = None
    source_column: str | None = None
    source_sheet: str | None = None


@dataclass(frozen=True, slots=True)
class Series:
    """One metric at one unit."""

    metric: str
    unit: str
    points: tuple[Point, ...] = ()
    breakdown: str = "all"

    def __iter__(self) -> Iterator[Point]:
        return iter(self.points)

    def __len__(self) -> int:
        return len(self.points)

    @property
    def latest(self) -> Point | None:
        """The last point, whether or not it has a value."""
        return self.points[-1] if self.points else None

    @property
    def latest_value(self) -> Point | None:
        """The last point that has a value."""
        return next((point for point in reversed(self.points) if point.value is not None), None)

    def at(self, period: Period) -> Point | None:
        """The point of that period, if there is one."""
        return next((point for point in reversed(self.points) if point.period == period), None)

    def until(self, period: Period) -> Series:
        """The series as far as the end of a period."""
        kept = tuple(point for point in self.points if point.period.end <= period.end)
        return Series(self.metric, self.unit, kept, self.breakdown)
