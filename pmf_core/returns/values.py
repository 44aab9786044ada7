"""Cells → numbers, or the reason why there is none."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from pmf_core.returns.symbols import SYMBOLS, Symbols
from pmf_core.returns.workbook import Cell

UNREAD = -1
"""The code of a text that is neither a number nor a known symbol."""

READ = 0
"""The code of a number."""


@dataclass(frozen=True, slots=True)
class Missing:
    """Why there is no number."""

    symbol: str
    """As it was written; blank for an empty cell."""
    reason: str


@dataclass(frozen=True, slots=True)
class Numbers:
    """A column's numbers; where there is none, `codes` says why."""

    values: NDArray[np.float64]
    """Not a number where there is none."""
    codes: NDArray[np.int16]
    """`READ`, `UNREAD`, or the place in `missing` counted from 1."""
    missing: tuple[Missing, ...] = ()

    def __len__(self) -> int:
        return len(self.values)

    def missing_at(self, index: int) -> Missing | None:
        """Why there is no number at a place counted from 0; nothing where there is one or the text is unread."""
        code = int(self.codes[index])
        return self.missing[code - 1] if code > READ else None

    def counts(self) -> Mapping[Missing, int]:
        """How often each reason stands."""
        found = np.bincount(self.codes[self.codes > READ], minlength=len(self.missing) + 1)
        return {missing: int(found[place]) for place, missing in enumerate(self.missing, start=1) if found[place]}


def numbers_of(cells: Sequence[Cell], *, symbols: Symbols = SYMBOLS, blank: str = "not_submitted") -> Numbers:
    """Read a column of cells; `blank` is the reason that an empty cell gives."""
    values = np.full(len(cells), np.nan)
    codes = np.zeros(len(cells), dtype=np.int16)
    missing: dict[Missing, int] = {}
    for place, cell in enumerate(cells):
        found = number_of(cell, symbols=symbols, blank=blank)
        if isinstance(found, Missing):
            codes[place] = missing.setdefault(found, len(missing) + 1)
        elif found is None:
            codes[place] = UNREAD
        else:
            values[place] = found
    return Numbers(values, codes, tuple(missing))


def number_of(cell: Cell, *, symbols: Symbols = SYMBOLS, blank: str = "not_submitted") -> float | Missing | None:
    """One cell's number, the reason why there is none, or nothing if the text is neither.

    >>> number_of("1,234"), number_of("c"), number_of("about ten")
    (1234.0, Missing(symbol='c', reason='suppressed'), None)
    """
    if isinstance(cell, int | float):
        return float(cell)
    text = str(cell or "").strip()
    if not text:
        return Missing("", blank)
    if text.casefold() in symbols:
        return Missing(text, symbols[text.casefold()])
    try:
        return float(text.replace(",", "").removesuffix("%"))
    except ValueError:
        return None
