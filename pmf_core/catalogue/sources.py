"""One file a source: who publishes it, and how its files are read."""

from __future__ import annotations

from pathlib import Path

from pmf_core.catalogue.faults import validated
from pmf_core.catalogue.yaml_file import read
from pmf_core.definitions.source import Source


def load_sources(folder: Path, *, faults: list[str]) -> dict[str, Source]:
    """Every source of the folder by id; what is wrong with one is added to the faults."""
    found: dict[str, Source] = {}
    for file in sorted(folder.glob("*.yaml")):
        document = read(file, named=Path(folder.parent.name, folder.name, file.name))
        faults += document.faults
        if not document.values:
            continue
        source = validated(Source, document.values, document=document, faults=faults)
        if source is None:
            continue
        if source.id != file.stem:
            faults.append(
                f"{document.at(('id',))}: id: '{source.id}' stands in {file.name}: name the file {source.id}.yaml."
            )
        found[source.id] = source
    return found
