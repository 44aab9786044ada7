"""What the tab Peers shows, as frozen values."""

from __future__ import annotations

from dataclasses import dataclass

from pmf_core.views.context import Choice
from pmf_core.views.metric_profile.values import Header
from pmf_core.views.status import EmptyState, SourceLine, Table


@dataclass(frozen=True, slots=True)
class Dot:
    """One unit on the plot."""

    name: str
    text: str
    value: float
    lower: float | None
    upper: float | None
    told: str
    """Its place and tier, in words."""
    own: bool


@dataclass(frozen=True, slots=True)
class Line:
    """An average across the plot."""

    name: str
    value: float


@dataclass(frozen=True, slots=True)
class Plot:
    """The dot plot: its finding as title, a reading sentence, best values first."""

    title: str
    sentence: str
    alt: str
    axis: str
    dots: tuple[Dot, ...]
    lines: tuple[Line, ...]
    possible: tuple[float | None, float | None]
    decimals: int
    notes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Peers:
    """The tab Peers."""

    header: Header
    choices: tuple[Choice, ...]
    """The groups that can be chosen."""
    chosen: str
    plot: Plot | None
    table: Table | None
    row_units: tuple[str, ...]
    """The unit of each row of the table; empty for an average."""
    sources: tuple[SourceLine, ...]
    empty: EmptyState | None = None
