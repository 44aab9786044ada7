"""A copy of the store that can be put back."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from pathlib import Path

from pmf_core.errors import StoreError
from pmf_core.store.edition import POINTER, database_of, point_to
from pmf_core.store.engine import Query
from pmf_core.store.engines.duckdb import DuckDBEngine, copy_database
from pmf_core.store.kept.keeping import copy_beside, put_back
from pmf_core.store.lock import locked


def backup(database: Path, target: Path) -> Path:
    """Copy a database, with everything that is pending written, to a file that is there whole or not at all.

    What people keep for themselves is copied beside it.
    """
    if target.exists():
        raise StoreError(f"{target} is there already: name another file, so that no backup is overwritten.")
    target.parent.mkdir(parents=True, exist_ok=True)
    unfinished = target.with_name(target.name + ".copying")
    unfinished.unlink(missing_ok=True)
    copy_database(database, unfinished)
    copy_beside(database.parent, target)
    unfinished.replace(target)
    return target


def restore(folder: Path, source: Path, *, over_newer: bool = False) -> Path:
    """Put a backup in the store's place; refused over newer data unless told."""
    if not source.exists():
        raise StoreError(f"There is no backup {source}: give the file that 'backup' wrote.")
    kept, held = contents_of(source), None
    if (folder / POINTER).exists():
        held = database_of(folder)
        lost = contents_of(held).beyond(kept)
        if lost and not over_newer:
            raise StoreError(
                f"The store has {lost} that {source} does not have: "
                "restoring would lose them; say --over-newer if that is meant."
            )
    folder.mkdir(parents=True, exist_ok=True)
    name = f"hub-restored-{kept.batches}-{source.stat().st_mtime_ns}.duckdb"
    with locked(folder / "lock"):
        unfinished = folder / f"{name}.copying"
        shutil.copyfile(source, unfinished)
        unfinished.replace(folder / name)
        point_to(folder, name)
        if held is not None and held.name != name:
            held.rename(held.with_suffix(".replaced"))
        put_back(folder, source)
    return folder / name


@dataclass(frozen=True, slots=True)
class Contents:
    """How much a store has been told: neither number ever falls."""

    batches: int
    acts: int
    """Events of returns."""

    def beyond(self, other: Contents) -> str:
        """What this one has that another lacks, in words; empty when it lacks nothing."""
        lacking = (
            (self.batches - other.batches, "batches"),
            (self.acts - other.acts, "acts on returns"),
        )
        return " and ".join(f"{count} {what}" for count, what in lacking if count > 0)


def contents_of(database: Path) -> Contents:
    """How much a database holds; raises StoreError for a file that is no store."""
    engine = DuckDBEngine(database, read_only=True)
    try:
        tables = engine.fetch(Query("tables", "select table_name from information_schema.tables"))["table_name"]
        batches = engine.fetch(Query("newest batch", "select coalesce(max(batch_id), 0) as n from batch"))["n"][0]
        if "submission" not in tables:
            return Contents(int(batches), 0)
        acts = engine.fetch(Query("acts", "select count(*) as n from submission"))["n"][0]
        return Contents(int(batches), int(acts))
    finally:
        engine.close()
