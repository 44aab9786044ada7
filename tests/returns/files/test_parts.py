from __future__ import annotations

import io

from openpyxl import Workbook
from openpyxl.styles import Alignment
from openpyxl.worksheet.datavalidation import DataValidation

from pmf_core.returns.read import read_workbook
from pmf_core.returns.workbook import Range
from tests.returns import hostile


def saved(book: Workbook) -> bytes:
    held = io.BytesIO()
    book.save(held)
    return held.getvalue()


def test_what_an_xlsx_says_beside_its_values_is_read() -> None:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for row in (["Title", None, None], ["Area", "Share", "Count"], ["Derby", 0.5, 4], ["Leeds", 0.25, 5]):
        sheet.append(row)
    sheet.merge_cells("A1:C1")
    sheet["B3"].number_format = sheet["B4"].number_format = "0.0%"
    sheet.row_dimensions[4].hidden = True
    sheet.column_dimensions["C"].hidden = True
    lists = book.create_sheet("Lists")
    lists.append(["North"])
    lists.sheet_state = "hidden"
    choice = DataValidation(type="list", formula1="Lists!$A$1:$A$1")
    choice.add("A3")
    sheet.add_data_validation(choice)
    book.create_chartsheet("Chart")

    data, drop_downs, chart = read_workbook(saved(book), name="a.xlsx").sheets

    assert data.merged == (Range(1, 1, 1, 3),)
    assert (data.hidden_rows, data.hidden_columns, data.percentages) == ({4}, {3}, {2})
    assert (drop_downs.hidden, drop_downs.fills_lists, data.fills_lists) == (True, True, False)
    assert (list(chart.rows), chart.warnings) == ([], ("A chart, without cells.",))


def test_a_text_centred_across_blank_cells_counts_as_merged() -> None:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["Area", "Adults", None])
    sheet.append(["Derby", 1, 2])
    for cell in sheet[1][1:]:
        cell.alignment = Alignment(horizontal="centerContinuous")

    (read,) = read_workbook(saved(book), name="a.xlsx").sheets

    assert read.merged == (Range(1, 2, 1, 3),)


def test_what_an_ods_says_beside_its_values_is_read() -> None:
    rows = (
        '<table:table-row><table:table-cell table:number-columns-spanned="2" table:number-rows-spanned="1" '
        'office:value-type="string"><text:p>Share</text:p></table:table-cell><table:covered-table-cell/></table:table-row>'
        '<table:table-row table:number-rows-repeated="2"><table:table-cell/></table:table-row>'
        '<table:table-row table:visibility="collapse">'
        '<table:table-cell office:value-type="percentage" office:value="0.5"><text:p>50%</text:p></table:table-cell>'
        '<table:table-cell office:value-type="date" office:date-value="2024-04-01"/>'
        '<table:table-cell office:value-type="string"><office:annotation><text:p>aside</text:p></office:annotation>'
        "<text:p>two</text:p><text:p>lines</text:p></table:table-cell></table:table-row>"
    )

    (sheet,) = read_workbook(hostile.ods(rows), name="a.ods").sheets

    assert sheet.merged == (Range(1, 1, 1, 2),)
    assert (sheet.hidden_rows, sheet.percentages) == ({4}, {1})
    assert [str(cell) for cell in sheet.rows[3]] == ["0.5", "2024-04-01", "two\nlines"]
    assert len(sheet.rows) == 4
