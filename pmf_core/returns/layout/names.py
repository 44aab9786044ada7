"""What the columns are called."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

import numpy as np

from pmf_core.returns.files.names import visible
from pmf_core.returns.layout.header import Header
from pmf_core.returns.layout.sample import Sample, text_of
from pmf_core.returns.workbook import Range, column_letters

JOINT = " | "

FEW = 0.05
"""The share of a table's rows below which a column without a name stands beside the table."""

MOST_WARNINGS = 3
"""Repeated names that are told one by one."""

ENOUGH_ROWS = 20
"""Rows from which such a share can be told."""


TITLE = 40
"""Characters from which a text over columns of labels is the table's title rather than a name."""


def table_columns(sample: Sample, header: Header, rows: Sequence[int], *, merged: Sequence[Range]) -> list[int]:
    """The places, counted from 0, of the columns that have a name or cells in the rows of data."""
    named = sample.filled[list(header.rows)].any(axis=0)
    counts = sample.filled[list(rows)].sum(axis=0)
    first, last = int(sample.rows[rows[0]]), int(sample.rows[rows[-1]])
    for edges in merged:
        if edges.bottom > edges.top >= first and edges.bottom <= last and edges.left <= len(counts):
            counts[edges.left - 1] += edges.bottom - edges.top
    few = counts < FEW * len(rows) if len(rows) >= ENOUGH_ROWS else counts < 1
    return np.flatnonzero(named | ((counts > 0) & ~few)).tolist()


def names_of(
    sample: Sample, header: Header, columns: Sequence[int], *, labels: Sequence[bool], merged: Sequence[Range]
) -> tuple[list[str], str]:
    """The name of each column, its texts in the header rows joined; and a title that stands in the corner, if any.

    `labels` says which columns are not of figures.
    """
    if not header.rows:
        return [""] * len(columns), ""
    stacked = _stacked(sample, header, columns, merged=merged)
    title, stacked = _title_in_corner(stacked, labels)
    plain = _joined(stacked)
    if _repeated(plain):
        spread = _joined(_spread(stacked))
        if len(_repeated(spread)) < len(_repeated(plain)):
            return spread, title
    return plain, title


def name_warnings(names: Sequence[str], columns: Sequence[int]) -> Iterator[str]:
    """What is odd about the names."""
    repeated = _repeated(names)
    for name in repeated[:MOST_WARNINGS]:
        where = [column_letters(place + 1) for held, place in zip(names, columns, strict=True) if held == name]
        yield f"The name '{name}' stands over {len(where)} columns: {_listed(where)}."
    if len(repeated) > MOST_WARNINGS:
        yield f"{len(repeated) - MOST_WARNINGS} more names stand over several columns."
    nameless = [column_letters(place + 1) for name, place in zip(names, columns, strict=True) if not name]
    if nameless and any(names):
        yield f"No name stands over {'column' if len(nameless) == 1 else 'columns'} {_listed(nameless)}."
    elif nameless:
        yield "No header row was found: the columns have no names."


def _listed(words: Sequence[str], *, most: int = 6) -> str:
    shown = list(words[:most]) + ([f"{len(words) - most} more"] if len(words) > most else [])
    return shown[0] if len(shown) == 1 else f"{', '.join(shown[:-1])} and {shown[-1]}"


def _stacked(sample: Sample, header: Header, columns: Sequence[int], *, merged: Sequence[Range]) -> list[list[str]]:
    """For each header row the texts over the columns; a merged cell stands over all that it covers."""
    rows = {int(sample.rows[row]): row for row in header.rows}
    texts = [[visible(text_of(sample.cells[row][place])) for place in columns] for row in header.rows]
    order = {place: at for at, place in enumerate(columns)}
    for edges in merged:
        covered = [row for row in range(edges.top, edges.bottom + 1) if row in rows]
        if not covered or edges.top not in rows:
            continue
        text = visible(text_of(sample.cells[rows[edges.top]][edges.left - 1]))
        for row in covered:
            for column in range(edges.left - 1, edges.right):
                if column in order:
                    texts[header.rows.index(rows[row])][order[column]] = text
    return texts


def _title_in_corner(stacked: list[list[str]], labels: Sequence[bool]) -> tuple[str, list[list[str]]]:
    """A title over columns of labels that have no names of their own, and the texts without it."""
    count = next((place for place, is_label in enumerate(labels) if not is_label), len(labels))
    corner = {text for texts in stacked for text in texts[:count] if text}
    if count == len(labels) or len(corner) != 1 or len(next(iter(corner))) < TITLE:
        return "", stacked
    return corner.pop(), [[""] * count + texts[count:] for texts in stacked]


def _spread(stacked: list[list[str]]) -> list[list[str]]:
    """The texts with each group's name over the blank cells to its right, except in the lowest row."""
    found = []
    for texts in stacked[:-1]:
        filled: list[str] = []
        for text, lowest in zip(texts, stacked[-1], strict=True):
            filled.append(text or (filled[-1] if filled and lowest else ""))
        found.append(filled)
    return [*found, *stacked[-1:]]


def _joined(stacked: list[list[str]]) -> list[str]:
    names = []
    for texts in zip(*stacked, strict=True):
        kept = [text for at, text in enumerate(texts) if text and (at == 0 or text != texts[at - 1])]
        names.append(JOINT.join(kept))
    return names


def _repeated(names: Sequence[str]) -> list[str]:
    return [name for name, count in Counter(name for name in names if name).items() if count > 1]
