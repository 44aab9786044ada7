"""One file a metric: its fields, and the revisions that followed."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from itertools import pairwise
from pathlib import Path
from typing import Any

from pmf_core.catalogue.faults import validated
from pmf_core.catalogue.yaml_file import Document, Place, read
from pmf_core.definitions.metric import Measure, Metric
from pmf_core.definitions.polarity import Polarity
from pmf_core.definitions.tolerance import Tolerance
from pmf_core.errors import did_you_mean

REVISIONS = "revisions"
"""The key under which a metric's later versions stand."""


def metric_files(
    folder: Path, *, tolerances: Mapping[str, Tolerance], default: str, faults: list[str]
) -> dict[str, tuple[Metric, ...]]:
    """Every metric of the folder, each with its versions, oldest first."""
    found: dict[str, tuple[Metric, ...]] = {}
    for file in sorted(folder.glob("*.yaml")):
        document = read(file, named=Path(folder.parent.name, folder.name, file.name))
        faults += document.faults
        if not document.values:
            continue
        versions = _versions(document, tolerances, default, faults)
        if versions and versions[0].id != file.stem:
            faults.append(
                f"{document.at(('id',))}: id: '{versions[0].id}' stands in {file.name}: "
                f"name the file {versions[0].id}.yaml."
            )
        if versions:
            found[versions[0].id] = tuple(versions)
    return found


def _versions(document: Document, tolerances: Mapping[str, Tolerance], default: str, faults: list[str]) -> list[Metric]:
    values = {key: value for key, value in document.values.items() if key != REVISIONS}
    versions: list[Metric] = []
    places: list[tuple[Place, dict[str, Any]]] = [((), values)]
    for index, revision in enumerate(document.values.get(REVISIONS, ())):
        values = values | revision
        places.append(((REVISIONS, index), values))
    for place, fields in places:
        resolved = _with_tolerance(fields, tolerances, default, document=document, place=place, faults=faults)
        metric = validated(Metric, resolved, document=document, place=place, faults=faults)
        if metric is not None:
            versions.append(metric)
    return [
        metric.model_copy(update={"effective_to": _day_before(later.effective_from)})
        for metric, later in pairwise(versions)
    ] + versions[-1:]


def _day_before(day: date) -> date:
    return date.fromordinal(day.toordinal() - 1)


def _with_tolerance(
    fields: dict[str, Any],
    tolerances: Mapping[str, Tolerance],
    default: str,
    *,
    document: Document,
    place: Place,
    faults: list[str],
) -> dict[str, Any]:
    named = fields.get("tolerance", default if _fits_default(fields) else None)
    if not isinstance(named, str):
        return fields
    if named == "none":
        return fields | {"tolerance": None}
    profile = tolerances.get(named)
    if profile is None:
        where = document.at((*place, "tolerance"))
        faults.append(f"{where}: tolerance: there is no profile '{named}'.{did_you_mean(named, tolerances)}")
        return fields | {"tolerance": None}
    mirror = fields.get("polarity") == Polarity.LOWER_IS_BETTER
    return fields | {"tolerance": profile.mirrored() if mirror else profile}


def _fits_default(fields: Mapping[str, Any]) -> bool:
    """The framework's bands fit percentages from 0 to 100 that have a better side."""
    unit = fields.get("unit") or {}
    directed = fields.get("polarity") in (Polarity.HIGHER_IS_BETTER, Polarity.LOWER_IS_BETTER)
    possible = tuple(fields.get("possible") or ())
    return directed and unit.get("kind") == Measure.PERCENTAGE and possible == (0, 100)
