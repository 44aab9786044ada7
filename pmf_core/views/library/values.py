"""What a tab of the library says."""

from __future__ import annotations

from dataclasses import dataclass

from pmf_core.views.status import EmptyState, SourceLine, Table


@dataclass(frozen=True, slots=True)
class Shelf:
    """One tab: its sentence, its tables in their order, and where their rows lead."""

    sentence: str
    tables: tuple[Table, ...]
    folded: tuple[Table, ...] = ()
    """Tables that are opened when they are wanted."""
    metric_ids: tuple[str, ...] = ()
    """The metric of each row of the first table, where its rows are metrics."""
    sources: tuple[SourceLine, ...] = ()
    empty: EmptyState | None = None
