"""A table as CSV and as XLSX: unrounded values, with the sources they come from."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Sequence
from datetime import date, datetime
from io import BytesIO, StringIO

from openpyxl import Workbook
from openpyxl.cell.cell import Cell
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter

from pmf_core.errors import AccessDenied
from pmf_core.views.status import SourceLine, Table

SPREADSHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
"""What an XLSX file is called on the web."""

CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")
"""Control characters, which a workbook can't hold."""

FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")
"""How a text begins that a spreadsheet would take for a formula."""

WIDEST = 60
"""The widest column, in characters."""


def csv_file(table: Table, *, sources: Sequence[SourceLine] = ()) -> bytes:
    """The table as CSV, in UTF-8 with a mark so that spreadsheets read £ as £; the sources follow its rows."""
    _require_no_person(table)
    text = StringIO()
    writer = csv.writer(text)
    writer.writerow(_columns(table))
    for row in _rows(table):
        writer.writerow([_harmless(value) for value in row])
    for line in _sources(sources):
        writer.writerow([line])
    return text.getvalue().encode("utf-8-sig")


def xlsx_file(table: Table, *, sources: Sequence[SourceLine] = ()) -> bytes:
    """The table as a workbook of two sheets: the rows, and where they come from."""
    _require_no_person(table)
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "Table"
    sheet.append([*_columns(table)])
    for row in _rows(table):
        sheet.append([_plain(value) for value in row])
    for cells in sheet.iter_rows():
        for cell in cells:
            as_text(cell)
    for cell in sheet[1]:
        cell.font = Font(bold=True)
    sheet.freeze_panes = "A2"
    for place, name in enumerate(_columns(table), start=1):
        longest = max([len(name), *(len(str(row[place - 1])) for row in _rows(table))])
        sheet.column_dimensions[get_column_letter(place)].width = min(longest + 2, WIDEST)
    about = book.create_sheet("Sources")
    for line in (table.title, *([table.note] if table.note else []), *_sources(sources)):
        about.append([line])
        as_text(about.cell(about.max_row, 1))
    held = BytesIO()
    book.save(held)
    return held.getvalue()


def _require_no_person(table: Table) -> None:
    if table.personal:
        raise AccessDenied(f"'{table.title}' has figures of single people, and those never leave the hub as a file.")


def _columns(table: Table) -> tuple[str, ...]:
    """The columns' names; values that are only in the download are numbered parts of the figure."""
    if table.values and table.value_columns:
        return table.value_columns
    width = len(table.values[0]) if table.values else len(table.columns)
    return (*table.columns, *("Numerator", "Denominator")[: width - len(table.columns)])


def _rows(table: Table) -> Sequence[Sequence[object]]:
    return table.values or table.rows


def _sources(sources: Sequence[SourceLine]) -> Iterator[str]:
    for line in sources:
        mark = " Illustrative: made up for demonstration." if line.illustrative else ""
        yield f"Source: {line.title}, {line.publisher}, {line.licence}, published {line.published_on}.{mark}"


def _plain(value: object) -> str | int | float | date | datetime | None:
    """What a cell can hold: numbers and dates as they are, everything else as text."""
    if value is None or isinstance(value, int | float | date | datetime):
        return value
    return CONTROL.sub("", str(value))


def _harmless(value: object) -> object:
    """A text that begins like a formula gets an apostrophe before it.

    >>> _harmless("=1+1"), _harmless(-1.5)
    ("'=1+1", -1.5)
    """
    return f"'{value}" if isinstance(value, str) and value.lstrip().startswith(FORMULA_STARTS) else value


def as_text(cell: Cell | object) -> None:
    """Text stays text, even when it begins with an equals sign."""
    if isinstance(cell, Cell) and cell.data_type == "f":
        cell.data_type = "s"
