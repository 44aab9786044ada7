"""A hub: a store and what has been decided, opened once and shared by every reader."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cached_property
from pathlib import Path
from threading import Lock

from pmf_core.catalogue.catalogue import Catalogue
from pmf_core.definitions.moment import in_london, now
from pmf_core.errors import StoreError
from pmf_core.store.decided import catalogue_as_at
from pmf_core.store.engine import Engine, Query
from pmf_core.store.engines.duckdb import DuckDBEngine
from pmf_core.store.schema import VERSION

POINTER = "current"
"""The file in a store's folder that names the database in use: a rebuilt store is a new file and a swapped pointer."""

KEPT_PASTS = 16
"""How many past catalogues are kept in memory: a board looks back at a handful of meetings."""


@dataclass(frozen=True)
class Hub:
    """An open store."""

    engine: Engine
    path: Path | None = None
    _pasts: dict[datetime, Catalogue] = field(default_factory=dict, repr=False)
    _lock: Lock = field(default_factory=Lock, repr=False)

    @classmethod
    def open(cls, folder: Path, *, read_only: bool = True) -> Hub:
        """Open the store that a folder points to."""
        path = database_of(folder)
        hub = cls(DuckDBEngine(path, read_only=read_only), path)
        hub.require_current_version()
        return hub

    @cached_property
    def catalogue(self) -> Catalogue:
        """What has been decided by now."""
        return catalogue_as_at(self.engine, None)

    def catalogue_at(self, moment: datetime | None) -> Catalogue:
        """What had been decided by a moment."""
        if moment is None:
            return self.catalogue
        with self._lock:
            if moment not in self._pasts:
                while len(self._pasts) >= KEPT_PASTS:
                    self._pasts.pop(next(iter(self._pasts)))
                self._pasts[moment] = catalogue_as_at(self.engine, moment)
            return self._pasts[moment]

    @cached_property
    def data_version(self) -> str:
        """Changes whenever anything in the store does: what a cache is keyed by."""
        found = self.engine.fetch(Query("data version", "select max(batch_id) as n from batch"))
        return f"{self.path.stem if self.path else 'memory'}-{found['n'][0] or 0}"

    @property
    def today(self) -> date:
        """The day it is: the demonstration's own, or the council's."""
        return self.catalogue.settings.demonstration_date or in_london(now()).date()

    def require_current_version(self) -> None:
        """Refuse a store whose tables are of another version than this code."""
        found = self.engine.fetch(Query("store version", "select max(version) as version from store_version"))
        if found["version"][0] != VERSION:
            raise StoreError(
                f"The store {self.path} is of version {found['version'][0]} and this hub needs {VERSION}: "
                "run 'python -m pmf_core build', which upgrades it after a backup."
            )

    def close(self) -> None:
        """Give the store back."""
        self.engine.close()


def database_of(folder: Path) -> Path:
    """The database that a store's folder points to."""
    pointer = folder / POINTER
    if not pointer.exists():
        raise StoreError(f"There is no store in {folder}: run 'make run' or 'python -m pmf_core build' first.")
    path = folder / pointer.read_text(encoding="utf-8").strip()
    if not path.exists():
        raise StoreError(f"{pointer} names {path.name}, which is not there: run 'python -m pmf_core build'.")
    return path


def point_to(folder: Path, name: str) -> None:
    """Swap the pointer in one step."""
    fresh = folder / f"{POINTER}.new"
    fresh.write_text(name + "\n", encoding="utf-8")
    fresh.replace(folder / POINTER)
