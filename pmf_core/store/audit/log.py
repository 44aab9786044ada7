"""The audit log on disk: lines that are only ever added, by one writer at a time.

It stands beside the store's editions and not in them: an edition is replaced as a whole, and what was written in one
that is given up, or since the backup that is put back, must not be forgotten.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

from pmf_core.definitions.moment import now
from pmf_core.errors import StoreError
from pmf_core.store.audit.entry import Deed, Entry, parse_line, sealed
from pmf_core.store.lock import locked

FOLDER, LOG, HEAD, TORN = "audit", "log.jsonl", "head", "torn"
"""Where the log stands in the store's folder, and its files: the entries, the newest seal, and lines cut short."""

TAIL = 64 * 1024
"""How far from the end the last line is looked for, in bytes: many times the longest entry."""


class AuditLog:
    """The log of one store's folder."""

    def __init__(self, store: Path) -> None:
        self.folder = store / FOLDER
        self.file = self.folder / LOG

    def record(self, who: str, deed: Deed, **about: str) -> Entry:
        """Write down what is about to happen; raises StoreError where it can't be, so that it doesn't happen."""
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            with locked(self.folder / "lock"):
                entry = sealed(who, deed, about, after=self._last(), at=now())
                self._append(entry)
                self._tell_head(entry)
        except OSError as error:
            raise StoreError(
                f"The audit log {self.file} can't be written ({error}), and nothing happens that isn't written down: "
                "make its folder writable."
            ) from error
        return entry

    def lines(self) -> Iterator[str]:
        """The entries as they stand in the file."""
        if self.file.exists():
            with self.file.open(encoding="utf-8", errors="replace", newline="\n") as held:
                yield from held

    def entries(self) -> Iterator[Entry]:
        """Every entry that can be read, oldest first."""
        for line in self.lines():
            try:
                yield parse_line(line)
            except ValueError:
                continue

    def head(self) -> tuple[int, str] | None:
        """How many entries there are and the newest seal, as written beside the log."""
        file = self.folder / HEAD
        if not file.exists():
            return None
        number, _, seal = file.read_text(encoding="utf-8").strip().partition(":")
        return (int(number), seal) if number.isdigit() else (0, "")

    def _last(self) -> Entry | None:
        """The newest entry; a line that a fault of the machine cut short is put aside."""
        if not self.file.exists():
            return None
        with self.file.open("r+b") as held:
            size = held.seek(0, os.SEEK_END)
            held.seek(max(0, size - TAIL))
            tail = held.read()
            whole = tail.rfind(b"\n") + 1
            if whole < len(tail):
                (self.folder / TORN).open("ab").write(tail[whole:] + b"\n")
                held.truncate(size - len(tail) + whole)
        lines = tail[:whole].splitlines()
        try:
            return parse_line(lines[-1].decode()) if lines else None
        except ValueError:
            raise StoreError(
                f"The last line of the audit log {self.file} is no entry: run 'python -m pmf_core audit verify', "
                "and put the log back from its copy."
            ) from None

    def _append(self, entry: Entry) -> None:
        with self.file.open("ab", buffering=0) as held:
            held.write(entry.line().encode() + b"\n")
            os.fsync(held.fileno())

    def _tell_head(self, entry: Entry) -> None:
        fresh = self.folder / f"{HEAD}.new"
        fresh.write_text(f"{entry.number}:{entry.seal}\n", encoding="utf-8")
        fresh.replace(self.folder / HEAD)
