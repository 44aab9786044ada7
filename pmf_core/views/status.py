"""A status on its way to the screen: the word, what kind it is, and the reason for it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class StatusKind(StrEnum):
    """What shape and colour are chosen by, in one place (`charts/appearance.py`)."""

    EXCELLENT = "excellent"
    GOOD = "good"
    REQUIRES_IMPROVEMENT = "requires_improvement"
    INADEQUATE = "inadequate"
    IMPROVING = "improving"
    WORSENING = "worsening"
    NEUTRAL = "neutral"
    NOT_JUDGED = "not_judged"


@dataclass(frozen=True, slots=True)
class Status:
    """One word with its reason."""

    kind: StatusKind
    word: str
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Spark:
    """The small line of a tile: values in period order, gaps as None, and the lines to draw with it."""

    values: tuple[float | None, ...]
    target: float | None = None
    centre: float | None = None
    lower: float | None = None
    upper: float | None = None
    marks: tuple[StatusKind, ...] = ()
    """A kind per value: neutral unless the point is a signal."""


@dataclass(frozen=True, slots=True)
class Tile:
    """One metric on a grid."""

    metric: str
    name: str
    value: str
    """As written on screen: '91.5%', '£1.2m', or '–' when missing."""
    unit_words: str
    period: str
    target: str
    """'Target 95%' or 'No target'."""
    band: Status
    change: Status
    """Against the last period; coloured only when it is a signal."""
    age: str
    """'6 weeks old', 'late' …"""
    spark: Spark
    illustrative: bool = False
    missing: str = ""
    codes: tuple[tuple[str, str], ...] = ()
    """Why it is an exception: (code, its words)."""
    sentence: str = ""
    """The tile read aloud."""


@dataclass(frozen=True, slots=True)
class TileSection:
    """A named group of tiles with a sentence of its own."""

    id: str
    name: str
    sentence: str
    tiles: tuple[Tile, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """A table for reading and for download: text cells beside the unrounded values."""

    title: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    values: tuple[tuple[object, ...], ...] = ()
    """The same rows unrounded, for CSV and XLSX; empty means the text itself."""
    value_columns: tuple[str, ...] = ()
    """The names of the values, where a file says more than the table; empty means the same columns."""
    numeric: tuple[int, ...] = ()
    """Which columns are right-aligned."""
    note: str = ""
    personal: bool = False
    """Whether it has figures of single people: such a table never becomes a file."""


@dataclass(frozen=True, slots=True)
class SourceLine:
    """Where figures on a page come from."""

    title: str
    publisher: str
    licence: str
    published_on: str
    illustrative: bool = False


@dataclass(frozen=True, slots=True)
class EmptyState:
    """Why there is nothing to show, and what to do about it."""

    what: str
    why: str
    way_out: str
