"""Whether the audit log is whole, and where it first is not."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from pmf_core.store.audit.anchor import anchors_in
from pmf_core.store.audit.entry import BEGINNING, parse_line, seal_of
from pmf_core.store.audit.log import AuditLog
from pmf_core.store.edition import POINTER, database_of
from pmf_core.store.engines.duckdb import DuckDBEngine


@dataclass(frozen=True, slots=True)
class Verified:
    """What was found: the entries that hold together, and the first that does not."""

    entries: int
    seal: str
    broken_at: int | None = None
    """The number of the first entry that is not as it was written, or is missing."""
    told: str = ""

    @property
    def whole(self) -> bool:
        """Whether nothing is amiss."""
        return self.broken_at is None


def verify(store: Path, *, expected: Mapping[int, str] | None = None) -> Verified:
    """Follow the chain from its first entry, then compare with the seals that are kept elsewhere.

    `expected` are (number → seal) pairs from a copy of one's own. Entries cut off the end show where a seal of a later
    number is known: from the head beside the log, from an edition of the store, or from such a copy.
    """
    log = AuditLog(store)
    found, seals = _chain(log.lines())
    if not found.whole:
        return found
    known = [("the store", n, seal) for n, seal in _anchors(store)]
    known += [("the seal that was given", n, seal) for n, seal in (expected or {}).items()]
    head = log.head()
    if head is not None:
        known.append(("the head beside the log", *head))
    elif seals:
        return Verified(found.entries, found.seal, found.entries, "The head beside the log is missing.")
    for where, number, seal in sorted(known, key=lambda held: held[1]):
        if number > len(seals):
            told = f"The log ends at entry {len(seals)}, and {where} knows entry {number}: its end was cut off."
            return Verified(found.entries, found.seal, len(seals) + 1, told)
        if number and seals[number - 1] != seal:
            told = f"Entry {number} is another than {where} knows: the log was written anew."
            return Verified(found.entries, found.seal, number, told)
    return found


def _anchors(store: Path) -> list[tuple[int, str]]:
    if not (store / POINTER).exists():
        return []
    engine = DuckDBEngine(database_of(store), read_only=True)
    try:
        return anchors_in(engine)
    finally:
        engine.close()


def _chain(lines: Iterable[str]) -> tuple[Verified, list[str]]:
    seals: list[str] = []
    for number, line in enumerate(lines, start=1):
        fault = _fault(line, number, seals[-1] if seals else BEGINNING)
        if fault:
            return Verified(len(seals), seals[-1] if seals else BEGINNING, number, fault), seals
        seals.append(parse_line(line).seal)
    return Verified(len(seals), seals[-1] if seals else BEGINNING), seals


def _fault(line: str, number: int, previous: str) -> str:
    """What is wrong with a line, or nothing."""
    try:
        entry = parse_line(line)
    except ValueError:
        return f"Line {number} is no entry."
    if entry.number != number:
        return f"Entry {number} is missing: line {number} has entry {entry.number}."
    if entry.previous != previous:
        return f"Entry {number} is not sealed to the one before it."
    if entry.seal != seal_of(entry):
        return f"Entry {number} was changed: it doesn't fit its seal."
    if entry.line() + "\n" != line:
        return f"Entry {number} was written differently: something was added to its line."
    return ""
