"""What many tests share: the shipped store, built once a run and read by all."""

from __future__ import annotations

import os
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

import pytest
from hypothesis import settings

from pmf_core.catalogue.load import load
from pmf_core.store.build import build
from pmf_core.store.hub import Hub

ROOT = Path(__file__).resolve().parents[1]

# One profile for everybody: no timings in tests, and the same examples in every run.
settings.register_profile("hub", deadline=None, derandomize=True)
settings.load_profile("hub")


@pytest.fixture(scope="session")
def shipped_store() -> Path:
    """The folder of a store built from the shipped data; a second process waits for the first.

    A store of its own for each state of what it is made from: a change is never an edition on top of the last run's.
    """
    made_from = [*ROOT.glob("config/**/*.yaml"), ROOT / "data" / "manifest.csv", *ROOT.glob("pmf_core/store/**/*.py")]
    state = sha256(b"".join(path.read_bytes() for path in sorted(made_from))).hexdigest()
    folder = ROOT / "artefacts" / f"store-{state[:12]}"
    build(folder, load(ROOT / "config", data=ROOT / "data"), data=ROOT / "data")
    os.environ["PMF_STORE"] = str(folder)
    return folder


@pytest.fixture(scope="session")
def hub(shipped_store: Path) -> Iterator[Hub]:
    """A hub on the shipped store."""
    held = Hub.open(shipped_store)
    yield held
    held.close()
