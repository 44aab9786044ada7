"""What is found on a sheet. Rows and columns are the sheet's own and count from 1."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from pmf_core.definitions.period import YearType


class ColumnKind(StrEnum):
    """What a column holds."""

    IDENTIFIER = "identifier"
    PLACE = "place"
    PERIOD = "period"
    NUMBER = "number"
    PERCENTAGE = "percentage"
    TEXT = "text"
    STATUS = "status"


class Scale(StrEnum):
    """What a column of percentages counts in."""

    FRACTION = "0-1"
    """The cell holds 0.82 and shows 82%."""
    HUNDRED = "0-100"
    """The cell holds 82, with a per-cent sign or beside numbers above 1."""
    UNCLEAR = "unclear"
    """All values lie from 0 to 1 and nothing says what they are of."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column of the data."""

    index: int
    """The sheet's column, counted from 1."""
    name: str
    """Names of several header rows are joined by " | "; blank where the sheet gives none."""
    kind: ColumnKind
    example: str
    """The first value, as text."""
    scale: Scale | None = None
    """Of percentages only."""


@dataclass(frozen=True, slots=True)
class Note:
    """A text beside the data, at its row."""

    row: int
    text: str


@dataclass(frozen=True, slots=True)
class Layout:
    """Where the data is on a sheet."""

    is_data: bool
    header_rows: tuple[int, ...] = ()
    first_row: int = 0
    """The first row of data; 0 on a sheet that has none."""
    last_row: int = 0
    """The last row of data, without totals and notes below."""
    columns: tuple[Column, ...] = ()
    footnotes: tuple[Note, ...] = ()
    """What stands below or beside the data."""
    totals: tuple[int, ...] = ()
    """Rows that add up others, among the data or below."""
    headings: tuple[int, ...] = ()
    """Rows among the data that have a label and no figures: they name the rows below them."""
    titles: tuple[Note, ...] = ()
    """What stands above the header."""
    symbols: Mapping[str, str] = field(default_factory=dict)
    """Symbol → reason, as the sheet's own notes explain them."""
    year: YearType = YearType.FINANCIAL
    """What `2024-25` means here."""
    warnings: tuple[str, ...] = ()

    def column(self, name: str) -> Column | None:
        """The first column of that name."""
        return next((column for column in self.columns if column.name == name), None)
