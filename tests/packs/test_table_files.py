from __future__ import annotations

import csv
from io import BytesIO, StringIO

from openpyxl import load_workbook

from pmf_core.packs.table_files import csv_file, xlsx_file
from pmf_core.views.status import SourceLine, Table

TABLE = Table(
    title="Missed bins",
    columns=("Unit", "Value"),
    rows=(("=cmd()", "4.5%"), ("Place", "−3.2%")),
    values=(("=cmd()", 4.508196721311475), ("Place", -3.25)),
    numeric=(1,),
)
SOURCES = (SourceLine("Set", "The hub", "CC0-1.0", "10 April 2026", illustrative=True),)


def rows_of(file: bytes) -> list[list[str]]:
    return list(csv.reader(StringIO(file.decode("utf-8-sig"))))


def test_a_file_holds_unrounded_values() -> None:
    sheet = load_workbook(BytesIO(xlsx_file(TABLE)))["Table"]

    assert rows_of(csv_file(TABLE))[1][1] == "4.508196721311475"
    assert sheet["B2"].value == 4.508196721311475


def test_a_text_is_never_a_formula() -> None:
    sheet = load_workbook(BytesIO(xlsx_file(TABLE)))["Table"]

    assert rows_of(csv_file(TABLE))[1][0] == "'=cmd()"
    assert sheet["A2"].data_type == "s"


def test_a_negative_number_stays_a_number() -> None:
    sheet = load_workbook(BytesIO(xlsx_file(TABLE)))["Table"]

    assert rows_of(csv_file(TABLE))[2][1] == "-3.25"
    assert sheet["B3"].value == -3.25


def test_a_file_says_its_sources_and_what_is_illustrative() -> None:
    about = load_workbook(BytesIO(xlsx_file(TABLE, sources=SOURCES)))["Sources"]

    assert "Illustrative" in csv_file(TABLE, sources=SOURCES).decode("utf-8-sig")
    assert any("Illustrative" in str(cell.value) for (cell,) in about.iter_rows())


def test_without_values_the_text_itself_is_written() -> None:
    bare = Table("Glossary", ("Term", "Meaning"), (("Band", "A range"),))

    assert rows_of(csv_file(bare)) == [["Term", "Meaning"], ["Band", "A range"]]
