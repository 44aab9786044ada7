"""The whole configuration, or every fault of it at once."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any, TypeVar

from pmf_core.catalogue.catalogue import Catalogue
from pmf_core.catalogue.checks import check
from pmf_core.catalogue.dictionary import dictionary_metrics
from pmf_core.catalogue.faults import validated
from pmf_core.catalogue.metric_files import metric_files
from pmf_core.catalogue.organisation import Organisation, faults_of
from pmf_core.catalogue.outlines import outlines
from pmf_core.catalogue.peers import peer_groups
from pmf_core.catalogue.people import read_people
from pmf_core.catalogue.reference import reference_units
from pmf_core.catalogue.returns import load_returns
from pmf_core.catalogue.sources import load_sources
from pmf_core.catalogue.yaml_file import read
from pmf_core.definitions.base import Definition
from pmf_core.definitions.flow import Flow, Spending
from pmf_core.definitions.framework import Framework, Settings
from pmf_core.definitions.plan import Plan
from pmf_core.definitions.rule import Rules
from pmf_core.definitions.unit import Link, Unit
from pmf_core.errors import DefinitionError

T = TypeVar("T", bound=Definition)


def load(config: Path, *, data: Path) -> Catalogue:
    """Read `config/`; raises DefinitionError with every fault, each with file, line, key, value and way out."""
    faults: list[str] = []
    settings = _one(config / "settings.yaml", Settings, faults)
    if settings is None:
        raise DefinitionError(faults)
    framework = _one(config / "frameworks" / f"{settings.framework}.yaml", Framework, faults)
    if framework is None:
        raise DefinitionError(faults)
    organisation = _organisation(config / "organisation.yaml", data, faults)
    sources = load_sources(config / "sources", faults=faults)
    versions = metric_files(
        config / "metrics",
        tolerances=framework.tolerances,
        default=framework.default_tolerance,
        faults=faults,
    )
    for source in sources.values():
        if source.dictionary:
            versions |= {metric.id: (metric,) for metric in dictionary_metrics(source, data=data, faults=faults)}
    rules = _one(config / "rules.yaml", Rules, faults)
    access, people = read_people(config, faults=faults)
    catalogue = Catalogue(
        settings=settings,
        framework=framework,
        organisation=organisation,
        versions=versions,
        sources=sources,
        outlines=outlines(data, organisation=organisation),
        peers=peer_groups(config / "peers", data=data, units=organisation.units, faults=faults),
        rules=rules or Rules(),
        plans=_each(config / "plans", Plan, faults),
        flows=_each(config / "flows", Flow, faults),
        spending=_one(spending, Spending, faults) if (spending := config / "spending.yaml").exists() else None,
        access=access,
        people=people,
        returns=load_returns(config / "returns", faults=faults),
    )
    faults += check(catalogue)
    if faults:
        raise DefinitionError(faults)
    return catalogue


def _one(file: Path, model: type[T], faults: list[str]) -> T | None:
    if not file.exists():
        faults.append(f"{file.parent.name}/{file.name}:1: the file is not there: copy the one that is shipped.")
        return None
    document = read(file, named=Path(file.parent.name, file.name))
    faults += document.faults
    return validated(model, document.values, document=document, faults=faults)


def _each(folder: Path, model: type[T], faults: list[str]) -> tuple[T, ...]:
    found = (_one(file, model, faults) for file in sorted(folder.glob("*.yaml")))
    return tuple(value for value in found if value is not None)


def _organisation(file: Path, data: Path, faults: list[str]) -> Organisation:
    document = read(file, named=Path(file.parent.name, file.name))
    faults += document.faults

    def listed(key: str, model: type[T]) -> list[T]:
        entries: Sequence[Any] = document.values.get(key, ())
        found = (
            validated(model, entry, document=document, place=(key, index), faults=faults)
            for index, entry in enumerate(entries)
        )
        return [entry for entry in found if entry is not None]

    own, links = listed("units", Unit), listed("links", Link)
    units = {unit.id: unit for unit in reference_units(data)} | {unit.id: unit for unit in own}
    faults += faults_of(units.values(), links)
    return Organisation(units, tuple(links))
