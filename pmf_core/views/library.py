"""Library: definitions, targets, sources, structure, and how the numbers are made."""

from __future__ import annotations

from dataclasses import dataclass

from pmf_core.views.status import SourceLine, Table


@dataclass(frozen=True, slots=True)
class Library:
    """The page's parts, each a table with its sentence."""

    sentence: str
    metrics: Table
    metric_ids: tuple[str, ...]
    tolerances: Table
    targets: Table
    structure: Table
    sources: Table
    glossary: Table
    system: Table
    source_lines: tuple[SourceLine, ...]
