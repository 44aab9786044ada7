"""A store is a row of files, each written once: a change is a new file and a swapped pointer.

Whoever reads keeps reading the file they opened; a writer that is killed leaves the one before in its place; and
two writers wait for each other. Many processes read, one writes.
"""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path

from pmf_core.definitions.moment import now
from pmf_core.errors import StoreError
from pmf_core.store.audit.actor import acting
from pmf_core.store.audit.anchor import keep_anchor
from pmf_core.store.audit.entry import Deed
from pmf_core.store.audit.log import AuditLog
from pmf_core.store.engines.duckdb import DuckDBEngine, copy_database
from pmf_core.store.lock import locked

POINTER = "current"
"""The file in a store's folder that names the database in use."""

UNFINISHED = ".writing"
"""The ending of a file that is not yet whole."""


EDITION_NAME = re.compile(r"hub-\d{20}\.duckdb")
"""How a file that a writer made is named; a file put here by hand is left alone."""


@dataclass
class Edition:
    """A new file of the store, while it is being written."""

    engine: DuckDBEngine
    empty: bool
    """Whether it began without what was there before."""
    kept: bool = True
    deeds: list[tuple[Deed, dict[str, str]]] = field(default_factory=list)
    """What is done in it, for the audit log."""

    def tell(self, deed: Deed, **about: str) -> None:
        """Say what is done here: it is written down before the edition becomes current, or nothing is done."""
        self.deeds.append((deed, about))

    def discard(self) -> None:
        """Nothing changed: the file before stays the current one."""
        self.kept = False


@contextmanager
def new_edition(folder: Path, *, empty: bool = False, compact: bool = False) -> Iterator[Edition]:
    """A copy of the current file (or an empty one) to write in; it becomes current when all went well.

    `compact` writes the finished file anew, so that nothing of what was erased still lies in it.
    """
    folder.mkdir(parents=True, exist_ok=True)
    with locked(folder / "lock"):
        _clear(folder)
        before = database_of(folder) if (folder / POINTER).exists() else None
        path = folder / f"hub-{now():%Y%m%d%H%M%S%f}.duckdb"
        writing = path.with_suffix(UNFINISHED)
        begins_empty = empty or before is None
        if before is not None and not begins_empty:
            shutil.copyfile(before, writing)
        edition = Edition(DuckDBEngine(writing), begins_empty)
        try:
            yield edition
            if edition.kept:
                _write_down(edition, folder)
        except BaseException:
            edition.engine.close()
            writing.unlink(missing_ok=True)
            raise
        edition.engine.close()
        if not edition.kept:
            writing.unlink(missing_ok=True)
            return
        if compact:
            _rewrite(writing)
        writing.rename(path)
        point_to(folder, path.name)
        if before is not None:
            _remove(before)


def _write_down(edition: Edition, folder: Path) -> None:
    log = AuditLog(folder)
    for deed, about in edition.deeds or [(Deed.CHANGED, {})]:
        log.record(acting(), deed, **about)
    keep_anchor(edition.engine, folder)


def database_of(folder: Path) -> Path:
    """The database that a store's folder points to."""
    pointer = folder / POINTER
    if not pointer.exists():
        raise StoreError(f"There is no store in {folder}: run 'make run' or 'python -m pmf_core build' first.")
    path = folder / pointer.read_text(encoding="utf-8").strip()
    if not path.exists():
        raise StoreError(f"{pointer} names {path.name}, which is not there: run 'python -m pmf_core build --fresh'.")
    return path


def point_to(folder: Path, name: str) -> None:
    """Swap the pointer in one step."""
    fresh = folder / f"{POINTER}.new"
    with fresh.open("w", encoding="utf-8") as file:
        file.write(name + "\n")
        file.flush()
        # The name must be on the disk before it counts: a machine that stops may not leave an empty pointer.
        os.fsync(file.fileno())
    fresh.replace(folder / POINTER)


def _rewrite(writing: Path) -> None:
    """The same database with nothing in it but what is held."""
    anew = writing.with_name(f"{writing.stem}-anew{UNFINISHED}")
    copy_database(writing, anew)
    anew.replace(writing)


def _clear(folder: Path) -> None:
    """Take away what writers left behind that were killed: before the pointer was swapped, or just after."""
    for leftover in folder.glob(f"hub-*{UNFINISHED}*"):
        _remove(leftover)
    current = (folder / POINTER).read_text(encoding="utf-8").strip() if (folder / POINTER).exists() else ""
    for edition in folder.glob("hub-*.duckdb"):
        if EDITION_NAME.fullmatch(edition.name) and edition.name != current:
            _remove(edition)


def _remove(path: Path) -> None:
    """Take a file away; Windows keeps one that another process still reads, and it does no harm there."""
    with suppress(PermissionError):
        path.unlink(missing_ok=True)
