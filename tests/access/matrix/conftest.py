"""The council of the tables, once a run."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.access.matrix import world


@pytest.fixture(scope="session")
def matrix_store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store on disk with a unit of every level and a metric of every sensitivity."""
    return world.store(tmp_path_factory.mktemp("matrix") / "store")
