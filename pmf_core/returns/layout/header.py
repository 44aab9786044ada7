"""Which rows are the header, and which columns hold figures."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from pmf_core.returns.layout.sample import Class, Sample, text_of
from pmf_core.returns.periods import is_year
from pmf_core.returns.workbook import Range

MOST_HEADER_ROWS = 4

FIGURES = 0.6
"""The share of a column's cells that are numbers, or stand for them, if the column holds figures."""

BODY = 0.6
"""The lower part of the rows by which a column is judged: headers and titles are above."""

STREAK = 3
"""Rows of data after which no header is looked for any more."""

SHORT_SYMBOL = 3
"""Letters that a symbol has in a column of nothing else."""

WORDS_AMONG_FIGURES = 0.25
"""The share of the cells over figures that are words, from which a row is a header."""

LONG_TITLE = 80
"""Characters from which a text at the left is a title."""

WIDE = 0.9
"""The share of the table that a merged cell spans if it is a title."""


@dataclass(frozen=True)
class Header:
    """Places, counted from 0, among the rows of a sample."""

    rows: tuple[int, ...]
    """The header's rows; none if the sheet has no header."""
    first: int
    """The first row below that is filled."""


def figure_columns(sample: Sample) -> NDArray[np.bool_]:
    """Which columns hold figures."""
    rows = np.flatnonzero(sample.filled.sum(axis=1) >= 2)
    body = rows[max(int(len(rows) * (1 - BODY)), min(1, len(rows) - 1)) :]
    numbers = (sample.classes[body] == Class.NUMBER).sum(axis=0)
    stand_ins = sample.numeric[body].sum(axis=0) - numbers
    held = sample.filled[body].sum(axis=0)
    only_stand_ins = (numbers == 0) & (stand_ins == held) & (stand_ins > 1)
    for place in np.flatnonzero(only_stand_ins).tolist():
        symbols = body[sample.classes[body, place] == Class.SYMBOL].tolist()
        only_stand_ins[place] = all(len(text_of(sample.cells[row][place])) <= SHORT_SYMBOL for row in symbols)
    return (numbers + stand_ins >= FIGURES * np.maximum(held, 1)) & ((numbers > 0) | only_stand_ins)


def header_of(sample: Sample, figures: NDArray[np.bool_], *, merged: Sequence[Range]) -> Header | None:
    """The header above the first block of data; nothing on a sheet without rows."""
    filled = np.flatnonzero(sample.filled.any(axis=1))
    if not len(filled):
        return None
    bottom = _bottom_over_figures(sample, figures, filled) if figures.any() else _bottom_over_texts(sample, filled)
    if bottom is None:
        return Header((), int(_first_with_figures(sample, figures, filled)))
    below = filled[filled > bottom]
    top = _top(sample, bottom, merged=merged, filled=set(filled.tolist()))
    return Header(tuple(range(top, bottom + 1)), int(below[0]) if len(below) else bottom + 1)


def is_header_like(sample: Sample, figures: NDArray[np.bool_], row: int) -> bool:
    """Whether a row has words where the columns hold figures."""
    words, numbers = int(sample.worded[row, figures].sum()), int(sample.numeric[row, figures].sum())
    if not words:
        return _is_row_of_years(sample, figures, row)
    enough = 1 if numbers == 0 else 2 if figures.sum() > 2 else 1
    return words >= enough and words >= WORDS_AMONG_FIGURES * (words + numbers)


def _is_row_of_years(sample: Sample, figures: NDArray[np.bool_], row: int) -> bool:
    """Whether a row has only years over the figures, one after another, and the rows below have other numbers."""
    columns = np.flatnonzero(figures).tolist()
    cells = [sample.cells[row][place] for place in columns if sample.classes[row, place]]
    years = [int(float(text_of(cell))) for cell in cells if _as_year(text_of(cell))]
    if len(years) < 2 or len(years) < len(cells) or len(set(np.sign(np.diff(years)).tolist()) - {0}) > 1:
        return False
    below = range(row + 1, min(row + 4, len(sample.cells)))
    held = [sample.cells[lower][place] for lower in below for place in columns if sample.classes[lower, place]]
    return len(held) > 0 and not all(_as_year(text_of(cell)) for cell in held)


def _as_year(text: str) -> bool:
    return text.isdecimal() and is_year(int(text))


def _bottom_over_figures(sample: Sample, figures: NDArray[np.bool_], filled: NDArray[np.int64]) -> int | None:
    bottom, streak = None, 0
    for row in filled.tolist():
        if is_header_like(sample, figures, row):
            if bottom is not None and streak >= STREAK:
                break
            bottom, streak = row, 0
        elif sample.numeric[row, figures].any():
            streak += 1
            if streak >= STREAK and (bottom is not None or streak >= 2 * STREAK):
                break
    return bottom


def _bottom_over_texts(sample: Sample, filled: NDArray[np.int64]) -> int | None:
    """On a sheet of texts: the first row that is as full as the rows below it."""
    counts = sample.filled.sum(axis=1)
    several = counts[counts >= 2]
    if not len(several):
        return None
    typical = float(np.median(several))
    return next((row for row in filled.tolist() if counts[row] >= max(2, 0.6 * typical)), None)


def _first_with_figures(sample: Sample, figures: NDArray[np.bool_], filled: NDArray[np.int64]) -> int:
    found = np.flatnonzero(sample.numeric[:, figures].any(axis=1))
    return int(found[0]) if len(found) else int(filled[0])


def _top(sample: Sample, bottom: int, *, merged: Sequence[Range], filled: set[int]) -> int:
    """The first of the header's rows: upwards as long as a row has names and is no title."""
    top = bottom
    used = np.flatnonzero(sample.filled[bottom : bottom + 50].any(axis=0))
    left, right = int(used[0]), int(used[-1])
    while top > 0 and bottom - top < MOST_HEADER_ROWS - 1 and top - 1 in filled:
        above = top - 1
        if sample.rows[above] != sample.rows[top] - 1 or not _names(
            sample, above, left=left, right=right, merged=merged
        ):
            break
        top = above
    return top


def _names(sample: Sample, row: int, *, left: int, right: int, merged: Sequence[Range]) -> bool:
    """Whether a row above the lowest header row has names of columns, or of groups of them."""
    places = np.flatnonzero(sample.filled[row])
    sheet_row = int(sample.rows[row])
    first = text_of(sample.cells[row][places[0]])
    spans = [edges for edges in merged if edges.top <= sheet_row <= edges.bottom and edges.right > edges.left]
    if any(edges.right - edges.left + 1 >= WIDE * (right - left + 1) for edges in spans):
        return False
    over = places[places > left]
    if len(first) > LONG_TITLE and places[0] <= left and len(over) < 2:
        return False
    if len(places) == 1:
        spanning = any(edges.left == places[0] + 1 for edges in spans)
        return bool(places[0] > left or spanning) and len(first) <= LONG_TITLE
    over = places[places > left]
    return (
        len(places) > 2 or len(over) == len(places) or right - left < 3 or any(edges.left > left + 1 for edges in spans)
    )
