"""Many cells in little memory: a sheet held by columns and read by rows."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, TypeAlias, overload

import numpy as np
from numpy.typing import NDArray

from pmf_core.returns.workbook import Cell, Sheet

if TYPE_CHECKING:
    import pyarrow as pa

BLOCK = 8_192
"""How many rows are made at a time when a grid is read from end to end."""


@dataclass(frozen=True, slots=True)
class NumberColumn(Sequence[Cell]):
    """A column that is mostly numbers; what is not a number stands beside them."""

    values: NDArray[np.float64]
    """Not a number where a cell is blank or something else."""
    others: Mapping[int, Cell] = field(default_factory=dict)
    """Place counted from 0 → what is there instead of a number."""

    def __len__(self) -> int:
        return len(self.values)

    @overload
    def __getitem__(self, index: int) -> Cell: ...
    @overload
    def __getitem__(self, index: slice) -> NumberColumn: ...
    def __getitem__(self, index: int | slice) -> Cell | NumberColumn:
        if isinstance(index, slice):
            start, stop, _ = index.indices(len(self))
            others = {place - start: cell for place, cell in self.others.items() if start <= place < stop}
            return NumberColumn(self.values[start:stop], others)
        place = index + len(self) if index < 0 else index
        value = float(self.values[place])
        return self.others.get(place) if value != value else value

    def __iter__(self) -> Iterator[Cell]:
        cells: list[Cell] = [None if value != value else value for value in self.values.tolist()]
        for place, cell in self.others.items():
            cells[place] = cell
        return iter(cells)


@dataclass(frozen=True, slots=True)
class TextColumn(Sequence[Cell]):
    """A column of text, as a text file has it."""

    texts: pa.ChunkedArray
    """Blank where a cell is empty."""

    def __len__(self) -> int:
        return len(self.texts)

    @overload
    def __getitem__(self, index: int) -> Cell: ...
    @overload
    def __getitem__(self, index: slice) -> TextColumn: ...
    def __getitem__(self, index: int | slice) -> Cell | TextColumn:
        if isinstance(index, slice):
            start, stop, _ = index.indices(len(self))
            return TextColumn(self.texts.slice(start, max(0, stop - start)))
        return self.texts[index].as_py() or None

    def __iter__(self) -> Iterator[Cell]:
        return (text or None for text in self.texts.to_pylist())


CellColumn: TypeAlias = NumberColumn | TextColumn | list[Cell]
"""One column from the first row of the sheet to the last."""


@dataclass(frozen=True, slots=True)
class Grid(Sequence[Sequence[Cell]]):
    """Rows over columns of equal length."""

    columns: tuple[CellColumn, ...]
    height: int

    def __len__(self) -> int:
        return self.height

    @overload
    def __getitem__(self, index: int) -> tuple[Cell, ...]: ...
    @overload
    def __getitem__(self, index: slice) -> list[tuple[Cell, ...]]: ...
    def __getitem__(self, index: int | slice) -> tuple[Cell, ...] | list[tuple[Cell, ...]]:
        if isinstance(index, slice):
            start, stop, step = index.indices(self.height)
            return [self[place] for place in range(start, stop, step)] if step != 1 else list(self._rows(start, stop))
        if not -self.height <= index < self.height:
            raise IndexError(index)
        return tuple(column[index] for column in self.columns)

    def __iter__(self) -> Iterator[tuple[Cell, ...]]:
        for start in range(0, self.height, BLOCK):
            yield from self._rows(start, min(start + BLOCK, self.height))

    def _rows(self, start: int, stop: int) -> Iterator[tuple[Cell, ...]]:
        if not self.columns:
            return iter([()] * max(0, stop - start))
        return zip(*(column[start:stop] for column in self.columns), strict=True)


def grid_of(rows: Sequence[Sequence[Cell]]) -> Grid:
    """Rows of any length as a grid; short ones end in blanks.

    >>> list(grid_of([["a"], [1.0, None, 3.0]]))
    [('a', None, None), (1.0, None, 3.0)]
    """
    if isinstance(rows, Grid):
        return rows
    width = max((len(row) for row in rows), default=0)
    columns = ([row[place] if place < len(row) else None for row in rows] for place in range(width))
    return Grid(tuple(columns), len(rows))


def column_of(sheet: Sheet, column: int, *, first: int = 1, last: int | None = None) -> Sequence[Cell]:
    """The cells of a column from row `first` to row `last`, all counted from 1.

    >>> column_of(Sheet("Data", False, [["Area"], ["Derby"]]), 1, first=2)
    ['Derby']
    """
    grid = grid_of(sheet.rows)
    return grid.columns[column - 1][first - 1 : last] if 1 <= column <= len(grid.columns) else []


def cell_at(sheet: Sheet, row: int, column: int) -> Cell:
    """One cell, without the rest of its row; row and column count from 1, beyond the edges is nothing.

    >>> cell_at(Sheet("Data", False, grid_of([["Area", 7.0]])), 1, 2)
    7.0
    """
    rows = sheet.rows
    if not isinstance(rows, Grid):
        return sheet.cell(row, column)
    inside = 1 <= row <= rows.height and 1 <= column <= len(rows.columns)
    return rows.columns[column - 1][row - 1] if inside else None
