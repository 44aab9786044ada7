"""Every cell that holds an amount, whatever the sheet's form: one row of arrays a cell."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from pmf_core.definitions.period import Period
from pmf_core.returns.mapping import MappedColumn, MappedSheet, Role
from pmf_core.returns.symbols import FORMULA_ERROR
from pmf_core.returns.values import READ, UNREAD, Missing

NONE = -1
"""The code of what is not said, or stands for nothing."""

PLAIN, TEXT, PER_CENT, ROUNDED = 0, 1, 2, 3
"""A number or nothing; a text; a text with a per-cent sign; a text with a word for its noughts, such as £1.2m."""


@dataclass(frozen=True)
class Block:
    """One column of amounts on one sheet; what its heading or its sheet fixes stands here."""

    mapped: MappedSheet
    column: MappedColumn

    @property
    def sheet(self) -> str:
        """The sheet's name."""
        return self.mapped.sheet

    def beside(self, role: Role) -> int:
        """The column of the same sheet that says what a row is about; 0 if there is none."""
        found = self.mapped.first(role)
        return found.index if found else 0


@dataclass(frozen=True, eq=False)
class Entries:
    """n cells, row by row and block by block."""

    term: NDArray[np.int32]
    """Place in the request's terms; NONE where the row's label stands for none."""
    unit: NDArray[np.int32]
    """Place in the request's units; NONE where the row's label stands for none."""
    period: NDArray[np.int32]
    """Place in `periods`; NONE where what stands for it can't be read."""
    row: NDArray[np.int32]
    """The 1-based sheet row."""
    block: NDArray[np.int32]
    number: NDArray[np.float64]
    """As written; NaN where there is no number."""
    code: NDArray[np.int32]
    """As in `values.Numbers`: READ, UNREAD, or the place in `missing` counted from 1."""
    kind: NDArray[np.int8]
    """What the cell itself holds: PLAIN, TEXT, PER_CENT or ROUNDED."""
    blocks: tuple[Block, ...]
    periods: tuple[Period, ...]
    missing: tuple[Missing, ...]

    def __len__(self) -> int:
        return len(self.term)

    @property
    def column(self) -> NDArray[np.int32]:
        """The 1-based sheet column of each cell."""
        return np.array([block.column.index for block in self.blocks] or [0], dtype=np.int32)[self.block]

    @property
    def read(self) -> NDArray[np.bool_]:
        """Where there is a number."""
        return self.code == READ

    @property
    def unread(self) -> NDArray[np.bool_]:
        """Where there is a text that is neither a number nor a reason."""
        return self.code == UNREAD

    @property
    def failed(self) -> NDArray[np.bool_]:
        """Where a formula went wrong."""
        return self._missing(lambda missing: missing.reason == FORMULA_ERROR)

    @property
    def blank(self) -> NDArray[np.bool_]:
        """Where the cell is empty."""
        return self._missing(lambda missing: missing.symbol == "")

    def _missing(self, fits: Callable[[Missing], bool]) -> NDArray[np.bool_]:
        return np.array([False, *map(fits, self.missing), False], dtype=bool)[self.code]

    def take(self, chosen: NDArray) -> Entries:
        """The chosen cells."""
        return Entries(
            term=self.term[chosen],
            unit=self.unit[chosen],
            period=self.period[chosen],
            row=self.row[chosen],
            block=self.block[chosen],
            number=self.number[chosen],
            code=self.code[chosen],
            kind=self.kind[chosen],
            blocks=self.blocks,
            periods=self.periods,
            missing=self.missing,
        )


@dataclass(frozen=True, eq=False)
class Strange:
    """A label that stands for nothing that is asked, and every row of a sheet that has it."""

    kind: Role
    sheet: str
    column: int
    text: str
    rows: NDArray[np.int32]

    def among(self, there: NDArray[np.bool_]) -> Strange:
        """With only those of its rows that are there, by their place: row 1 is at place 0."""
        return replace(self, rows=self.rows[there[self.rows - 1]])


def joined(parts: Sequence[Entries], *, periods: tuple[Period, ...], missing: tuple[Missing, ...]) -> Entries:
    """Several sheets' or columns' entries as one; each part has one block, in the order given."""

    def column(name: str, kind: type) -> NDArray:
        held = [getattr(part, name) for part in parts]
        return np.concatenate(held) if held else np.empty(0, dtype=kind)

    counts = [len(part) for part in parts]
    return Entries(
        term=column("term", np.int32),
        unit=column("unit", np.int32),
        period=column("period", np.int32),
        row=column("row", np.int32),
        block=np.repeat(np.arange(len(parts), dtype=np.int32), counts),
        number=column("number", np.float64),
        code=column("code", np.int32),
        kind=column("kind", np.int8),
        blocks=tuple(block for part in parts for block in part.blocks),
        periods=periods,
        missing=missing,
    )
