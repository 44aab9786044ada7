"""Explore: every metric of the catalogue, searched and narrowed down."""

from __future__ import annotations

from dataclasses import dataclass

from pmf_core.views.status import EmptyState, SourceLine, Status, Table


@dataclass(frozen=True, slots=True)
class Facet:
    """A way to narrow the list: its choices with their counts."""

    id: str
    name: str
    choices: tuple[tuple[str, str, int], ...]
    """(id, name, how many)."""


@dataclass(frozen=True, slots=True)
class MetricRow:
    """A metric in the list."""

    metric: str
    name: str
    definition: str
    value: str
    period: str
    band: Status
    change: Status
    theme: str
    topic: str
    owner: str
    source: str
    age: str
    illustrative: bool


@dataclass(frozen=True, slots=True)
class Explore:
    """The list, its facets and how many there are."""

    sentence: str
    facets: tuple[Facet, ...]
    rows: tuple[MetricRow, ...]
    total: int
    table: Table
    sources: tuple[SourceLine, ...]
    empty: EmptyState | None = None
