"""Finding entries of the audit log."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime

from pmf_core.store.audit.entry import Entry


@dataclass(frozen=True, slots=True)
class Asked:
    """What is looked for; what is left empty matches everything."""

    words: str = ""
    who: str = ""
    deed: str = ""
    since: datetime | None = None
    until: datetime | None = None


def found(entries: Iterable[Entry], asked: Asked) -> Iterator[Entry]:
    """The entries that match, the newest first."""
    words = asked.words.casefold().split()
    for entry in reversed(list(entries)):
        if _fits(entry, asked) and all(word in _text(entry) for word in words):
            yield entry


def _fits(entry: Entry, asked: Asked) -> bool:
    return (
        (not asked.who or entry.who == asked.who)
        and (not asked.deed or entry.deed == asked.deed)
        and (asked.since is None or entry.at >= asked.since)
        and (asked.until is None or entry.at <= asked.until)
    )


def _text(entry: Entry) -> str:
    return " ".join([entry.who, entry.deed, *entry.about, *entry.about.values()]).casefold()
