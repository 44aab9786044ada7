"""The file beside the store: small writes by many processes, each whole or not at all.

It is not in the store: a favourite is no fact about the council, changes with a click, and goes when it is taken back.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

from pmf_core.errors import StoreError

FILE = "kept.sqlite"
"""How the file is called, in the store's folder."""

PATIENCE = 10.0
"""How many seconds a writer waits for another."""

TABLES = {
    "favourite": "person text not null, kind text not null, id text not null, kept_at text not null, "
    "primary key (person, kind, id)",
    "recent": "person text not null, page text not null, metric text not null, unit text not null, "
    "at text not null, primary key (person, page, metric, unit)",
    "looked": "person text primary key, at text not null, knew text not null, before_at text, before_knew text",
    "saved_view": "id text primary key, person text not null, name text not null check (length(name) <= 80), "
    "address text not null check (length(address) <= 2000), kept_at text not null, unique (person, name)",
    "scorecard": "id text primary key, person text not null, name text not null check (length(name) <= 80), "
    "unit text not null, metrics text not null, shared integer not null, kept_at text not null, "
    "unique (person, name)",
}
"""Every table; each row belongs to the person it names."""


@dataclass(frozen=True)
class Kept:
    """What one person keeps: there is no way to ask without saying who asks, and no way to ask for another."""

    store: Path
    person: str

    @contextmanager
    def reading(self) -> Iterator[sqlite3.Connection]:
        """The file to read from; an empty one where nothing has been kept yet."""
        with _told(self.file):
            source = self.file if self.file.exists() else ":memory:"
            with closing(_opened(source)) as held:
                if source == ":memory:":
                    _create(held)
                yield held

    @contextmanager
    def writing(self) -> Iterator[sqlite3.Connection]:
        """The file to write in: all of it happens, or nothing."""
        with _told(self.file), writing(self.file) as held:
            yield held

    @property
    def file(self) -> Path:
        """Where it stands."""
        return self.store / FILE


@contextmanager
def writing(file: Path) -> Iterator[sqlite3.Connection]:
    """A file to write in, made where it is not there; whoever comes second waits."""
    with closing(_opened(file)) as held:
        held.execute("begin immediate")
        try:
            _create(held)
            yield held
        except BaseException:
            held.execute("rollback")
            raise
        held.execute("commit")


def _opened(source: Path | str) -> sqlite3.Connection:
    held = sqlite3.connect(source, timeout=PATIENCE, isolation_level=None)
    # What is taken back is overwritten, not only unlinked.
    held.execute("pragma secure_delete = on")
    return held


def _create(held: sqlite3.Connection) -> None:
    for name, columns in TABLES.items():
        held.execute(f"create table if not exists {name} ({columns})")


@contextmanager
def _told(file: Path) -> Iterator[None]:
    try:
        yield
    except sqlite3.Error as error:
        raise StoreError(
            f"What people keep can't be read or written in {file} ({error}): make the file and its folder writable, "
            "or take it away to begin with nothing kept."
        ) from error
