"""The sender's workbook with what was found in it: cells marked and commented, and a sheet that lists everything."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from io import BytesIO

from openpyxl import Workbook as Book
from openpyxl import load_workbook
from openpyxl.cell.cell import Cell as BookCell
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter, range_boundaries
from openpyxl.worksheet.worksheet import Worksheet

from pmf_core.returns.edit import cell_text
from pmf_core.returns.staged import Checked, Finding, Severity
from pmf_core.returns.workbook import Cell, CellError, Sheet, Workbook

FILLS = {
    Severity.ERROR: PatternFill("solid", fgColor="F4B8B0"),
    Severity.WARNING: PatternFill("solid", fgColor="FBE3A6"),
    Severity.NOTE: PatternFill("solid", fgColor="D3E4F5"),
}
"""A colour for each severity; the word stands in the comment and in the list."""

WORDS = {Severity.ERROR: "Error", Severity.WARNING: "Warning", Severity.NOTE: "Note"}

LISTED = "Findings"
COLUMNS = ("Severity", "Sheet", "Cell", "What we saw", "Why it matters", "What to do", "Proposed")
WIDTHS = (11, 18, 12, 28, 58, 52, 22)

CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")
"""Control characters, which a workbook can't hold."""

FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")
"""How a text begins that a spreadsheet may take for a formula."""

MOST_MARKED = 2_000
"""So many cells are marked at most; the list has everything."""

LARGEST_KEPT = 3_000_000
"""A workbook of more bytes is written anew from its cells, which is quicker than keeping its looks."""


def annotated(checked: Checked, content: bytes) -> bytes:
    """The file that was sent (as bytes), annotated, as an .xlsx workbook; its formulas become their values."""
    book = _kept(content) if _keeps_looks(checked.matched.workbook, content) else None
    if book is None:
        book = _written_anew(checked.matched.workbook)
    _mark(book, checked.findings)
    _list(book, checked.findings)
    file = BytesIO()
    book.save(file)
    return file.getvalue()


def _keeps_looks(workbook: Workbook, content: bytes) -> bool:
    return workbook.name.lower().endswith((".xlsx", ".xlsm")) and len(content) <= LARGEST_KEPT


def _kept(content: bytes) -> Book | None:
    """The sender's own workbook with values for formulas and no macros; nothing where openpyxl can't open it."""
    try:
        book = load_workbook(BytesIO(content), data_only=True, keep_links=False)
    except Exception:
        # Whatever is wrong with its looks, its cells were read.
        return None
    for sheet in book.worksheets:
        sheet.protection.disable()
        for row in sheet.iter_rows():
            for cell in row:
                if isinstance(cell, BookCell) and isinstance(cell.value, str):
                    put(cell, cell.value)
    return book


def _written_anew(workbook: Workbook) -> Book:
    book = Book()
    book.remove(book.worksheets[0])
    for held in workbook.sheets:
        _fill(book.create_sheet(_title(held.name)), held)
    return book


def _title(name: str) -> str:
    return re.sub(r"[\[\]:*?/\\]", "-", CONTROL.sub("", name))[:31] or "Sheet"


def _fill(sheet: Worksheet, held: Sheet) -> None:
    for row, cells in enumerate(held.rows, start=1):
        for column, cell in enumerate(cells, start=1):
            if cell is not None:
                put(sheet.cell(row, column), cell)


def put(cell: object, value: Cell) -> None:
    """Write a value; a text stays a text, however it begins."""
    if not isinstance(cell, BookCell):
        return
    if isinstance(value, CellError):
        value = value.text
    if not isinstance(value, str):
        cell.value = value
        return
    text = CONTROL.sub("", value)
    cell.value = text
    if text.lstrip().startswith(FORMULA_STARTS) or cell.data_type != "s":
        cell.data_type = "s"
        cell.quotePrefix = True  # type: ignore[attr-defined]


def _mark(book: Book, findings: Sequence[Finding]) -> None:
    told: dict[tuple[str, int, int], list[Finding]] = {}
    for finding in findings:
        if finding.cell and _title(finding.sheet) in book.sheetnames:
            for row, column in _cells(finding.cell):
                if len(told) < MOST_MARKED:
                    told.setdefault((_title(finding.sheet), row, column), []).append(finding)
    for (sheet, row, column), held in told.items():
        cell = book[sheet].cell(row, column)
        if isinstance(cell, BookCell):
            cell.fill = FILLS[held[0].severity]
            cell.comment = _comment(held)


def _cells(where: str) -> Iterator[tuple[int, int]]:
    left, top, right, bottom = range_boundaries(where)
    for row in range(int(top or 1), int(bottom or 1) + 1):
        for column in range(int(left or 1), int(right or 1) + 1):
            yield row, column


def _comment(findings: Sequence[Finding]) -> Comment:
    lines = [f"{WORDS[f.severity]}: {f.why} {f.fix}" for f in findings]
    comment = Comment(CONTROL.sub("", "\n\n".join(lines)), "The hub")
    comment.width, comment.height = 360, 60 + 70 * len(lines)
    return comment


def _list(book: Book, findings: Sequence[Finding]) -> None:
    name = LISTED if LISTED not in book.sheetnames else f"{LISTED} of the hub"
    sheet = book.create_sheet(name, 0)
    for column, (heading, width) in enumerate(zip(COLUMNS, WIDTHS, strict=True), start=1):
        sheet.cell(1, column, heading).font = Font(bold=True)
        sheet.column_dimensions[get_column_letter(column)].width = width
    for row, finding in enumerate(findings, start=2):
        proposal = finding.proposal
        proposed = f"{proposal.before or 'blank'} → {proposal.after or 'blank'}" if proposal else ""
        texts = (WORDS[finding.severity], finding.sheet, finding.cell, finding.seen, finding.why, finding.fix, proposed)
        for column, text in enumerate(texts, start=1):
            cell = sheet.cell(row, column)
            put(cell, cell_text(text))
            cell.alignment = Alignment(wrap_text=True, vertical="top")
        sheet.cell(row, 1).fill = FILLS[finding.severity]
        _link(sheet.cell(row, 3), finding, book)
    sheet.freeze_panes = "A2"
    book.active = 0


def _link(cell: object, finding: Finding, book: Book) -> None:
    """A click on the cell's name goes to the cell."""
    sheet = _title(finding.sheet)
    if isinstance(cell, BookCell) and finding.cell and sheet in book.sheetnames:
        quoted = sheet.replace("'", "''")
        cell.hyperlink = f"#'{quoted}'!{finding.cell}"
