"""One file a return: what is asked, of whom, by when."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path

from pmf_core.catalogue.one_a_file import one_a_file
from pmf_core.catalogue.organisation import Organisation
from pmf_core.definitions.returning import Control, MetricAsked, Return, UnitsAsked


def load_returns(folder: Path, *, faults: list[str]) -> dict[str, Return]:
    """Every return of the folder by id; what is wrong with one is added to the faults."""
    return one_a_file(Return, folder, faults=faults)


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
