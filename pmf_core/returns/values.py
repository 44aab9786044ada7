"""Cells → numbers, or the reason why there is none; a column at a time."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute
from numpy.typing import NDArray

from pmf_core.returns.grid import NumberColumn, TextColumn
from pmf_core.returns.symbols import FORMULA_ERROR, SYMBOLS, ZERO, Symbols, reason_of
from pmf_core.returns.workbook import Cell, CellError

COMPUTE: Any = pyarrow.compute
"""Its functions are made when it is imported, so a type checker doesn't know them."""

UNREAD = -1
"""The code of a cell that is neither a number nor a known symbol."""

READ = 0
"""The code of a number."""

NOT_SUBMITTED = "not_submitted"
"""What a blank cell means in a return."""

PLAIN = r"^[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d{1,3})?$"
"""A number as machines write it."""

SPOKEN = re.compile(
    r"""^(?P<open>\()?\s*(?P<sign>[+\-−–])?\s*[£$€]?\s*(?P<after>[+\-−–])?
        (?P<digits>\d{1,3}(?:[, \u00a0\u2009\u202f]\d{3})+(?:\.\d+)?|\d+\.?\d*(?:e[+-]?\d{1,3})?|\.\d+)
        \s*(?P<scale>thousand|million|billion|bn|k|m)?\s*(?P<per_cent>%|per\s?cent|pp|p)?\s*(?P<close>\))?$""",
    re.IGNORECASE | re.VERBOSE,
)
"""A number as people write it: `1,234`, `£1.2m`, `82%`, `(45)`, `−3`."""

SCALES = {"": 1.0, "k": 1e3, "thousand": 1e3, "m": 1e6, "million": 1e6, "bn": 1e9, "billion": 1e9}

PENCE = "p"
"""Not a number of pounds: left unread, because the unit of measure is at stake."""


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
    codes: NDArray[np.int32]
    """`READ`, `UNREAD`, or the place in `missing` counted from 1."""
    missing: tuple[Missing, ...] = ()
    per_cent: int = 0
    """How many were written with a per-cent sign: `82%` is read as 82."""

    def __len__(self) -> int:
        return len(self.values)

    def missing_at(self, index: int) -> Missing | None:
        """Why there is no number at a place counted from 0; nothing where there is one or the cell is unread."""
        code = int(self.codes[index])
        return self.missing[code - 1] if code > READ else None

    def counts(self) -> Mapping[Missing, int]:
        """How often each reason stands."""
        found = np.bincount(self.codes[self.codes > READ], minlength=len(self.missing) + 1)
        return {missing: int(found[place]) for place, missing in enumerate(self.missing, start=1) if found[place]}

    def share_in_unit_interval(self) -> float:
        """The share of the numbers that lie from 0 to 1: near 1 for fractions, near 0 for per cent."""
        held = self.values[self.codes == READ]
        return float(np.mean((held >= 0) & (held <= 1))) if len(held) else 0.0


def numbers_of(cells: Sequence[Cell], *, symbols: Symbols = SYMBOLS, blank: str = NOT_SUBMITTED) -> Numbers:
    """Read a column of cells; `blank` is the reason that an empty cell gives."""
    reading = _Reading(len(cells), symbols=symbols, blank=blank)
    match cells:
        case TextColumn():
            reading.texts(cells.texts)
        case NumberColumn():
            reading.values[:] = cells.values
            blanks = np.isnan(cells.values)
            blanks[list(cells.others)] = False
            reading.same(blanks, None)
            reading.cells(cells.others.items())
        case _:
            reading.cells(enumerate(cells))
    return Numbers(reading.values, reading.codes, tuple(reading.missing), reading.per_cent)


def number_of(cell: Cell, *, symbols: Symbols = SYMBOLS, blank: str = NOT_SUBMITTED) -> float | Missing | None:
    """One cell's number, the reason why there is none, or nothing if the cell is neither.

    >>> number_of("£1.2m"), number_of("(45)"), number_of("c"), number_of("about ten")
    (1200000.0, -45.0, Missing(symbol='c', reason='suppressed'), None)
    """
    return _Reading(0, symbols=symbols, blank=blank).one(cell)[0]


