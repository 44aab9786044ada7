"""Whether a sheet holds data: covers, contents, notes, lists for drop-downs and charts don't."""

from __future__ import annotations

import re
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from pmf_core.returns.layout.header import Header
from pmf_core.returns.layout.sample import Sample, text_of
from pmf_core.returns.layout.words import any_of
from pmf_core.returns.workbook import Sheet

ABOUT = any_of(
    *("cover", "cover ?page", "cover ?sheet", "contents?", "index", "notes?", "read ?me", "introduction", "about"),
    *("guidance", "guide", "metadata", "definitions?", "glossary", "information", "drop ?downs?", "look ?ups?"),
    *("validation", "instructions?", "change ?log", "version", "background", "quality", "contacts?", "technical"),
    *("title", "data dictionary"),
)
"""What a sheet is called, or what stands at its top, if it is about the others."""

LISTS = re.compile(r"(?:drop[ -]?down |validation )?(?:lists?|options|values)", re.IGNORECASE)
"""What a sheet of lists for drop-downs is called."""

SHORT_TABLE = 60
"""Rows up to which a table with one column of numbers may be a list of contents."""

SENTENCE = 60
"""Characters from which a text is a sentence rather than a value."""

SHORT = 0.5
"""The share of a table's texts that are values."""

EVEN = 0.7
"""The share of a table's rows that are filled alike."""


def is_table_of_figures(
    sample: Sample, figures: NDArray[np.bool_], header: Header, rows: Sequence[int], *, sheet: Sheet
) -> bool:
    """Whether the rows with figures are data."""
    counts = sample.filled[list(rows)].sum(axis=1)
    if not len(rows) or int(np.max(counts)) < 2:
        return False
    if len(rows) == 1 and not header.rows:
        return False
    about = len(rows) <= SHORT_TABLE and (is_about(sheet.name) or is_about(_top(sample)))
    held = int(sample.filled[np.ix_(list(rows), np.flatnonzero(figures).tolist())].sum())
    return not (about and (figures.sum() <= 1 or held < 4)) and not (sheet.fills_lists and figures.sum() <= 1)


def is_table_of_texts(
    sample: Sample, header: Header, rows: Sequence[int], columns: Sequence[int], *, sheet: Sheet
) -> bool:
    """Whether rows of texts only are data: records with a header, each filled like the others, without sentences."""
    if (
        sheet.fills_lists
        or is_about(sheet.name)
        or LISTS.fullmatch(sheet.name.strip())
        or len(columns) < 3
        or len(rows) < 2
        or not header.rows
    ):
        return False
    filled = sample.filled[np.ix_(list(rows), list(columns))]
    if float(np.mean(filled.sum(axis=1) >= 0.5 * len(columns))) < EVEN or _are_lists(filled):
        return False
    named = int(sample.filled[header.rows[-1], list(columns)].sum())
    texts = [text_of(sample.cells[row][column]) for row in rows[:50] for column in columns]
    return named >= 0.5 * len(columns) and float(np.mean([len(text) < SENTENCE for text in texts])) >= SHORT


def _are_lists(filled: NDArray[np.bool_]) -> bool:
    """Whether columns are filled from the top to different depths, as lists side by side are."""
    depths = [int(np.flatnonzero(column)[-1]) + 1 if column.any() else 0 for column in filled.T]
    solid = all(column[:depth].all() for column, depth in zip(filled.T, depths, strict=True))
    return solid and len(set(depths)) > max(2, len(depths) / 2)


def is_about(text: str) -> bool:
    """Whether a name is that of a sheet about the others.

    >>> is_about("Cover page"), is_about("Information_2022_to_2023"), is_about("Table 4a")
    (True, True, False)
    """
    return len(text) < SENTENCE and bool(ABOUT.search(re.sub(r"[_\-]+", " ", text)))


def _top(sample: Sample) -> str:
    first = np.flatnonzero(sample.filled.any(axis=1))
    if not len(first):
        return ""
    row = int(first[0])
    return text_of(sample.cells[row][int(np.flatnonzero(sample.filled[row])[0])])
