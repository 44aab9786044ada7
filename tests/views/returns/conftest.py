"""A copy of the shipped store for each test, to send returns into."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from pmf_core.store.edition import POINTER, database_of


@pytest.fixture
def store(shipped_store: Path, tmp_path: Path) -> Path:
    folder = tmp_path / "store"
    folder.mkdir()
    held = database_of(shipped_store)
    shutil.copyfile(held, folder / held.name)
    (folder / POINTER).write_text(held.name, encoding="utf-8")
    return folder
