"""Vital Signs: the board's one screen."""

from __future__ import annotations

from dataclasses import dataclass

from pmf_core.views.status import EmptyState, SourceLine, Table, TileSection


@dataclass(frozen=True, slots=True)
class VitalSigns:
    """What the page says for one unit and month."""

    unit: str
    unit_name: str
    period: str
    headline: str
    data_line: str
    """'Data to March 2026 · newest received 10 April 2026 · …'."""
    sections: tuple[TileSection, ...]
    table: Table
    sources: tuple[SourceLine, ...]
    empty: EmptyState | None = None
