"""Every error raised on purpose. Each says what is wrong, where, and the way out."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from difflib import get_close_matches


class HubError(Exception):
    """The root of every error that the hub raises on purpose."""


class DefinitionError(HubError):
    """A definition in the configuration can't be used; carries every fault of the run."""

    def __init__(self, faults: Iterable[str]) -> None:
        self.faults = tuple(faults)
        super().__init__("\n".join(self.faults))


class UnknownName(HubError):
    """A name that stands for nothing here."""


class NotPossible(HubError):
    """What was asked has no answer, for a reason that can be told."""


class AccessDenied(HubError):
    """The signed-in person may not see this."""


class StoreError(HubError):
    """The store refuses: a checksum, a clock or a version is not what it should be."""


class TooEarly(HubError):
    """A moment before anything had been decided; carries the first day that can be asked about."""

    def __init__(self, message: str, *, earliest: date) -> None:
        self.earliest = earliest
        super().__init__(message)


class BadInput(HubError):
    """A value in the input that can't be judged or loaded."""


def did_you_mean(name: str, known: Iterable[str]) -> str:
    """The closest known name as a question, or nothing.

    >>> did_you_mean("attendence", ["attendance", "sickness"])
    " Did you mean 'attendance'?"
    >>> did_you_mean("zzz", ["attendance"])
    ''
    """
    close = get_close_matches(name, list(known), n=1, cutoff=0.6)
    return f" Did you mean '{close[0]}'?" if close else ""


def unknown(kind: str, name: str, known: Iterable[str], *, place: str = "the catalogue") -> UnknownName:
    """The error for a name that stands for nothing.

    >>> str(unknown("metric", "attendence", ["attendance"]))
    "No metric 'attendence' in the catalogue. Did you mean 'attendance'?"
    """
    return UnknownName(f"No {kind} '{name}' in {place}.{did_you_mean(name, known)}")
