"""A sheet as its sender knows it, around the cells in which something was found."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from pmf_core.returns.staged import Checked, Finding, Severity
from pmf_core.returns.workbook import Cell, Sheet, column_letters, column_number
from pmf_core.views import words

FIRST_CELL = re.compile(r"([A-Z]+)(\d+)")
"""The first cell of a cell or a range."""

ROWS_SHOWN, COLUMNS_SHOWN = 40, 12
"""How much of a sheet the picture shows: the heading, and the rows and columns of what was found."""

AROUND, FEW = 1, 8
"""How many rows are shown above and below one with a finding, where there are few of them."""

LONGEST = 40
"""A longer cell is cut in the picture; the file has all of it."""

Marks = dict[tuple[int, int], list[Finding]]
"""Row and column → what was found there, gravest first."""


@dataclass(frozen=True, slots=True)
class PictureCell:
    """A cell of the picture."""

    text: str
    anchor: str = ""
    """The name by which a finding leads here; empty for a cell that nothing was found in."""
    mark: Severity | None = None
    told: str = ""
    """What was found there."""


@dataclass(frozen=True, slots=True)
class Picture:
    """A part of a sheet as its sender knows it."""

    sheet: str
    columns: tuple[str, ...]
    """Their letters; those left out between two are a step in the letters."""
    rows: tuple[tuple[int, tuple[PictureCell, ...]], ...]
    """(row number, cells); rows left out between two are a step in the numbers."""
    note: str


def anchor_of(checked: Checked, finding: Finding) -> str:
    """The name of a finding's cell in the picture; empty where it is about no cell."""
    names = [sheet.name for sheet in checked.matched.workbook.sheets]
    first = FIRST_CELL.match(finding.cell)
    return f"sheet-{names.index(finding.sheet) + 1}-{first.group()}" if first and finding.sheet in names else ""


def pictures(checked: Checked, listed: Sequence[Finding]) -> Iterator[Picture]:
    """A picture of every sheet that a listed finding is about, the first finding's sheet first."""
    sheets = {sheet.name: sheet for sheet in checked.matched.workbook.sheets}
    for name in dict.fromkeys(finding.sheet for finding in listed if finding.cell):
        if name in sheets:
            yield _picture(checked, sheets[name], [finding for finding in listed if finding.sheet == name])


def _picture(checked: Checked, sheet: Sheet, found: Sequence[Finding]) -> Picture:
    marks: Marks = {}
    for finding in found:
        if first := FIRST_CELL.match(finding.cell):
            marks.setdefault((int(first.group(2)), column_number(first.group(1))), []).append(finding)
    rows = _rows(checked, sheet, marks)
    shown = rows[:ROWS_SHOWN]
    columns = _columns(max((len(sheet.rows[row - 1]) for row in shown), default=0), marks)
    left_out = len(rows) - len(shown)
    return Picture(
        sheet=sheet.name,
        columns=tuple(map(column_letters, columns)),
        rows=tuple((row, tuple(_cell(checked, sheet, (row, column), marks) for column in columns)) for row in shown),
        note=f"{words.count(left_out, 'more row')} with findings: the annotated file has them all." if left_out else "",
    )


def _rows(checked: Checked, sheet: Sheet, marks: Marks) -> list[int]:
    """The headings, and the rows of what was found with their neighbours."""
    layout = checked.matched.layouts.get(sheet.name)
    heads = layout.header_rows if layout else ()
    reach = AROUND if len(marks) <= FEW else 0
    around = {row + step for row, _ in marks for step in range(-reach, reach + 1)}
    return sorted(row for row in {*heads, *around} if 1 <= row <= len(sheet.rows))


def _columns(width: int, marks: Marks) -> list[int]:
    """All columns of a narrow sheet; of a wide one the first, and those that something was found in."""
    if width <= COLUMNS_SHOWN:
        return list(range(1, width + 1))
    marked = sorted({1} | {column for _, column in marks if column <= width})
    spare = [column for column in range(1, width + 1) if column not in marked]
    return sorted([*marked, *spare][:COLUMNS_SHOWN])


def _cell(checked: Checked, sheet: Sheet, place: tuple[int, int], marks: Marks) -> PictureCell:
    text, found = cell_text(sheet.cell(*place)), marks.get(place)
    if not found:
        return PictureCell(text)
    told = " ".join(f"{finding.seen}: {finding.why}" for finding in found)
    return PictureCell(text, anchor_of(checked, found[0]), found[0].severity, told)


def cell_text(cell: Cell) -> str:
    """A cell as its sender sees it.

    >>> cell_text(None), cell_text(12.0), cell_text(True)
    ('', '12', 'TRUE')
    """
    match cell:
        case None:
            return ""
        case bool():
            return str(cell).upper()
        case float():
            return f"{cell:.10g}"
        case datetime() | date():
            return words.day(cell)
    told = str(cell)
    return told if len(told) <= LONGEST else f"{told[: LONGEST - 1]}…"
