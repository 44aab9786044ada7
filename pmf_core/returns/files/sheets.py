"""A workbook's bytes → its sheets, one after another. Runs in a process of its own: see `apart`."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Iterator

from python_calamine import (
    CalamineError,
    CalamineSheet,
    CalamineWorkbook,
    PasswordError,
    SheetTypeEnum,
    SheetVisibleEnum,
)

from pmf_core.errors import BadInput
from pmf_core.returns.files import ods, xls_parts, xlsx_parts
from pmf_core.returns.files.archive import opened
from pmf_core.returns.files.kind import FileKind
from pmf_core.returns.files.limits import MOST_CELLS
from pmf_core.returns.files.message import SheetParts, packed

CHUNK_ROWS = 20_000
"""Rows that are turned into columns at a time, so that they are never all held twice."""

Details = Callable[[int, str], xlsx_parts.Found]
"""A sheet's place and name → what its XML or its records say beside the values."""


def sheets_of(content: bytes, kind: FileKind, *, name: str) -> Iterator[SheetParts]:
    """The sheets of a workbook of that kind."""
    match kind:
        case FileKind.ODS:
            with opened(content, name=name) as archive:
                yield from ods.sheets_of(archive, name=name)
        case FileKind.XLSX:
            with opened(content, name=name) as archive:
                yield from _excel(content, details=_xlsx_details(archive), name=name)
        case _:
            found = xls_parts.scan(content, name=name)
            yield from _excel(content, details=lambda place, _: found[place], name=name)


def _xlsx_details(archive: zipfile.ZipFile) -> Details:
    paths, names = xlsx_parts.sheet_paths(archive), xlsx_parts.named_sheets(archive)
    styles = xlsx_parts.styles_of(archive)

    def details(place: int, name: str) -> xlsx_parts.Found:
        known = dict(paths)
        path = paths[place][1] if place < len(paths) and paths[place][0] == name else known.get(name, "")
        return xlsx_parts.scan(archive, path, styles=styles, names=names)

    return details


def _excel(content: bytes, *, details: Details, name: str) -> Iterator[SheetParts]:
    known: dict[object, object] = {}
    cells = 0
    try:
        with CalamineWorkbook.from_filelike(io.BytesIO(content)) as book:
            for place, about in enumerate(book.sheets_metadata):
                parts = SheetParts(about.name, about.visible is not SheetVisibleEnum.Visible)
                parts.kind = _kind(about.typ)
                if parts.kind == "sheet":
                    held = book.get_sheet_by_index(place)
                    cells += _cells(held)
                    if cells > MOST_CELLS:
                        raise BadInput(
                            f"{name} has more than {MOST_CELLS:,} cells: send the rows in parts, or as .csv."
                        )
                    _fill(parts, held, known)
                    _detail(parts, details(place, about.name))
                yield parts
    except PasswordError:
        raise BadInput(f"{name} is protected by a password: remove the password, save it and send that.") from None
    except CalamineError:
        raise BadInput(f"{name} is cut short or damaged: save it again in Excel and send the whole file.") from None


def _kind(listed: SheetTypeEnum) -> str:
    if listed == SheetTypeEnum.WorkSheet:
        return "sheet"
    return "chart" if listed == SheetTypeEnum.ChartSheet else "macro"


def _cells(held: CalamineSheet) -> int:
    """The cells that a sheet has from its first to the last that is filled."""
    row, column = held.end or (-1, -1)
    return (row + 1) * (column + 1)


def _fill(parts: SheetParts, held: CalamineSheet, known: dict[object, object]) -> None:
    parts.merged = [
        (top + 1, left + 1, bottom + 1, right + 1) for (top, left), (bottom, right) in held.merged_cell_ranges or ()
    ]
    if held.start is None:
        return
    rows = held.to_python(skip_empty_area=False)
    parts.height = len(rows)
    while rows:
        taken, rows[:CHUNK_ROWS] = rows[:CHUNK_ROWS], []
        parts.chunks.append((len(taken), packed(taken, known)))


def _detail(parts: SheetParts, found: xlsx_parts.Found) -> None:
    parts.merged += found.across
    parts.errors = found.errors
    parts.hidden_rows, parts.hidden_columns = found.hidden_rows, found.hidden_columns
    parts.percentages, parts.uncalculated = found.percentages, found.uncalculated
    parts.formulas, parts.first_formula = found.formulas, found.first_formula
    parts.list_sources, parts.last_formatted_row = sorted(found.list_sources - {""}), found.last_row
