"""The period that a sheet's figures are about, and where it says so."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from pmf_core.definitions.period import Grain, Period, YearType
from pmf_core.returns.layout import Column, ColumnKind, Layout, data_cells, different
from pmf_core.returns.layout.names import JOINT
from pmf_core.returns.periods import period_of_cell, periods_in, periods_of
from pmf_core.returns.workbook import Sheet

MANY = 2_000
"""Different dates in a column from which it is about events and not about periods of reporting."""

SAME_LENGTH = 0.05
"""How much periods over columns may differ in length: months and years do, by a day or two."""


class PeriodFrom(StrEnum):
    """Where a sheet says its period."""

    COLUMN = "column"
    TITLE = "title"
    SHEET_NAME = "sheet name"
    COVER = "cover sheet"
    FILE_NAME = "file name"


@dataclass(frozen=True, slots=True)
class SheetPeriod:
    """The periods of a sheet's figures; none if it doesn't say."""

    periods: tuple[Period, ...] = ()
    source: PeriodFrom | None = None
    column: int | None = None
    """The sheet's column, counted from 1, that says it row by row."""


def period_of_sheet(sheet: Sheet, layout: Layout, *, covers: Sequence[str] = (), file: str = "") -> SheetPeriod:
    """Look in the columns first, then in the title, the sheet's name, the cover sheets and the file's name.

    `covers` are the texts of the sheets that have no data.
    """
    by_row = _down_a_column(sheet, layout)
    if by_row.periods:
        return by_row
    over = _over_columns(sheet, layout)
    if over:
        return SheetPeriod(over, PeriodFrom.COLUMN)
    titles = [note.text for note in layout.titles]
    for source, texts in (
        (PeriodFrom.TITLE, titles),
        (PeriodFrom.SHEET_NAME, [sheet.name]),
        (PeriodFrom.COVER, covers),
        (PeriodFrom.FILE_NAME, [file.rsplit(".", 1)[0]]),
    ):
        if found := first_period(texts, year=layout.year):
            return SheetPeriod((found,), source)
    return SheetPeriod()


def first_period(texts: Iterable[str], *, year: YearType) -> Period | None:
    """The first period that texts mention; one that is called so goes before the others."""
    listed = list(texts)
    called = [text for text in listed if text.casefold().startswith(("period", "reporting period", "data period"))]
    return next((period for text in (*called, *listed) for period in periods_in(text, year=year)), None)


def _down_a_column(sheet: Sheet, layout: Layout) -> SheetPeriod:
    """The periods of the column that names them row by row: the one with the fewest, if there are several."""
    found = []
    for column in layout.columns:
        if column.kind is ColumnKind.PERIOD:
            cells = list(different(data_cells(sheet, layout, column)))
            read = periods_of(cells[:MANY], year=layout.year).read.values()
            kept = tuple(dict.fromkeys(period for period in read if period.grain is not Grain.DAY))
            if kept and len(kept) * 2 > len(cells) and len(cells) <= MANY:
                found.append(SheetPeriod(kept, PeriodFrom.COLUMN, column.index))
    return min(found, key=lambda held: len(held.periods), default=SheetPeriod())


def _over_columns(sheet: Sheet, layout: Layout) -> tuple[Period, ...]:
    """The periods in the names of most columns of figures, if of one length; columns without a cell don't count."""
    figures = [column for column in layout.columns if column.kind in (ColumnKind.NUMBER, ColumnKind.PERCENTAGE)]
    named = [(column, period) for column in figures if (period := period_in_name(column, year=layout.year))]
    if len(named) < 2 or len(named) * 2 < len(figures):
        return ()
    lengths = [(period.end - period.start).days + 1 for _, period in named]
    if max(lengths) - min(lengths) > max(3, SAME_LENGTH * max(lengths)):
        return ()
    filled = [period for column, period in named if any(True for _ in different(data_cells(sheet, layout, column)))]
    return tuple(dict.fromkeys(filled or [period for _, period in named]))


def period_in_name(column: Column, *, year: YearType) -> Period | None:
    """The period that is a part of a column's name."""
    return next((period for part in column.name.split(JOINT) if (period := period_of_cell(part, year=year))), None)
