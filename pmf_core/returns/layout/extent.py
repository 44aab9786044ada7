"""Where the data ends: notes and totals below it, a second table under it, headings within it."""

from __future__ import annotations

import re
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from pmf_core.returns.layout.header import Header, is_header_like
from pmf_core.returns.layout.sample import Class, Sample, text_of

TOTAL = re.compile(
    r"^(?:(?:grand|sub|overall|column|net|gross|final)[\s-]*)?totals?\b(?!.*\b(?:number|population|waiting|cost)\b)"
    r"|^sum$|^all (?:areas|authorities|councils|regions|providers|services|teams|rows|wards|districts)$",
    re.IGNORECASE,
)
"""How a row is labelled that adds up the others."""

SPARSE = 0.2
"""The share of a typical row's figures below which a row after a gap is no row of data."""

HALF = 0.5


@dataclass(frozen=True)
class Extent:
    """Places, counted from 0, among the rows of a sample."""

    last: int
    totals: tuple[int, ...]
    headings: tuple[int, ...]
    second_table: int | None = None
    """Where another table begins on the sheet."""


def extent_of(sample: Sample, figures: NDArray[np.bool_], header: Header) -> Extent | None:
    """Find the end of the data; nothing if there is none below the header."""
    stop = _next_header(sample, figures, header)
    rows = np.arange(header.first, stop)
    data = rows[_is_data(sample, figures, rows)]
    if not len(data):
        return None
    totals = [row for row in data.tolist() if TOTAL.match(label_of(sample, figures, row))]
    last, kept = int(data[-1]), set(data.tolist())
    while last in totals and len(kept) > 1:
        kept.discard(last)
        last = max(kept)
    headings = [row for row in rows[rows < last].tolist() if row not in kept and sample.filled[row].any()]
    second = stop if stop < len(sample.rows) else None
    return Extent(last, tuple(totals), tuple(row for row in headings if row not in totals), second)


def label_of(sample: Sample, figures: NDArray[np.bool_], row: int) -> str:
    """The first text of a row outside the figures."""
    places = np.flatnonzero((sample.classes[row] == Class.TEXT) & ~figures)
    return text_of(sample.cells[row][places[0]]) if len(places) else ""


def _is_data(sample: Sample, figures: NDArray[np.bool_], rows: NDArray[np.int64]) -> NDArray[np.bool_]:
    filled = sample.filled[rows].sum(axis=1)
    if not figures.any():
        several = filled[filled >= 2]
        return filled >= max(2.0, HALF * float(np.median(several)) if len(several) else 2.0)
    held = sample.numeric[np.ix_(rows, figures)].sum(axis=1)
    typical = float(np.median(held[held > 0])) if (held > 0).any() else 1.0
    gap_above = np.concatenate([[False], filled[:-1] == 0])
    after_gap = np.logical_or.accumulate(gap_above)
    sparse = (held < SPARSE * typical) & after_gap
    full = filled >= max(3.0, HALF * float(np.median(filled[held > 0])) if (held > 0).any() else 3.0)
    return ((held > 0) & ~sparse) | (full & (filled >= 2) & ~after_gap)


def _next_header(sample: Sample, figures: NDArray[np.bool_], header: Header) -> int:
    """Where another table begins: a row like a header, after a gap or a title, with data above and below."""
    if not figures.any() or not header.rows:
        return len(sample.rows)
    named = int(sample.filled[header.rows[-1], figures].sum())
    words = sample.worded[:, figures].sum(axis=1)
    numbers = sample.numeric[:, figures].sum(axis=1)
    wordy = np.flatnonzero(words >= max(2.0, HALF * named))
    for row in wordy[wordy >= header.first + 2].tolist():
        if is_header_like(sample, figures, row) and not numbers[row - 1] and numbers[row + 1 : row + 4].any():
            while row - 1 > header.first and not numbers[row - 1]:
                row -= 1
            return row
    return len(sample.rows)
