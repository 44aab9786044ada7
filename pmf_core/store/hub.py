"""A hub: a store and what has been decided, opened once and shared by every reader."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from pathlib import Path

from pmf_core.catalogue.catalogue import Catalogue
from pmf_core.definitions.moment import in_london, now
from pmf_core.errors import StoreError
from pmf_core.store.decided import catalogue_as_at
from pmf_core.store.edition import database_of
from pmf_core.store.engine import Engine, Query
from pmf_core.store.engines.duckdb import DuckDBEngine
from pmf_core.store.pasts import Pasts
from pmf_core.store.schema import VERSION


@dataclass(frozen=True)
class Hub:
    """An open store."""

    engine: Engine
    path: Path | None = None

    @classmethod
    def open(cls, folder: Path) -> Hub:
        """Open the store that a folder points to, to read from it."""
        path = database_of(folder)
        try:
            engine = DuckDBEngine(path, read_only=True)
        except StoreError:
            # A writer swapped the pointer and took the file away between the two steps: what it points to now is whole.
            if (swapped := database_of(folder)) == path:
                raise
            path, engine = swapped, DuckDBEngine(swapped, read_only=True)
        hub = cls(engine, path)
        hub.require_current_version()
        return hub

    def on_copy(self, engine: Engine, path: Path) -> Hub:
        """A hub on a copy of this one's store: the same has been decided there, so definitions aren't read again."""
        copy = Hub(engine, path)
        copy.__dict__["catalogue"] = self.catalogue
        return copy

    @cached_property
    def catalogue(self) -> Catalogue:
        """What has been decided by now."""
        return catalogue_as_at(self.engine, None)

    def catalogue_at(self, moment: datetime | None) -> Catalogue:
        """What had been decided by a moment."""
        return self.catalogue if moment is None else self._pasts.at(moment)

    @cached_property
    def _pasts(self) -> Pasts:
        return Pasts(self.engine)

    @cached_property
    def data_version(self) -> str:
        """Changes whenever anything in the store does: what a cache is keyed by."""
        found = self.engine.fetch(Query("data version", "select max(batch_id) as n from batch"))
        return f"{self.path.stem if self.path else 'memory'}-{found['n'][0] or 0}"

    @cached_property
    def knew(self) -> datetime:
        """The moment at which the store last learnt something."""
        found = self.engine.fetch(Query("newest knowledge", "select max(known_from) as at from batch"))
        return found["at"][0] or datetime.min

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
