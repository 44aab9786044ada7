"""What the cells of a column hold, as far as it matters how a number is written."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Any

import numpy as np
import pyarrow.compute
from numpy.typing import NDArray

from pmf_core.returns.entries import PER_CENT, PLAIN, ROUNDED, TEXT
from pmf_core.returns.grid import NumberColumn, TextColumn
from pmf_core.returns.workbook import Cell

COMPUTE: Any = pyarrow.compute
"""Its functions are made when it is imported, so a type checker doesn't know them."""

PER_CENT_SIGN = r"(?i)%|per\s?cent"
NOUGHTS = r"(?i)\d\s*(k|m|bn|thousand|million|billion)\b"
"""A word or letter for noughts behind a number."""

_SIGN, _NOUGHTS = re.compile(PER_CENT_SIGN), re.compile(NOUGHTS)


def kinds_of(cells: Sequence[Cell]) -> NDArray[np.int8]:
    """How each cell is written; in a text file every cell is text, so that alone tells nothing there."""
    match cells:
        case TextColumn():
            kinds = np.full(len(cells), PLAIN, dtype=np.int8)
            for form, kind in ((PER_CENT_SIGN, PER_CENT), (NOUGHTS, ROUNDED)):
                kinds[_true(COMPUTE.match_substring_regex(cells.texts, form))] = kind
            return kinds
        case NumberColumn():
            there: Iterable[tuple[int, Cell]] = cells.others.items()
        case _:
            there = enumerate(cells)
    kinds = np.full(len(cells), PLAIN, dtype=np.int8)
    for place, cell in there:
        if isinstance(cell, str):
            kinds[place] = _kind(cell)
    return kinds


def _true(found: Any) -> NDArray[np.bool_]:
    return found.fill_null(False).to_numpy().astype(bool)


def _kind(text: str) -> int:
    if _SIGN.search(text):
        return PER_CENT
    return ROUNDED if _NOUGHTS.search(text) else TEXT
