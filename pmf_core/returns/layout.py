"""Where the data is on a sheet: header rows, columns, first and last row, footnotes and totals."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from pmf_core.returns.workbook import Cell, Sheet


class ColumnKind(StrEnum):
    """What a column holds."""

    IDENTIFIER = "identifier"
    PLACE = "place"
    PERIOD = "period"
    NUMBER = "number"
    PERCENTAGE = "percentage"
    TEXT = "text"
    STATUS = "status"


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


@dataclass(frozen=True, slots=True)
class Note:
    """A text beside the data, at its row."""

    row: int
    text: str


@dataclass(frozen=True, slots=True)
class Layout:
    """Where the data is on a sheet; rows count from 1."""

    is_data: bool
    header_rows: tuple[int, ...] = ()
    first_row: int = 0
    """The first row of data; 0 on a sheet that has none."""
    last_row: int = 0
    """The last row of data, without totals and notes below."""
    columns: tuple[Column, ...] = ()
    footnotes: tuple[Note, ...] = ()
    totals: tuple[int, ...] = ()
    """Rows that add up others."""
    titles: tuple[Note, ...] = ()
    """What stands above the header."""
    warnings: tuple[str, ...] = ()

    def column(self, name: str) -> Column | None:
        """The first column of that name."""
        return next((column for column in self.columns if column.name == name), None)


def lay_out(sheet: Sheet) -> Layout:
    """Find the data on a sheet."""
    filled = [number for number, row in enumerate(sheet.rows, start=1) if any(cell is not None for cell in row)]
    if len(filled) < 2:
        return Layout(is_data=False)
    header = next(
        (number for number in filled if sum(cell is not None for cell in sheet.rows[number - 1]) > 1), filled[0]
    )
    names = sheet.rows[header - 1]
    columns = tuple(
        _column(index, name, [row[index - 1] for row in sheet.rows[header:] if len(row) >= index])
        for index, name in enumerate(names, start=1)
    )
    return Layout(True, (header,), header + 1, filled[-1], columns)


def _column(index: int, name: Cell, cells: Sequence[Cell]) -> Column:
    held = [cell for cell in cells if cell is not None]
    numeric = bool(held) and all(isinstance(cell, int | float) for cell in held)
    kind = ColumnKind.NUMBER if numeric else ColumnKind.TEXT
    return Column(index, str(name or ""), kind, str(held[0]) if held else "")
