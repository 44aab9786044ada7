"""A file as it was sent: sheets of cells, nothing interpreted yet."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import TypeAlias


@dataclass(frozen=True, slots=True)
class CellError:
    """A formula that went wrong, as the sheet shows it: `#DIV/0!`."""

    text: str

    def __str__(self) -> str:
        return self.text


Cell: TypeAlias = str | float | int | bool | date | datetime | time | CellError | None
"""What a cell may hold; text is kept as it was written."""


@dataclass(frozen=True, slots=True)
class Range:
    """A rectangle of cells; rows and columns count from 1, the last of each included."""

    top: int
    left: int
    bottom: int
    right: int


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet. `rows[0]` is sheet row 1: blank leading rows and columns are there too."""

    name: str
    hidden: bool
    rows: Sequence[Sequence[Cell]]
    merged: tuple[Range, ...] = ()
    hidden_rows: frozenset[int] = frozenset()
    """Counted from 1."""
    hidden_columns: frozenset[int] = frozenset()
    """Counted from 1."""
    percentages: frozenset[int] = frozenset()
    """The columns, counted from 1, whose numbers are shown as per cent: the cell holds 0.82 and shows 82%."""
    uncalculated: frozenset[tuple[int, int]] = frozenset()
    """Row and column of the formulas that were saved without their value: their cells are blank here."""
    fills_lists: bool = False
    """Whether drop-down lists of other cells are filled from this sheet."""
    warnings: tuple[str, ...] = ()
    """What a reader should know about the sheet."""

    def cell(self, row: int, column: int) -> Cell:
        """The cell at a row and column counted from 1; nothing beyond the edges.

        >>> Sheet("Data", False, [["Area", 7]]).cell(1, 2)
        7
        """
        if not (1 <= row <= len(self.rows)):
            return None
        cells = self.rows[row - 1]
        return cells[column - 1] if 1 <= column <= len(cells) else None


@dataclass(frozen=True, slots=True)
class Workbook:
    """A file's sheets, with what identifies its bytes."""

    name: str
    sha256: str
    size: int
    """Bytes as they were sent."""
    sheets: tuple[Sheet, ...]
    warnings: tuple[str, ...] = ()
    """What a reader should know about the file as a whole: macros, links to other files, a name that misleads."""


def cell_name(row: int, column: int) -> str:
    """A cell as a spreadsheet calls it; row and column count from 1.

    >>> cell_name(7, 2), cell_name(1, 28)
    ('B7', 'AB1')
    """
    return f"{column_letters(column)}{row}"


def column_letters(column: int) -> str:
    """A column, counted from 1, as a spreadsheet calls it.

    >>> column_letters(26), column_letters(27), column_letters(16_384)
    ('Z', 'AA', 'XFD')
    """
    letters = ""
    while column > 0:
        column, rest = divmod(column - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def column_number(letters: str) -> int:
    """The column that letters stand for, counted from 1.

    >>> column_number("XFD")
    16384
    """
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number
