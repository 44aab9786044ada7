"""The cells that a layout is judged by: all of a small sheet; of a large one its beginning, its middle and its end."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, time
from enum import IntEnum
from functools import cached_property, lru_cache

import numpy as np
import pyarrow.compute as pc
from numpy.typing import NDArray

from pmf_core.returns.grid import CellColumn, NumberColumn, TextColumn, grid_of
from pmf_core.returns.periods import looks_like_period
from pmf_core.returns.symbols import SYMBOLS, reason_of
from pmf_core.returns.values import spoken_number
from pmf_core.returns.workbook import Cell, CellError, Sheet

WHOLE = 150_000
"""Cells up to which all of a sheet is looked at."""

HEAD, MIDDLE, TAIL = 600, 200, 600
"""Rows of a larger sheet that are looked at."""

LONGEST_LABEL = 60
"""A longer text is neither a number nor a period."""


class Class(IntEnum):
    """What a cell is at first sight."""

    BLANK = 0
    NUMBER = 1
    SYMBOL = 2
    """What stands in place of a number."""
    PERIOD = 3
    ERROR = 4
    TEXT = 5


@dataclass(frozen=True)
class Sample:
    """Some rows of a sheet."""

    rows: NDArray[np.int64]
    """Their numbers on the sheet, counted from 1."""
    cells: Sequence[Sequence[Cell]]
    classes: NDArray[np.int8]
    """Rows × columns of the sheet; column 1 is at place 0."""
    height: int
    """The sheet's last row that is filled."""

    @cached_property
    def filled(self) -> NDArray[np.bool_]:
        """Which cells are filled."""
        return self.classes != Class.BLANK

    @cached_property
    def numeric(self) -> NDArray[np.bool_]:
        """Which cells are numbers, or stand in their place."""
        return np.isin(self.classes, (Class.NUMBER, Class.SYMBOL, Class.ERROR))

    @cached_property
    def worded(self) -> NDArray[np.bool_]:
        """Which cells are texts or periods."""
        return np.isin(self.classes, (Class.TEXT, Class.PERIOD))


def sample_of(sheet: Sheet) -> Sample:
    """Take the sample."""
    grid = grid_of(sheet.rows)
    height = max((_last_filled(column) for column in grid.columns), default=0)
    if height * max(1, len(grid.columns)) <= WHOLE or height <= HEAD + MIDDLE + TAIL:
        spans = [(0, height)]
    else:
        middle = (height - MIDDLE) // 2
        spans = [(0, HEAD), (middle, middle + MIDDLE), (height - TAIL, height)]
    cells = [row for start, stop in spans for row in grid[start:stop]]
    rows = np.concatenate([np.arange(start, stop) + 1 for start, stop in spans])
    classes = np.array([[class_of(cell) for cell in row] for row in cells], dtype=np.int8)
    return Sample(rows, cells, classes.reshape(len(cells), len(grid.columns)), height)


def _last_filled(column: CellColumn) -> int:
    """How many cells a column has down to its last that is filled."""
    match column:
        case TextColumn():
            lengths = pc.call_function("binary_length", [column.texts]).to_numpy()
            filled = np.flatnonzero(lengths)
            return int(filled[-1]) + 1 if len(filled) else 0
        case NumberColumn():
            filled = np.flatnonzero(~np.isnan(column.values))
            return max(int(filled[-1]) + 1 if len(filled) else 0, max(column.others, default=-1) + 1)
        case _:
            return next((place for place in range(len(column), 0, -1) if not is_blank(column[place - 1])), 0)


def is_blank(cell: Cell) -> bool:
    """Whether there is nothing to see in a cell."""
    return cell is None or (isinstance(cell, str) and not cell.strip())


def class_of(cell: Cell) -> Class:
    """What a cell is at first sight.

    >>> class_of("1,234").name, class_of("c").name, class_of("2024-25").name, class_of("Derby").name
    ('NUMBER', 'SYMBOL', 'PERIOD', 'TEXT')
    """
    if cell is None:
        return Class.BLANK
    if isinstance(cell, str):
        return _class_of_text(cell.strip()) if len(cell) <= LONGEST_LABEL else Class.TEXT
    if isinstance(cell, CellError):
        return Class.ERROR
    if isinstance(cell, bool | time):
        return Class.TEXT
    return Class.PERIOD if isinstance(cell, date) else Class.NUMBER


@lru_cache(maxsize=65_536)
def _class_of_text(text: str) -> Class:
    if not text:
        return Class.BLANK
    if reason_of(text, SYMBOLS):
        return Class.SYMBOL
    if spoken_number(text)[0] is not None:
        return Class.NUMBER
    if text.startswith("#") and text.endswith(("!", "?")):
        return Class.ERROR
    return Class.PERIOD if looks_like_period(text) else Class.TEXT


def text_of(cell: Cell) -> str:
    """A cell as one line of text; a whole number has no decimals, a day no hours.

    >>> text_of(891.0), text_of(" Mainstream schools\\nor academies ")
    ('891', 'Mainstream schools or academies')
    """
    if isinstance(cell, float) and cell.is_integer() and abs(cell) < 1e15:
        return str(int(cell))
    if isinstance(cell, date):
        return cell.isoformat().removesuffix("T00:00:00")
    return "" if cell is None else " ".join(str(cell).split())
