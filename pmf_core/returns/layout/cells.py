"""The cells of a laid-out column."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pmf_core.returns.grid import TextColumn, column_of
from pmf_core.returns.layout.found import Column, Layout
from pmf_core.returns.layout.sample import is_blank
from pmf_core.returns.workbook import Cell, Sheet


def data_cells(sheet: Sheet, layout: Layout, column: Column) -> Sequence[Cell]:
    """The cells of a column from the first row of data to the last, headings and totals among them included."""
    return column_of(sheet, column.index, first=layout.first_row, last=layout.last_row)


def different(cells: Sequence[Cell]) -> Iterator[Cell]:
    """The different cells of a column in the order in which they come, blank ones left out."""
    if isinstance(cells, TextColumn):
        yield from (text for text in cells.texts.unique().to_pylist() if text.strip())
    else:
        yield from (cell for cell in dict.fromkeys(cells) if not is_blank(cell))
