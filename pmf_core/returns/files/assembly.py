"""A sheet as it came from the process that opened it → a sheet of the workbook."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np

from pmf_core.returns.files.message import SheetParts
from pmf_core.returns.files.names import visible
from pmf_core.returns.grid import CellColumn, Grid, NumberColumn
from pmf_core.returns.workbook import Cell, CellError, Range, Sheet, cell_name

EMPTY_ROWS_WORTH_TELLING = 1_000


def sheet_of(parts: SheetParts, *, fills_lists: bool) -> Sheet:
    """The sheet; `fills_lists` says whether drop-downs are filled from it."""
    name = visible(parts.name)
    return Sheet(
        name=name,
        hidden=parts.hidden,
        rows=_grid(parts),
        merged=tuple(Range(*edges) for edges in parts.merged),
        hidden_rows=frozenset(parts.hidden_rows),
        hidden_columns=frozenset(parts.hidden_columns),
        percentages=frozenset(parts.percentages),
        uncalculated=frozenset(parts.uncalculated),
        fills_lists=fills_lists,
        warnings=tuple(_sheet_warnings(parts, name=name)),
    )


def _sheet_warnings(parts: SheetParts, *, name: str) -> Iterator[str]:
    if name != parts.name:
        yield "The sheet's name has characters that can't be shown; they are left out."
    if parts.kind != "sheet":
        yield "A chart, without cells." if parts.kind == "chart" else "A sheet of macros; it was not opened."
    if parts.formulas:
        count = "1 cell holds a formula" if parts.formulas == 1 else f"{parts.formulas:,} cells hold formulas"
        yield f"{count} (first {parts.first_formula}); the values of the last save were read."
    if parts.uncalculated:
        first, count = cell_name(*min(parts.uncalculated)), len(parts.uncalculated)
        yield (
            f"{count:,} of the formulas were saved without a value (first {first}), so there is nothing to read: "
            "open the file in Excel, save it and send it again."
        )
    if parts.last_formatted_row - parts.height > EMPTY_ROWS_WORTH_TELLING:
        rows = parts.last_formatted_row - parts.height
        yield f"{rows:,} rows below row {parts.height:,} have formatting and nothing in them; they were left out."


def _grid(parts: SheetParts) -> Grid:
    width = max((len(columns) for _, columns in parts.chunks), default=0)
    errors: dict[int, dict[int, Cell]] = {}
    for row, column, text in parts.errors:
        errors.setdefault(column, {})[row - 1] = CellError(text)
    width = max([width, *errors])
    height = max([parts.height, *(row for row, _, _ in parts.errors)])
    columns = (_column(parts, place, height=height, errors=errors.get(place + 1, {})) for place in range(width))
    return Grid(tuple(columns), height)


def _column(parts: SheetParts, place: int, *, height: int, errors: dict[int, Cell]) -> CellColumn:
    """One column from its chunks: numbers together if every chunk is mostly numbers."""
    pieces = [(rows, columns[place] if place < len(columns) else None) for rows, columns in parts.chunks]
    pieces.append((height - parts.height, None))
    if any(isinstance(piece, list) for _, piece in pieces):
        cells: list[Cell] = []
        for rows, piece in pieces:
            cells += _as_numbers(rows, piece) if not isinstance(piece, list) else piece
        for row, error in errors.items():
            cells[row] = error
        return cells
    numbers = [_as_numbers(rows, piece) for rows, piece in pieces]
    others: dict[int, Cell] = {}
    start = 0
    for part in numbers:
        others |= {start + offset: cell for offset, cell in part.others.items()}
        start += len(part)
    return NumberColumn(np.concatenate([part.values for part in numbers]), others | errors)


def _as_numbers(rows: int, piece: Any) -> NumberColumn:
    if piece is None:
        return NumberColumn(np.full(rows, np.nan))
    held, others = piece if isinstance(piece, tuple) else (piece, {})
    return NumberColumn(np.frombuffer(held, dtype=np.float64), others)
