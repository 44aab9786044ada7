"""What the tab When shows, as frozen values."""

from __future__ import annotations

from dataclasses import dataclass

from pmf_core.views.metric_profile.values import Header
from pmf_core.views.status import EmptyState, SourceLine, StatusKind, Table

Numbers = tuple[float | None, ...]
"""A number for each period of a chart, None where there is none."""


@dataclass(frozen=True, slots=True)
class Told:
    """The words of a chart: its finding as title, a sentence, what it shows, how it was made, and as a table."""

    title: str
    sentence: str
    alt: str
    notes: tuple[str, ...]
    table: Table | None


@dataclass(frozen=True, slots=True)
class Shape:
    """The season's shape: what each month of the year adds, and how far each single year was from the trend."""

    told: Told
    axis: str
    months: tuple[str, ...]
    adds: Numbers
    years: tuple[tuple[str, Numbers], ...]
    """(year, its months' distance from the trend)."""
    decimals: int


@dataclass(frozen=True, slots=True)
class Adjusted:
    """The published series and the one without its season, on one axis; the signals are on the latter."""

    told: Told
    axis: str
    periods: tuple[str, ...]
    published: Numbers
    adjusted: Numbers
    lower: Numbers
    upper: Numbers
    kinds: tuple[StatusKind, ...]
    """Of the adjusted value in each period: neutral unless it is a signal."""
    possible: tuple[float | None, float | None]
    decimals: int


@dataclass(frozen=True, slots=True)
class Years:
    """The months of the year, a line for each year, the newest last."""

    told: Told
    axis: str
    months: tuple[str, ...]
    lines: tuple[tuple[str, Numbers], ...]
    possible: tuple[float | None, float | None]
    decimals: int


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a panel."""

    name: str
    values: Numbers
    main: bool = True
    """Whether it is what the panel is about; any other is drawn thinner and broken."""
    level: bool = False
    """Whether it is a level to be set beside it, such as a budget, and drawn as steps."""


@dataclass(frozen=True, slots=True)
class Panel:
    """One of several plots on the same time axis, with a value axis of its own."""

    title: str
    axis: str
    lines: tuple[Line, ...]
    decimals: int


@dataclass(frozen=True, slots=True)
class Panels:
    """Plots one above the other on one time axis: never two scales on one plot."""

    told: Told
    periods: tuple[str, ...]
    panels: tuple[Panel, ...]


@dataclass(frozen=True, slots=True)
class When:
    """The tab When."""

    header: Header
    season: str
    """Why there is no verdict on the season; empty where there is one."""
    shape: Shape | None
    adjusted: Adjusted | None
    years: Years | None
    flow: Panels | None
    teams: Table | None
    """How much each similar unit has to do, and gets done, for each member of its staff."""
    team_units: tuple[str, ...]
    broken: Table | None
    """Periods in which opening plus in less out is not closing."""
    spend: Panels | None
    sources: tuple[SourceLine, ...]
    empty: EmptyState | None = None
