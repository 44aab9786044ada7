"""A sheet → its layout."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from pmf_core.definitions.period import YearType
from pmf_core.returns.files.names import visible
from pmf_core.returns.layout.extent import Extent, extent_of
from pmf_core.returns.layout.found import Column, Layout, Note, Scale
from pmf_core.returns.layout.header import Header, figure_columns, header_of
from pmf_core.returns.layout.judging import is_table_of_figures, is_table_of_texts
from pmf_core.returns.layout.kinds import kind_of
from pmf_core.returns.layout.names import name_warnings, names_of, table_columns
from pmf_core.returns.layout.sample import Sample, sample_of, text_of
from pmf_core.returns.periods import year_type_of
from pmf_core.returns.places import Gazetteer
from pmf_core.returns.symbols import symbols_of
from pmf_core.returns.workbook import Sheet, column_letters

SAMPLED_CELLS = 400
"""Cells of a column by which its kind is told."""


@dataclass(frozen=True)
class Block:
    """One table on a sheet; its rows are places in the sample."""

    figures: NDArray[np.bool_]
    header: Header
    extent: Extent
    rows: tuple[int, ...]
    """The rows of data."""


def lay_out(sheet: Sheet, *, known: Gazetteer | None = None) -> Layout:
    """Find the data on a sheet; with a gazetteer, places are known by their names too."""
    sample = sample_of(sheet)
    blocks = list(_blocks(sample, sheet)) if sample.height else []
    if not blocks:
        return _without_data(sample, sheet)
    block = max(blocks, key=lambda found: len(found.rows))
    columns = table_columns(sample, block.header, block.rows, merged=sheet.merged)
    if not _is_data(sample, block, columns, sheet=sheet):
        return _without_data(sample, sheet)
    labels = [not _is_figure(sample, block, place) for place in columns]
    names, corner = names_of(sample, block.header, columns, labels=labels, merged=sheet.merged)
    titles, footnotes = _notes(sample, block, columns)
    titles = (*titles, Note(int(sample.rows[block.header.rows[0]]), corner)) if corner else titles
    year = year_type_of([sheet.name, *(note.text for note in titles), *names])
    described = tuple(_columns(sample, block, columns, names, sheet=sheet, known=known, year=year))
    others = [found for found in blocks if found is not block]
    return Layout(
        is_data=True,
        header_rows=tuple(int(sample.rows[row]) for row in block.header.rows),
        first_row=int(sample.rows[block.rows[0]]),
        last_row=int(sample.rows[block.extent.last]),
        columns=described,
        footnotes=footnotes,
        totals=tuple(int(sample.rows[row]) for row in block.extent.totals),
        headings=tuple(int(sample.rows[row]) for row in block.extent.headings),
        titles=titles,
        symbols=symbols_of(note.text for note in (*titles, *footnotes)),
        year=year,
        warnings=(
            *sheet.warnings,
            *name_warnings(names, columns),
            *_warnings(sample, described, sheet=sheet, block=block, others=others),
        ),
    )


def _blocks(sample: Sample, sheet: Sheet) -> Iterator[Block]:
    """The tables of a sheet, one under another."""
    start = 0
    while start < len(sample.rows):
        part = _from(sample, start)
        figures = figure_columns(part)
        header = header_of(part, figures, merged=sheet.merged)
        extent = extent_of(part, figures, header) if header else None
        if header is None or extent is None:
            return
        between = range(header.first, extent.last + 1)
        kept = tuple(row + start for row in between if part.filled[row].any())
        moved = Header(tuple(row + start for row in header.rows), header.first + start)
        yield Block(figures, moved, _moved(extent, start), kept)
        start = len(sample.rows) if extent.second_table is None else start + extent.second_table


def _from(sample: Sample, start: int) -> Sample:
    return replace(sample, rows=sample.rows[start:], cells=sample.cells[start:], classes=sample.classes[start:])


def _moved(extent: Extent, by: int) -> Extent:
    return Extent(
        extent.last + by,
        tuple(row + by for row in extent.totals),
        tuple(row + by for row in extent.headings),
        None if extent.second_table is None else extent.second_table + by,
    )


def _is_data(sample: Sample, block: Block, columns: Sequence[int], *, sheet: Sheet) -> bool:
    if block.figures.any():
        return is_table_of_figures(sample, block.figures, block.header, block.rows, sheet=sheet)
    return is_table_of_texts(sample, block.header, block.rows, columns, sheet=sheet)


def _is_figure(sample: Sample, block: Block, place: int) -> bool:
    """Whether a column has figures; codes of places in the first columns are labels all the same."""
    if not block.figures[place]:
        return False
    whole = [cell for row in block.rows[:SAMPLED_CELLS] if isinstance(cell := sample.cells[row][place], float)]
    first = place == int(np.flatnonzero(sample.filled[list(block.rows)].any(axis=0))[0])
    return not (first and whole and all(number.is_integer() and 100 <= number <= 999 for number in whole))


def _without_data(sample: Sample, sheet: Sheet) -> Layout:
    texts = tuple(_lines(sample, range(len(sample.rows)), range(sample.classes.shape[1])))
    return Layout(is_data=False, titles=texts, symbols=symbols_of(note.text for note in texts), warnings=sheet.warnings)


def _notes(sample: Sample, block: Block, columns: Sequence[int]) -> tuple[tuple[Note, ...], tuple[Note, ...]]:
    """What stands above the table, and what stands below or beside it."""
    everywhere = range(sample.classes.shape[1])
    top = block.header.rows[0] if block.header.rows else block.rows[0]
    totals = set(block.extent.totals)
    below = [row for row in range(block.extent.last + 1, len(sample.rows)) if row not in totals]
    beside = sorted(set(everywhere) - set(columns))
    footnotes = (*_lines(sample, range(top, block.extent.last + 1), beside), *_lines(sample, below, everywhere))
    return tuple(_lines(sample, range(top), everywhere)), footnotes


def _lines(sample: Sample, rows: Sequence[int], columns: Sequence[int]) -> Iterator[Note]:
    for row in rows:
        texts = [visible(text_of(sample.cells[row][place])) for place in columns if sample.classes[row, place]]
        if texts:
            yield Note(int(sample.rows[row]), " ".join(texts))


def _columns(
    sample: Sample,
    block: Block,
    columns: Sequence[int],
    names: Sequence[str],
    *,
    sheet: Sheet,
    known: Gazetteer | None,
    year: YearType,
) -> Iterator[Column]:
    rows = [row for row in block.rows if row not in set(block.extent.headings)]
    taken = rows[:: max(1, len(rows) // SAMPLED_CELLS)]
    for place, name in zip(columns, names, strict=True):
        cells = [sample.cells[row][place] for row in taken]
        figures = bool(block.figures[place])
        found = kind_of(name, cells, per_cent=place + 1 in sheet.percentages, figures=figures, known=known, year=year)
        example = next((text for row in rows if (text := text_of(sample.cells[row][place]))), "")
        yield Column(place + 1, name, found.kind, visible(example), found.scale)


def _warnings(
    sample: Sample, columns: Sequence[Column], *, sheet: Sheet, block: Block, others: Sequence[Block]
) -> Iterator[str]:
    hidden = [column_letters(column.index) for column in columns if column.index in sheet.hidden_columns]
    if hidden:
        yield f"Hidden columns ({', '.join(hidden[:6])}) were read like the others."
    first, last = int(sample.rows[block.rows[0]]), int(sample.rows[block.extent.last])
    rows = sum(first <= row <= last for row in sheet.hidden_rows)
    if rows:
        yield f"Hidden rows of data ({rows:,}) were read like the others."
    for other in others:
        start = int(sample.rows[other.rows[0]])
        yield f"Another table with {len(other.rows)} rows stands on this sheet from row {start}; it was not read."
    for column in columns:
        if column.scale is Scale.UNCLEAR and column.example:
            yield f"'{column.name}' lies between 0 and 1: say whether 1 means 1% or 100%."
