"""Definitions of which each stands in a file of its own, named after it."""

from __future__ import annotations

from pathlib import Path
from typing import TypeVar

from pmf_core.catalogue.faults import validated
from pmf_core.catalogue.yaml_file import read
from pmf_core.definitions.returning import Return
from pmf_core.definitions.source import Source

Named = TypeVar("Named", Source, Return)


def one_a_file(model: type[Named], folder: Path, *, faults: list[str]) -> dict[str, Named]:
    """Every definition of a folder by id; what is wrong with one is added to the faults."""
    found: dict[str, Named] = {}
    for file in sorted(folder.glob("*.yaml")):
        document = read(file, named=Path(folder.parent.name, folder.name, file.name))
        faults += document.faults
        if not document.values:
            continue
        held = validated(model, document.values, document=document, faults=faults)
        if held is None:
            continue
        if held.id != file.stem:
            faults.append(
                f"{document.at(('id',))}: id: '{held.id}' stands in {file.name}: name the file {held.id}.yaml."
            )
        found[held.id] = held
    return found
