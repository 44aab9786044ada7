"""One file a return: what is asked, of whom, by when."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path

from pmf_core.catalogue.faults import validated
from pmf_core.catalogue.organisation import Organisation
from pmf_core.catalogue.yaml_file import read
from pmf_core.definitions.returning import Control, MetricAsked, Return, UnitsAsked


def load_returns(folder: Path, *, faults: list[str]) -> dict[str, Return]:
    """Every return of the folder by id; what is wrong with one is added to the faults."""
    found: dict[str, Return] = {}
    for file in sorted(folder.glob("*.yaml")):
        document = read(file, named=Path(folder.parent.name, folder.name, file.name))
        faults += document.faults
        if not document.values:
            continue
        asked = validated(Return, document.values, document=document, faults=faults)
        if asked is None:
            continue
        if asked.id != file.stem:
            faults.append(
                f"{document.at(('id',))}: id: '{asked.id}' stands in {file.name}: name the file {asked.id}.yaml."
            )
        found[asked.id] = asked
    return found


def units_of(asked: UnitsAsked, organisation: Organisation, *, on: date) -> tuple[str, ...]:
    """The ids of the units that are asked on a day, in the order of the definition or of the tree."""
    if asked.ids:
        return asked.ids
    return tuple(unit.id for unit in organisation.below(asked.below, on=on) if unit.level == asked.level)


def units_by_item(asked: Return, organisation: Organisation, *, on: date) -> Mapping[str, tuple[str, ...]]:
    """Each metric and control of a return with the units that send it on a day."""
    common = units_of(asked.units, organisation, on=on)

    def of(item: MetricAsked | Control) -> tuple[str, ...]:
        return units_of(item.units, organisation, on=on) if item.units else common

    return {item.metric: of(item) for item in asked.metrics} | {item.id: of(item) for item in asked.controls}
