"""The template of a return as a workbook: headings locked, cells to fill in open, definitions beside them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from io import BytesIO

import numpy as np
from openpyxl import Workbook
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Border, Font, PatternFill, Protection, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from pmf_core.definitions.calculation import formula_of
from pmf_core.returns.plan import HEADER_ROW, Plan, plan, unit_words
from pmf_core.returns.request import Request, Term
from pmf_core.returns.staged import PARTS
from pmf_core.returns.stamp import STAMP_SHEET, stamp_rows
from pmf_core.series import MISSING_REASONS

INK, PAPER, LOCKED, LINE = "1F2933", "FFFFFF", "EEF1F4", "B8C2CC"
"""The sheet's colours; a cell to fill in is white, everything else is grey."""

OFFERED = ("not_available", "not_applicable", "suppressed", "not_recorded", "not_submitted", "low_reliability")
"""The reasons that a drop-down offers."""

WIDE_NAMES, WIDE_NUMBERS = 34, 16

HOW = "Fill in the white cells. Where there is no figure, choose the reason from the list; 0 says that there were none."

_edge = Side(style="thin", color=LINE)
BORDER = Border(left=_edge, right=_edge, top=_edge, bottom=_edge)


def template(request: Request) -> bytes:
    """The workbook to fill in, as bytes."""
    held = plan(request)
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = held.sheet
    _title(sheet, held)
    _fixed(sheet, held)
    _context(sheet, held)
    _stamp(book.create_sheet(STAMP_SHEET), held)
    _open_cells(sheet, held)
    _definitions(book.create_sheet("Definitions", 1), request)
    _finish(sheet, held)
    file = BytesIO()
    book.save(file)
    return file.getvalue()


def _title(sheet: Worksheet, held: Plan) -> None:
    asked, period = held.request.asked, held.request.period
    sheet["A1"] = f"{asked.name}: {period.name}"
    sheet["A1"].font = Font(bold=True, size=14, color=INK)
    sheet["A2"] = f"{HOW} Due on {_day(asked.due_on(period))}."
    sheet["A3"] = asked.description
    for cell in ("A2", "A3"):
        sheet[cell].font = Font(color=INK)


def _day(day: date) -> str:
    return f"{day.day} {day:%B %Y}"


def _fixed(sheet: Worksheet, held: Plan) -> None:
    for (row, column), text in held.fixed.items():
        cell = sheet.cell(row, column, text)
        cell.fill = PatternFill("solid", fgColor=LOCKED)
        cell.border = BORDER
        cell.font = Font(bold=row == HEADER_ROW, color=INK)
        cell.alignment = Alignment(wrap_text=True, vertical="top")
    for column, place in held.heading_terms.items():
        term = held.request.terms[place]
        unit = sheet.cell(HEADER_ROW - 1, column, unit_words(held.request, term))
        unit.font = Font(italic=True, color=INK)
        sheet.cell(HEADER_ROW, column).comment = _note(definition_of(held.request, term))


def _note(text: str) -> Comment:
    comment = Comment(text, "The hub")
    comment.width, comment.height = 360, 140
    return comment


def definition_of(request: Request, term: Term) -> str:
    """What a number is, for whoever fills it in."""
    metric = request.metrics.get(term.item)
    if metric is None:
        return f"{term.column}: asked only to check the other figures; it is not published."
    part = "" if term.part is None or term.part.value == "value" else f" ({term.part.value})"
    return (
        f"{metric.name}{part}. {metric.definition} Worked out as {formula_of(metric.calculation)}. "
        f"Written in: {unit_words(request, term)}."
    )


def _context(sheet: Worksheet, held: Plan) -> None:
    """The figures of the period before, to look at."""
    metrics = {name: place for place, name in enumerate(held.request.metrics)}
    for (row, column), (unit, place) in held.before.items():
        term = held.request.terms[place]
        cell = sheet.cell(row, column)
        cell.fill, cell.border = PatternFill("solid", fgColor=LOCKED), BORDER
        cell.font = Font(italic=True, color=INK)
        if term.part is not None:
            last = held.request.last[metrics[term.item], unit, PARTS.index(term.part)] / term.scale
            if not np.isnan(last):
                sheet.cell(row, column, float(last))
            cell.number_format = "#,##0.##" if last % 1 else "#,##0"


def _stamp(sheet: Worksheet, held: Plan) -> None:
    for row in stamp_rows(held):
        sheet.append(row)
    for row, reason in enumerate(OFFERED, start=1):
        sheet.cell(row, 4, MISSING_REASONS[reason])
    sheet.sheet_state = "veryHidden"
    sheet.protection.sheet = True


def _open_cells(sheet: Worksheet, held: Plan) -> None:
    reasons = f"'{STAMP_SHEET}'!$D$1:$D${len(OFFERED)}"
    offered = DataValidation(type="list", formula1=reasons, allow_blank=True, showErrorMessage=False)
    chosen = DataValidation(type="list", formula1=reasons, allow_blank=True, showErrorMessage=True)
    chosen.error, chosen.errorTitle = "Choose one of the reasons in the list.", "Reason"
    numeric = DataValidation(type="decimal", operator="between", formula1="-1E+15", formula2="1E+15", allow_blank=True)
    numeric.error, numeric.errorTitle = "Type a number; the reason of a blank goes in the column beside.", "Number"
    for validation in (offered, chosen, numeric):
        sheet.add_data_validation(validation)
    for row, column in (*held.entries, *held.reasons):
        cell = sheet.cell(row, column)
        cell.protection = Protection(locked=False)
        cell.border, cell.fill = BORDER, PatternFill("solid", fgColor=PAPER)
        if (row, column) in held.reasons:
            chosen.add(cell)
        else:
            cell.number_format = "#,##0.####" if _has_parts(held, row, column) else "#,##0"
            (numeric if held.reasons else offered).add(cell)


def _has_parts(held: Plan, row: int, column: int) -> bool:
    return not held.request.terms[held.entries[row, column][1]].whole


def _definitions(sheet: Worksheet, request: Request) -> None:
    sheet.append(("Column", "What it is", "Written in"))
    for term in request.terms:
        sheet.append((term.column, definition_of(request, term), unit_words(request, term)))
    for row in sheet.iter_rows():
        for cell in row:
            cell.alignment = Alignment(wrap_text=True, vertical="top")
    for cell in sheet[1]:
        cell.font = Font(bold=True, color=INK)
    for column, width in zip("ABC", (40, 90, 20), strict=True):
        sheet.column_dimensions[column].width = width
    sheet.freeze_panes = "A2"
    sheet.protection.sheet = True


def _finish(sheet: Worksheet, held: Plan) -> None:
    for column in _columns(held):
        named = column <= (2 if held.reasons else 1)
        sheet.column_dimensions[get_column_letter(column)].width = WIDE_NAMES if named else WIDE_NUMBERS
    sheet.row_dimensions[HEADER_ROW].height = 62
    sheet.freeze_panes = f"{'C' if held.reasons else 'B'}{HEADER_ROW + 1}"
    sheet.sheet_view.showGridLines = False
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.print_title_rows = f"{HEADER_ROW}:{HEADER_ROW}"
    sheet.protection.sheet = True
    sheet.protection.formatColumns = False
    sheet.protection.formatRows = False


def _columns(held: Plan) -> Iterator[int]:
    yield from sorted({column for _, column in held.fixed})
