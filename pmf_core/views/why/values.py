"""What the tab Why shows, as frozen values."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from pmf_core.views.context import Choice
from pmf_core.views.metric_profile.values import Header
from pmf_core.views.status import EmptyState, SourceLine, StatusKind, Table


class StepKind(StrEnum):
    """What a row of the waterfall is."""

    LEVEL = "level"
    """Where the change begins or ends."""
    MOVE = "move"
    """What a contributor makes of it."""


@dataclass(frozen=True, slots=True)
class Step:
    """One row of the waterfall, from one running total to the next; a level begins where it ends."""

    name: str
    kind: StepKind
    start: float
    end: float
    text: str
    judged: StatusKind = StatusKind.NEUTRAL
    """Better or worse only where the contribution is beyond what is ordinary."""
    told: str = ""
    """The judgement in words."""


@dataclass(frozen=True, slots=True)
class Waterfall:
    """The chart: its finding as title, a reading sentence, the largest contributors first."""

    title: str
    sentence: str
    alt: str
    axis: str
    steps: tuple[Step, ...]
    decimals: int
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Why:
    """The tab Why."""

    header: Header
    against: tuple[Choice, ...]
    """What the figure can be compared with."""
    chosen: str
    splits: tuple[Choice, ...]
    """By which parts the change can be split."""
    chosen_split: str
    banner: str
    """The warning that parts and whole move different ways; empty where they don't."""
    waterfall: Waterfall | None
    table: Table | None
    row_units: tuple[str, ...]
    """The unit of each row; empty for a part that has no page of its own."""
    sources: tuple[SourceLine, ...]
    empty: EmptyState | None = None
