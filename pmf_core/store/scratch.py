"""A copy of the store to try something out on: what is written there is gone afterwards."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from pmf_core.errors import StoreError
from pmf_core.store.engines.duckdb import DuckDBEngine
from pmf_core.store.hub import Hub


@contextmanager
def scratch(hub: Hub) -> Iterator[Hub]:
    """A hub on a copy of another's store, which may be written to; the copy is taken away at the end."""
    if hub.path is None:
        raise StoreError("Only a store on disk can be tried out on: this one is in memory.")
    with TemporaryDirectory(prefix="hub-scratch-") as folder:
        path = Path(folder) / hub.path.name
        shutil.copyfile(hub.path, path)
        engine = DuckDBEngine(path)
        try:
            yield hub.on_copy(engine, path)
        finally:
            engine.close()
