"""What the process that opens a workbook says to the one that asked: plain values, chunk by chunk.

Only the standard library is imported here, so that the process starts in an instant.
"""

from __future__ import annotations

import io
import math
import pickle
from array import array
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Any

DAY = timedelta(days=1)

ALLOWED = {("datetime", name): held for name, held in (("date", date), ("datetime", datetime), ("time", time))}
"""The only things beside numbers, texts and collections that a message may hold."""


@dataclass
class SheetParts:
    """A sheet on its way: its cells as chunks of columns, and what is known about it. Rows and columns count from 1."""

    name: str
    hidden: bool = False
    chunks: list[tuple[int, list[object]]] = field(default_factory=list)
    """How many rows, and their columns as `packed` makes them."""
    height: int = 0
    merged: list[tuple[int, int, int, int]] = field(default_factory=list)
    """Top, left, bottom, right."""
    errors: list[tuple[int, int, str]] = field(default_factory=list)
    hidden_rows: list[int] = field(default_factory=list)
    hidden_columns: list[int] = field(default_factory=list)
    percentages: list[int] = field(default_factory=list)
    uncalculated: list[tuple[int, int]] = field(default_factory=list)
    formulas: int = 0
    first_formula: str = ""
    last_formatted_row: int = 0
    list_sources: list[str] = field(default_factory=list)
    """The sheets that this one's drop-downs are filled from."""
    kind: str = "sheet"
    """`sheet`, `chart` or `macro`."""


def packed(rows: Sequence[Sequence[object]], known: dict[object, object]) -> list[object]:
    """Rows of equal length as columns, each in its smallest form; equal texts become one."""
    return [_column(column, known) for column in zip(*rows, strict=True)]


def _column(cells: tuple[Any, ...], known: dict[object, object]) -> object:
    kinds = set(map(type, cells))
    if kinds == {float}:
        return array("d", cells).tobytes()
    if kinds == {str}:
        return [known.setdefault(cell, cell) if cell else None for cell in cells]
    plain = [_plain(cell, known) for cell in cells]
    if sum(type(cell) is float for cell in plain) * 2 < len(plain):
        return plain
    numbers = array("d", [cell if type(cell) is float else math.nan for cell in plain])
    others = {place: cell for place, cell in enumerate(plain) if cell is not None and type(cell) is not float}
    return numbers.tobytes(), others


def _plain(cell: Any, known: dict[object, object]) -> object:
    kind = type(cell)
    if kind is float:
        return cell
    if kind is str:
        return known.setdefault(cell, cell) if cell else None
    if kind is timedelta:
        return cell / DAY
    return float(cell) if kind is int else cell


class _Careful(pickle.Unpickler):
    """Reads nothing but plain values: whatever happened in the other process, nothing is run in this one."""

    def find_class(self, module: str, name: str) -> Any:
        try:
            return ALLOWED[module, name]
        except KeyError:
            raise pickle.UnpicklingError(f"{module}.{name}") from None


def write(message: object) -> bytes:
    """A message as bytes."""
    return pickle.dumps(message, protocol=5)


def read(stream: io.BytesIO) -> Any:
    """The next message."""
    return _Careful(stream).load()
