"""What an issue room shows, as frozen values."""

from __future__ import annotations

from dataclasses import dataclass

from pmf_core.store.issues import Place, Says
from pmf_core.views.deep_dive.causes import Causes
from pmf_core.views.deep_dive.said import Said
from pmf_core.views.metric_profile.values import Header, Trend
from pmf_core.views.status import EmptyState, SourceLine, Table
from pmf_core.views.why import Waterfall


@dataclass(frozen=True, slots=True)
class Piece:
    """One piece of evidence: where it is from, what it says of the issue, and how strongly."""

    kind: str
    what: str
    says: Says | None
    """None where nothing of the kind is held."""
    strength: str
    sentence: str
    metric: str = ""
    """The metric to go on to; empty where it is somebody's words."""
    illustrative: bool = False


@dataclass(frozen=True, slots=True)
class Part:
    """What people put into one part of the room."""

    place: Place
    name: str
    asks: str
    """What the part is for."""
    entries: tuple[Said, ...]


NO_EVIDENCE = Table("Evidence", (), ())
"""The board of a room whose figure is not held."""


@dataclass(frozen=True, slots=True)
class DeepDive:
    """One room."""

    header: Header
    unit: str
    question: str
    parts: tuple[Part, ...]
    causes: Causes
    options: Table
    lessons: Table
    """What was tried before, and what became of it."""
    decisions: Table
    sources: tuple[SourceLine, ...]
    sentence: str = ""
    """What the evidence says as a whole."""
    contradiction: str = ""
    """Where numbers and voices disagree; empty where they don't."""
    trend: Trend | None = None
    waterfall: Waterfall | None = None
    evidence: tuple[Piece, ...] = ()
    table: Table = NO_EVIDENCE
    empty: EmptyState | None = None

    def part(self, place: Place) -> Part:
        """One part of the room."""
        return next(part for part in self.parts if part.place is place)
