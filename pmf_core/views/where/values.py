"""What the tab Where & who shows, as frozen values."""

from __future__ import annotations

from dataclasses import dataclass

from pmf_core.views.context import Choice
from pmf_core.views.metric_profile.peer_values import Plot
from pmf_core.views.metric_profile.values import Header
from pmf_core.views.status import EmptyState, SourceLine, Status, Table


@dataclass(frozen=True, slots=True)
class Spot:
    """One unit in the funnel."""

    name: str
    unit: str
    text: str
    value: float
    size: float
    standing: Status
    own: bool


@dataclass(frozen=True, slots=True)
class LimitsAt:
    """The limits at one size: 95 % inside, 99.8 % outside."""

    size: float
    lower: float
    upper: float
    far_lower: float
    far_upper: float


@dataclass(frozen=True, slots=True)
class Funnel:
    """The funnel: its finding as title, a reading sentence, units by their size."""

    title: str
    sentence: str
    alt: str
    axis: str
    size_axis: str
    spots: tuple[Spot, ...]
    limits: tuple[LimitsAt, ...]
    centre: float
    centre_name: str
    possible: tuple[float | None, float | None]
    decimals: int
    notes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Where:
    """The tab Where & who."""

    header: Header
    choices: tuple[Choice, ...]
    """What can be set beside each other: levels of units below, declared sets, siblings, categories."""
    chosen: str
    funnel: Funnel | None
    plot: Plot | None
    """Where there are no counts to draw limits from."""
    table: Table | None
    row_units: tuple[str, ...]
    outliers: Table | None
    """Those outside the limits, with what each does to the headline."""
    outlier_units: tuple[str, ...]
    sources: tuple[SourceLine, ...]
    empty: EmptyState | None = None
    people: Table | None = None
    """The workers of a team, for their line manager only and never for a file."""
