"""What the tab Next and the record of forecasts show, as frozen values."""

from __future__ import annotations

from dataclasses import dataclass

from pmf_core.views.metric_profile.values import Header
from pmf_core.views.status import EmptyState, SourceLine, Status, Table


@dataclass(frozen=True, slots=True)
class FanPoint:
    """One month: what was, or what is to come with its limits."""

    period: str
    value: float | None
    text: str
    target: float | None
    ahead: bool = False
    likely: tuple[float, float] | None = None
    nearly_sure: tuple[float, float] | None = None


@dataclass(frozen=True, slots=True)
class Fan:
    """The months that were and those to come."""

    title: str
    sentence: str
    alt: str
    axis: str
    points: tuple[FanPoint, ...]
    possible: tuple[float | None, float | None]
    decimals: int
    table: Table
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class BandChance:
    """How likely the year is to end in a band."""

    band: Status
    chance: float
    text: str


@dataclass(frozen=True, slots=True)
class Trial:
    """A target that somebody tries: its chance, and what is doubtful about it."""

    asked: str
    sentence: str
    doubts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Ahead:
    """The tab Next."""

    header: Header
    fan: Fan | None
    bands: tuple[BandChance, ...]
    bands_title: str
    needed: Table | None
    """What would have to be true for the target to be met."""
    options: Table | None
    """Targets to choose from, each with its chance if nothing changes."""
    may_try: bool
    trial: Trial | None
    record: Table | None
    """What was foreseen of this metric before, and what came."""
    sources: tuple[SourceLine, ...]
    empty: EmptyState | None = None


@dataclass(frozen=True, slots=True)
class ForecastRecord:
    """How good the hub's forecasts have been."""

    sentence: str
    bins: Table
    metrics: Table
    metric_ids: tuple[str, ...]
    sources: tuple[SourceLine, ...]
    empty: EmptyState | None = None
