"""A store is a row of files, each written once: a change is a new file and a swapped pointer.

Whoever reads keeps reading the file they opened; a writer that is killed leaves the one before in its place; and
two writers wait for each other. Many processes read, one writes.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from pmf_core.definitions.moment import now
from pmf_core.errors import StoreError
from pmf_core.store.engines.duckdb import DuckDBEngine
from pmf_core.store.lock import locked

POINTER = "current"
"""The file in a store's folder that names the database in use."""

UNFINISHED = ".writing"
"""The ending of a file that is not yet whole."""


@dataclass
class Edition:
    """A new file of the store, while it is being written."""

    engine: DuckDBEngine
    empty: bool
    """Whether it began without what was there before."""
    kept: bool = True

    def discard(self) -> None:
        """Nothing changed: the file before stays the current one."""
        self.kept = False


@contextmanager
def new_edition(folder: Path, *, empty: bool = False) -> Iterator[Edition]:
    """A copy of the current file (or an empty one) to write in; it becomes current when all went well."""
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
        except BaseException:
            edition.engine.close()
            writing.unlink(missing_ok=True)
            raise
        edition.engine.close()
        if not edition.kept:
            writing.unlink(missing_ok=True)
            return
        writing.rename(path)
        point_to(folder, path.name)
        if before is not None:
            _remove(before)


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
    fresh.write_text(name + "\n", encoding="utf-8")
    fresh.replace(folder / POINTER)


def _clear(folder: Path) -> None:
    """Take away what writers left behind that were killed."""
    for leftover in folder.glob(f"hub-*{UNFINISHED}*"):
        _remove(leftover)


def _remove(path: Path) -> None:
    """Take a file away; Windows keeps one that another process still reads, and it does no harm there."""
    with suppress(PermissionError):
        path.unlink(missing_ok=True)
