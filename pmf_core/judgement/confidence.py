"""How far a figure can be relied on: each check with its verdict, the weakest of them counts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import IntEnum


class Confidence(IntEnum):
    """High, Medium or Low: Low when a check fails, Medium when one is unknown."""

    LOW = 0
    MEDIUM = 1
    HIGH = 2

    @property
    def word(self) -> str:
        """As it is said."""
        return self.name.capitalize()


@dataclass(frozen=True, slots=True)
class Check:
    """One check with its reason."""

    name: str
    confidence: Confidence
    reason: str


LATE_AFTER_PERIODS = 1
"""A figure is late when the one after it should have come as well."""


COMPLETE_ENOUGH = 0.95
"""The share of parts with which a total still tells how the whole stands: the hub's own default."""


def overall(checks: Sequence[Check]) -> Confidence:
    """The weakest check; without any, nothing is known.

    >>> overall([Check("timeliness", Confidence.HIGH, ""), Check("validity", Confidence.LOW, "")]).word
    'Low'
    """
    return min((check.confidence for check in checks), default=Confidence.MEDIUM)


def timeliness(*, period_end: date, period_days: int, lag_days: int, today: date) -> Check:
    """Whether newer data should have come by now.

    >>> timeliness(period_end=date(2026, 2, 28), period_days=28, lag_days=10, today=date(2026, 4, 20)).reason
    'the next figure was due on 7 April 2026 and is not here'
    """
    due = period_end + timedelta(days=period_days * LATE_AFTER_PERIODS + lag_days)
    if due < today:
        told = f"{due.day} {due:%B %Y}"
        return Check("Timeliness", Confidence.LOW, f"the next figure was due on {told} and is not here")
    return Check("Timeliness", Confidence.HIGH, "no newer figure is due yet")


def first_timeliness(*, due: date | None, today: date) -> Check:
    """Whether a first figure should have come by now; without a day on which it was due, none is.

    >>> first_timeliness(due=date(2026, 4, 7), today=date(2026, 4, 20)).reason
    'the first figure was due on 7 April 2026 and is not here'
    """
    if due is not None and due < today:
        return Check("Timeliness", Confidence.LOW, f"the first figure was due on {due.day} {due:%B %Y} and is not here")
    return Check("Timeliness", Confidence.MEDIUM, "no figure has come yet, and none is due")


def completeness(*, parts: int | None, expected: int | None) -> Check:
    """Whether every part of a total gave a figure.

    >>> completeness(parts=118, expected=120).confidence.word, completeness(parts=3, expected=4).confidence.word
    ('Medium', 'Low')
    """
    if parts is None or expected is None:
        return Check("Completeness", Confidence.HIGH, "one figure, as it was published or returned")
    if parts < expected:
        level = Confidence.MEDIUM if parts >= COMPLETE_ENOUGH * expected else Confidence.LOW
        return Check("Completeness", level, f"{expected - parts} of {expected} parts are missing")
    told = "its one part is there" if expected == 1 else f"all {expected} parts are there"
    return Check("Completeness", Confidence.HIGH, told)


def validity(
    *,
    value: float,
    possible: tuple[float | None, float | None],
    numerator: float | None,
    denominator: float | None,
) -> Check:
    """Whether the value is one that there can be."""
    low, high = possible
    if (low is not None and value < low) or (high is not None and value > high):
        return Check("Validity", Confidence.LOW, f"{value:g} is outside what is possible")
    if denominator is not None and denominator <= 0:
        return Check("Validity", Confidence.LOW, f"the denominator is {denominator:g}")
    if numerator is not None and numerator < 0 and low == 0:
        return Check("Validity", Confidence.LOW, f"the numerator is {numerator:g}")
    return Check("Validity", Confidence.HIGH, "inside what is possible")


def stability(*, version: int, versions_in_view: int) -> Check:
    """Whether the definition stayed the same over the periods shown."""
    if versions_in_view > 1:
        return Check(
            "Definition",
            Confidence.MEDIUM,
            f"the definition changed inside the periods shown (now version {version})",
        )
    return Check("Definition", Confidence.HIGH, "one definition over the periods shown")


def finality(*, status: str) -> Check:
    """Whether the figure may still change."""
    if status == "provisional":
        return Check("Status", Confidence.MEDIUM, "provisional: the publisher may still change it")
    return Check("Status", Confidence.HIGH, "final")


def traceability(*, has_source: bool) -> Check:
    """Whether the figure can be walked back to a file."""
    if not has_source:
        return Check("Lineage", Confidence.LOW, "it can't be walked back to a file")
    return Check("Lineage", Confidence.HIGH, "it can be walked back to the rows of a file with a known checksum")
