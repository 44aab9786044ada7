from __future__ import annotations

import io

from openpyxl import load_workbook
from openpyxl.styles import Font

from pmf_core.returns.annotate import LISTED, annotated
from pmf_core.returns.check import check
from pmf_core.returns.read import read_workbook
from tests.returns.corpus import clean


def test_faults_stand_at_their_cells_and_in_the_list() -> None:
    sent = clean("waste_monthly")
    sent.spoil(2, "see note")
    sent.spoil(3, None)
    content = sent.file()

    book = load_workbook(io.BytesIO(annotated(sent.checked(), content)))

    row, column = sent.at(sent.asked(2), 2)
    cell = book["Data"].cell(row, column)
    assert cell.value == "see note"
    assert "Error: 'Bins reported missed' is a number" in cell.comment.text
    assert cell.fill.fgColor.rgb == "00F4B8B0"
    listed = [[cell.value for cell in line] for line in book[LISTED].iter_rows(min_row=2)]
    assert ["Error", "Data", "D2" if column == 4 else "E2", "see note"] in [line[:4] for line in listed]
    assert book.sheetnames[0] == LISTED


def test_the_senders_looks_are_kept() -> None:
    sent = clean("waste_monthly")
    sent.spoil(2, "see note")
    sent.finish.append(lambda book: setattr(book["Data"]["A1"], "font", Font(color="00AA0000", bold=True)))

    book = load_workbook(io.BytesIO(annotated(sent.checked(), sent.file())))

    assert book["Data"]["A1"].font.color.rgb == "00AA0000"


def test_text_that_begins_like_a_formula_stays_text() -> None:
    sent = clean("waste_monthly")
    sent.rows.append(['=HYPERLINK("http://x","y")', "2026-03", *[1] * 7])
    sent.name, sent.content = "return.csv", b""
    checked = sent.checked()

    book = load_workbook(io.BytesIO(annotated(checked, sent.file())))

    for sheet in book.worksheets:
        for row in sheet.iter_rows():
            assert all(cell.data_type != "f" for cell in row)
    assert "unknown_unit" in {finding.code for finding in checked.findings}


def test_formulas_of_the_sender_become_their_values() -> None:
    sent = clean("waste_monthly")
    sent.finish.append(lambda book: book["Data"].__setitem__("Z1", "=1+1"))
    content = sent.file()
    checked = check(read_workbook(content, name="return.xlsx"), sent.held)

    book = load_workbook(io.BytesIO(annotated(checked, content)))

    assert all(cell.data_type != "f" for row in book["Data"].iter_rows() for cell in row)


def test_a_text_file_comes_back_as_a_workbook() -> None:
    sent = clean("workforce_monthly")
    sent.put(4, 5, "unknown")
    sent.put(5, 5, "12 or so")
    sent.name = "payroll.csv"

    book = load_workbook(io.BytesIO(annotated(sent.checked(), sent.file())))

    sheet = book["payroll"]
    assert sheet["E5"].comment is not None
    assert sheet["A1"].value == "Team"
