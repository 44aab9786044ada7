"""Copying what people keep, putting it back, looking it over, and forgetting a person."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

from pmf_core.errors import HubError
from pmf_core.store.kept.file import FILE, PATIENCE, TABLES, writing


def copy_beside(store: Path, backup: Path) -> Path | None:
    """Copy what people keep beside a backup of the store, while it is read and written."""
    if not (store / FILE).exists():
        return None
    target = beside(backup)
    unfinished = target.with_name(target.name + ".copying")
    unfinished.unlink(missing_ok=True)
    with closing(sqlite3.connect(store / FILE, timeout=PATIENCE)) as held, closing(sqlite3.connect(unfinished)) as copy:
        held.backup(copy)
    unfinished.replace(target)
    return target


def put_back(store: Path, backup: Path) -> bool:
    """Put the copy beside a backup in place; what was there is kept beside it. False where the backup has none."""
    source, current = beside(backup), store / FILE
    if not source.exists():
        return False
    fresh = store / f"{FILE}.copying"
    fresh.unlink(missing_ok=True)
    with closing(sqlite3.connect(source)) as held, closing(sqlite3.connect(fresh)) as copy:
        held.backup(copy)
    if current.exists():
        current.replace(store / f"{FILE}.replaced")
    fresh.replace(current)
    return True


def beside(backup: Path) -> Path:
    """Where the copy of what people keep stands.

    >>> beside(Path("monday.duckdb")).name
    'monday.duckdb.kept'
    """
    return backup.with_name(backup.name + ".kept")


def forget(store: Path, person: str) -> int:
    """Take out everything that one person keeps, what they shared too; how many rows it was."""
    file = store / FILE
    if not file.exists():
        return 0
    with writing(file) as held:
        rows = sum(held.execute(f"delete from {table} where person = ?", (person,)).rowcount for table in TABLES)
    with closing(sqlite3.connect(file, timeout=PATIENCE, isolation_level=None)) as held:
        held.execute("vacuum")
    return rows


def looked_over(store: Path) -> str:
    """Whether the file is whole, in words; raises HubError where it isn't."""
    if not (store / FILE).exists():
        return "nobody keeps anything yet"
    with closing(sqlite3.connect(store / FILE, timeout=PATIENCE)) as held:
        try:
            (told,) = held.execute("pragma quick_check").fetchone()
            rows = sum(held.execute(f"select count(*) from {table}").fetchone()[0] for table in TABLES)
        except sqlite3.Error as error:
            raise HubError(f"{store / FILE} can't be read ({error}): put its copy back, or take it away") from error
    if told != "ok":
        raise HubError(f"{store / FILE} is damaged ({told}): put its copy back, or take it away")
    return f"{rows:,} things kept by people, whole"
