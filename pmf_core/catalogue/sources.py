"""One file a source: who publishes it, and how its files are read."""

from __future__ import annotations

from pathlib import Path

from pmf_core.catalogue.one_a_file import one_a_file
from pmf_core.definitions.source import Source


def load_sources(folder: Path, *, faults: list[str]) -> dict[str, Source]:
    """Every source of the folder by id; what is wrong with one is added to the faults."""
    return one_a_file(Source, folder, faults=faults)
