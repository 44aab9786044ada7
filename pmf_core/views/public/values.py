"""What the public pages say, as frozen values."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from pmf_core.views.metric_profile.values import Trend
from pmf_core.views.status import SourceLine, Status, Table


@dataclass(frozen=True, slots=True)
class Line:
    """One metric at one unit, in a list."""

    metric: str
    metric_name: str
    unit: str
    unit_name: str
    value: str
    period: str
    target: str
    band: Status
    change: Status
    illustrative: bool
    data: tuple[object, ...]
    """The same unrounded, for a file: in the order of `views.public.figures.COLUMNS`."""


@dataclass(frozen=True, slots=True)
class MetricPage:
    """Everything that is published about one metric."""

    id: str
    name: str
    definition: str
    theme: str
    topic: str
    unit_name: str
    """The unit that the page is about; empty where the council itself has no figure."""
    finding: str
    sentence: str
    data_line: str
    statuses: tuple[tuple[str, Status], ...]
    trend: Trend | None
    figures: Table
    """Period by period, newest first."""
    units: tuple[Line, ...]
    """The latest figure of every unit that is published."""
    record: Table
    owner: str
    contact: str
    source: SourceLine
    illustrative: bool


@dataclass(frozen=True, slots=True)
class UnitPage:
    """Everything that is published about one unit."""

    id: str
    name: str
    level: str
    path: tuple[tuple[str, str], ...]
    """(id, name) of the units above that have pages, from the top."""
    below: tuple[tuple[str, str], ...]
    sentence: str
    lines: tuple[Line, ...]
    illustrative: bool
    """Whether the unit itself is drawn up for demonstration."""


@dataclass(frozen=True, slots=True)
class ThemePage:
    """One theme with its metrics, topic by topic."""

    id: str
    name: str
    description: str
    sentence: str
    topics: tuple[tuple[str, tuple[Line, ...]], ...]


@dataclass(frozen=True, slots=True)
class Site:
    """All the public pages."""

    title: str
    council: str
    unit: str
    data_date: date
    """The end of the newest period of which there is a figure."""
    known_on: date
    """The day on which all this was known."""
    data_version: str
    approved_by: str
    approved_on: date
    licence: str
    licence_address: str
    contact: str
    sentence: str
    themes: tuple[ThemePage, ...]
    metrics: tuple[MetricPage, ...]
    units: tuple[UnitPage, ...]
    sources: tuple[SourceLine, ...]
    illustrative: bool
    forbidden: tuple[str, ...]
    """Names that no page may have, unless a published definition has them itself."""
    exempt_words: tuple[str, ...]
    """Words that no page may have at all."""
    kept_back: tuple[tuple[str, str], ...]
    """(what, why) of everything exempt that would have been published."""
