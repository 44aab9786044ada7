"""A layout held against what is asked: whoever knows the words of a return sees its table where others see notes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from pmf_core.returns.grid import column_of
from pmf_core.returns.headings import is_one_of
from pmf_core.returns.layout import Column, ColumnKind, Layout
from pmf_core.returns.places import text_of
from pmf_core.returns.vocabulary import Vocabulary
from pmf_core.returns.workbook import Cell, Sheet

DEEPEST = 30
"""The headings of a return are looked for in so many rows."""


def refitted(sheet: Sheet, layout: Layout, *, words: Vocabulary) -> Layout:
    """The layout with its header ended before the first row of figures, or found anew where none was seen."""
    if not layout.is_data:
        return _found(sheet, layout, words)
    kept = list(layout.header_rows[:1])
    for row in layout.header_rows[1:]:
        if _is_of_figures(sheet.rows[row - 1], words):
            break
        kept.append(row)
    if len(kept) == len(layout.header_rows):
        return layout
    columns = tuple(replace(column, name=_name(sheet, kept, column.index)) for column in layout.columns)
    return replace(layout, header_rows=tuple(kept), first_row=kept[-1] + 1, columns=columns)


def _is_of_figures(cells: Sequence[Cell], words: Vocabulary) -> bool:
    """One unit, and a number or the label of a measure beside it; units across a header stand there alone."""
    held = [cell for cell in cells if cell is not None and cell != ""]
    units = sum(isinstance(cell, str) and words.units.known(cell) for cell in held)
    others = sum(isinstance(cell, int | float) or words.exactly(text_of(cell)).said for cell in held)
    return units == 1 and others > 0


def _name(sheet: Sheet, rows: list[int], column: int) -> str:
    texts = (text_of(cell) for row in rows if (cell := sheet.cell(row, column)) is not None)
    return " | ".join(dict.fromkeys(text for text in texts if text))


def _found(sheet: Sheet, layout: Layout, words: Vocabulary) -> Layout:
    """The table below the first row of which at least two cells are headings of the return."""
    for number, cells in enumerate(sheet.rows[:DEEPEST], start=1):
        held = [cell for cell in cells if cell is not None and cell != ""]
        if sum(_is_heading(cell, words) for cell in held) >= 2 and number < len(sheet.rows):
            columns = tuple(
                _column(sheet, number, index) for index, cell in enumerate(cells, start=1) if cell is not None
            )
            return replace(
                layout,
                is_data=True,
                header_rows=(number,),
                first_row=number + 1,
                last_row=len(sheet.rows),
                columns=columns,
                titles=tuple(note for note in layout.titles if note.row < number),
            )
    return layout


def _is_heading(cell: Cell, words: Vocabulary) -> bool:
    headings = words.request.asked.headings
    named = (*headings.unit, *headings.period, *headings.metric, *headings.part, *headings.value)
    text = text_of(cell)
    return is_one_of(text, named) or bool(words.exactly(text).term) or words.period(cell) is not None


def _column(sheet: Sheet, header: int, index: int) -> Column:
    held = [cell for cell in column_of(sheet, index, first=header + 1) if cell is not None and cell != ""]
    numbers = sum(isinstance(cell, int | float) for cell in held)
    kind = ColumnKind.NUMBER if held and 2 * numbers >= len(held) else ColumnKind.TEXT
    return Column(index, text_of(sheet.cell(header, index)), kind, text_of(held[0]) if held else "")
