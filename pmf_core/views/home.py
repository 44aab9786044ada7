"""Home: what needs me?"""

from __future__ import annotations

from dataclasses import dataclass

from pmf_core.views.status import EmptyState, SourceLine, Table, Tile


@dataclass(frozen=True, slots=True)
class Home:
    """The page for whoever is signed in."""

    greeting: str
    data_line: str
    changed: tuple[Tile, ...]
    changed_sentence: str
    below_target: tuple[Tile, ...]
    below_target_sentence: str
    particularly_good: tuple[Tile, ...]
    late: Table
    units: tuple[tuple[str, str, str], ...]
    """(unit id, name, sentence) of the units below, to go on to."""
    sources: tuple[SourceLine, ...]
    empty: EmptyState | None = None
