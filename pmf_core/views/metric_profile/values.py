"""Metric: everything about one KPI at one unit."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from pmf_core.views.rebase import Proposal
from pmf_core.views.status import EmptyState, SourceLine, Status, StatusKind, Table


@dataclass(frozen=True, slots=True)
class Header:
    """The top of the page."""

    metric: str
    name: str
    definition: str
    unit_name: str
    owner: str
    contact: str
    tags: tuple[str, ...]
    data_line: str
    illustrative: bool
    statuses: tuple[tuple[str, Status], ...]
    """(label, status): band, direction, gap to target, confidence …"""


@dataclass(frozen=True, slots=True)
class TrendPoint:
    """One point of the trend chart."""

    start: date
    end: date
    period: str
    value: float | None
    text: str
    target: float | None
    provisional: bool = False
    missing: str = ""
    lower: float | None = None
    upper: float | None = None
    centre: float | None = None
    phase: int = 0
    kind: StatusKind = StatusKind.NEUTRAL
    signal: str = ""
    """The signal in words, or nothing."""
    left_out: str = ""
    """Why it is left out of everything, or nothing."""


@dataclass(frozen=True, slots=True)
class BandEdge:
    """A band at the edge of the chart."""

    name: str
    kind: StatusKind
    lower: float | None
    upper: float | None


@dataclass(frozen=True, slots=True)
class EventPin:
    """Something that happened, on the time line."""

    on: date
    text: str
    source: str = ""
    """Where it can be read up."""


@dataclass(frozen=True, slots=True)
class Trend:
    """The chart: its finding as title, a reading sentence, and the same as a table."""

    title: str
    sentence: str
    alt: str
    axis: str
    """The unit of the value axis in words."""
    points: tuple[TrendPoint, ...]
    bands: tuple[BandEdge, ...] = ()
    pins: tuple[EventPin, ...] = ()
    hard_limit: float | None = None
    """The statutory or safeguarding limit, where the metric has one."""
    possible: tuple[float | None, float | None] = (None, None)
    decimals: int = 0
    suffix: str = ""
    prefix: str = ""
    table: Table | None = None
    notes: tuple[str, ...] = ()
    """Which chart it is and why, and what was done before judging."""


@dataclass(frozen=True, slots=True)
class Now:
    """The tab Now."""

    header: Header
    trend: Trend | None
    comparisons: Table
    """Against baseline, last period, the same period last year, target: each with its reason where not possible."""
    parts: Table | None
    """The units directly below, each with value and band; first column is the unit's name."""
    part_units: tuple[str, ...]
    sources: tuple[SourceLine, ...]
    empty: EmptyState | None = None


@dataclass(frozen=True, slots=True)
class Trust:
    """The tab Trust: how do you know?"""

    header: Header
    formula: str
    record: Table
    """The definition record: field, content."""
    versions: Table
    targets: Table
    confidence: Table
    """Each check with its verdict and reason."""
    lineage: Table
    """Rows behind the shown value: unit, value, file, sheet, row, cell, received, SHA-256."""
    cells: Table
    """Of rows that came with a return: each cell as sent and as it counts, who sent and approved it, and its seal."""
    restatements: Table
    left_out: Table
    """Figures that are drawn and left out of everything, with the reason."""
    events: Table
    """What happened that may explain the figures."""
    phases: Table
    """Where the limits begin anew, with who accepted it and why."""
    proposals: tuple[Proposal, ...]
    sources: tuple[SourceLine, ...]
    empty: EmptyState | None = None
