"""Bytes → a workbook, or one clear sentence why not."""

from __future__ import annotations

import csv
import io
from hashlib import sha256

from python_calamine import CalamineError, CalamineWorkbook, SheetVisibleEnum

from pmf_core.errors import BadInput
from pmf_core.returns.workbook import Cell, CellError, Range, Sheet, Workbook

TEXT_ENDINGS = (".csv", ".tsv")


def read_workbook(content: bytes, *, name: str) -> Workbook:
    """The sheets of a file.

    Raises `BadInput` with one sentence when the file can't be read.
    """
    sheets = _delimited(content, name=name) if name.lower().endswith(TEXT_ENDINGS) else _spreadsheet(content, name=name)
    return Workbook(name, sha256(content).hexdigest(), len(content), sheets)


def _delimited(content: bytes, *, name: str) -> tuple[Sheet, ...]:
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = content.decode("cp1252", errors="replace")
    rows = [[cell or None for cell in row] for row in csv.reader(io.StringIO(text, newline=""))]
    return (Sheet(name.rsplit(".", 1)[0], False, rows),)


def _spreadsheet(content: bytes, *, name: str) -> tuple[Sheet, ...]:
    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(content))
        return tuple(_sheet(book, about.name, about.visible) for about in book.sheets_metadata)
    except CalamineError as error:
        raise BadInput(
            f"{name} can't be read as a workbook ({error}): open it, save it as .xlsx and send that."
        ) from None


def _sheet(book: CalamineWorkbook, name: str, visible: SheetVisibleEnum) -> Sheet:
    held = book.get_sheet_by_name(name)
    rows = [[_cell(value) for value in row] for row in held.to_python(skip_empty_area=False)]
    merged = [
        Range(top + 1, left + 1, bottom + 1, right + 1)
        for (top, left), (bottom, right) in held.merged_cell_ranges or ()
    ]
    return Sheet(name, visible is not SheetVisibleEnum.Visible, rows, tuple(merged))


def _cell(value: object) -> Cell:
    if isinstance(value, str):
        return CellError(value) if value.startswith("#") and value.endswith(("!", "?", "/A")) else value or None
    return value  # type: ignore[return-value]