class _Reading:
    """A column on its way to numbers."""

    def __init__(self, length: int, *, symbols: Symbols, blank: str) -> None:
        self.values = np.full(length, np.nan)
        self.codes = np.zeros(length, dtype=np.int32)
        self.missing: dict[Missing, int] = {}
        self.per_cent = 0
        self._symbols, self._blank = symbols, blank

    def one(self, cell: Cell) -> tuple[float | Missing | None, bool]:
        """What a cell says, and whether it says it with a per-cent sign."""
        if isinstance(cell, int | float) and not isinstance(cell, bool):
            return (float(cell) if math.isfinite(cell) else None), False
        if isinstance(cell, CellError):
            return Missing(cell.text, FORMULA_ERROR), False
        text = cell.strip() if isinstance(cell, str) else ""
        if not text:
            return (Missing("", self._blank) if cell is None or isinstance(cell, str) else None), False
        if reason := reason_of(text, self._symbols):
            return (0.0 if reason == ZERO else Missing(text, reason)), False
        if text.startswith("#") and text.endswith(("!", "?")):
            return Missing(text, FORMULA_ERROR), False
        return spoken_number(text)

    def cells(self, places: Iterable[tuple[int, Cell]]) -> None:
        """Read cells one by one."""
        for place, cell in places:
            if type(cell) is float:
                self.values[place] = cell
            else:
                self._put(place, *self.one(cell))

    def same(self, mask: NDArray[np.bool_], cell: Cell) -> None:
        """Read one cell for all the places of a mask."""
        if mask.any():
            found, per_cent = self.one(cell)
            self._put(mask, found, per_cent, count=int(mask.sum()))

    def texts(self, texts: pa.ChunkedArray) -> None:
        """Read a column of text: plain numbers at once, each other text once for all the places that have it."""
        trimmed = COMPUTE.utf8_trim_whitespace(texts)
        plain = COMPUTE.match_substring_regex(trimmed, PLAIN)
        numbers = COMPUTE.cast(COMPUTE.if_else(plain, trimmed, pa.scalar(None, pa.string())), pa.float64())
        self.values[:] = numbers.to_numpy()
        others = np.flatnonzero(~plain.to_numpy().astype(bool) | np.isinf(self.values))
        if not len(others):
            return
        coded = COMPUTE.dictionary_encode(COMPUTE.take(trimmed, pa.array(others)).combine_chunks())
        indices = coded.indices.to_numpy()
        order = np.argsort(indices, kind="stable")
        edges = np.searchsorted(indices[order], np.arange(len(coded.dictionary) + 1))
        for number, text in enumerate(coded.dictionary.to_pylist()):
            places = others[order[edges[number] : edges[number + 1]]]
            self._put(places, *self.one(text), count=len(places))

    def _put(
        self, places: int | NDArray[Any], found: float | Missing | None, per_cent: bool, *, count: int = 1
    ) -> None:
        match found:
            case Missing():
                self.codes[places] = self.missing.setdefault(found, len(self.missing) + 1)
                self.values[places] = np.nan
            case None:
                self.codes[places] = UNREAD
                self.values[places] = np.nan
            case _:
                self.values[places] = found
                self.per_cent += per_cent * count


def spoken_number(text: str) -> tuple[float | None, bool]:
    """A number as people write it, and whether it has a per-cent sign.

    >>> spoken_number("1,234"), spoken_number("82%"), spoken_number("1,5")
    ((1234.0, False), (82.0, True), (None, False))
    """
    found = SPOKEN.match(text)
    if not found or bool(found["open"]) != bool(found["close"]) or (found["sign"] and found["after"]):
        return None, False
    unit = (found["per_cent"] or "").lower()
    if unit == PENCE:
        return None, False
    number = float(re.sub(r"[, \u00a0\u2009\u202f]", "", found["digits"])) * SCALES[(found["scale"] or "").lower()]
    below = found["open"] or (found["sign"] or found["after"] or "+") != "+"
    return (-number if below else number) if math.isfinite(number) else None, bool(unit)
