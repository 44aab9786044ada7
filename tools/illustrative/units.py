"""The teams and workers that have figures, read from the organisation's own file."""

from __future__ import annotations

from pathlib import Path

from pmf_core.catalogue.yaml_file import read

ORGANISATION = Path(__file__).parents[2] / "config" / "organisation.yaml"


def units_of(level: str, file: Path = ORGANISATION) -> tuple[str, ...]:
    """The ids of a level, in the order of the file."""
    return tuple(unit["id"] for unit in read(file).values["units"] if unit["level"] == level)


def team_of(worker: str) -> str:
    """The team a worker belongs to.

    >>> team_of("asch.living_well.mansfield.worker_14")
    'asch.living_well.mansfield'
    """
    return worker.rpartition(".")[0]
