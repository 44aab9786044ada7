"""What the tab Peers shows, as frozen values."""

from __future__ import annotations

from dataclasses import dataclass

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
class TrendRow:
    """One period of the unit's line beside its group's."""

    period: str
    own: float | None
    own_text: str
    average: float | None
    average_text: str
    lower: float | None
    upper: float | None
    """The quarters between which the middle half of the group lies."""
    others: tuple[float | None, ...]
    """The region and England, as far as they are not the group itself."""


@dataclass(frozen=True, slots=True)
class PeerTrend:
    """The unit and its group over time: the finding as title, a sentence, and the same as a table."""

    title: str
    sentence: str
    alt: str
    axis: str
    own_name: str
    average_name: str
    other_names: tuple[str, ...]
    rows: tuple[TrendRow, ...]
    possible: tuple[float | None, float | None]
    decimals: int
    table: Table


@dataclass(frozen=True, slots=True)
class MovedList:
    """Who moved since an earlier period, the most improved first."""

    title: str
    sentence: str
    lead: tuple[str, str] | None
    """(unit, name) of the one to look at first: the other unit that improved most."""
    table: Table
    row_units: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Alike:
    """Why these are the neighbours: distances, what makes them, and the variables."""

    title: str
    sentence: str
    neighbours: Table
    row_units: tuple[str, ...]
    variables: Table
    variable_metrics: tuple[str, ...]
    """The metric of each row of the variables."""
    left_out: Table | None


@dataclass(frozen=True, slots=True)
class Peers:
    """The tab Peers."""

    header: Header
    chosen: str
    """The group it is compared with."""
    plot: Plot | None
    table: Table | None
    row_units: tuple[str, ...]
    """The unit of each row of the table; empty for an average."""
    sources: tuple[SourceLine, ...]
    trend: PeerTrend | None = None
    moved: MovedList | None = None
    alike: Alike | None = None
    empty: EmptyState | None = None
