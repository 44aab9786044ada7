"""The published files: what a person sees in them is what reading finds, without a word about any file in the code."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

import pytest

from pmf_core.returns.inspecting import Inspected, as_plain, inspect
from pmf_core.returns.layout import ColumnKind
from pmf_core.returns.places import known_places
from pmf_core.returns.read import read_file, read_workbook

ROOT = Path(__file__).resolve().parents[2]
FILES = Path(__file__).parent / "files" / "published"
KNOWN = known_places(ROOT / "data")


@lru_cache(maxsize=8)
def found_in(file: str) -> dict[str, Inspected]:
    return {found.sheet.name: found for found in inspect(read_file(FILES / file), known=KNOWN)}


OUTTURN = "Outturn data 202122.xlsx"
GRANT = "dedicated-schools-grant_2023_07_20.ods"
APPEALS = "send_appeal_rate_table_2022.ods"
HEALTH = "community_health_2023-03-01.xlsx"
PAY = "ashe_home_geography_2021.xls.gz"
RULES = "annex a send validation rules.xlsx"
RECORDS = "fake_sen.xlsx"


@pytest.mark.parametrize(
    ("file", "sheet", "header", "first", "last"),
    [
        (OUTTURN, "Sheet1", (3, 4, 5, 6), 8, 161),
        (GRANT, "Allocations_summary", (1, 2, 3, 4), 5, 170),
        (GRANT, "High_needs_deductions", (1, 2, 3), 4, 154),
        (GRANT, "Early_years_block", (1, 2, 3), 4, 169),
        (APPEALS, "SEND_1", (4, 5), 6, 14),
        (APPEALS, "SEND_2", (4, 5), 6, 172),
        (HEALTH, "Table 1", (4,), 5, 54),
        (HEALTH, "Table 3", (6,), 7, 56),
        (HEALTH, "Table 4g", (6,), 7, 195),
        (PAY, "All", (3, 4, 5), 6, 417),
        (PAY, "Female Part-Time", (3, 4, 5), 6, 417),
        (RULES, "Sheet1", (2,), 3, 34),
        (RECORDS, "List_1", (1,), 2, 3),
    ],
)
def test_the_header_and_the_rows_of_data_are_found(
    file: str, sheet: str, header: tuple[int, ...], first: int, last: int
) -> None:
    layout = found_in(file)[sheet].layout

    assert (layout.header_rows, layout.first_row, layout.last_row) == (header, first, last)


@pytest.mark.parametrize(
    ("file", "sheet"),
    [
        (GRANT, "Information_2022_to_2023"),
        (APPEALS, "Index_of_Tables"),
        (HEALTH, "Cover page"),
        (HEALTH, "Contents"),
        (PAY, "Notes"),
        (RULES, "Sheet3"),
    ],
)
def test_covers_contents_and_notes_are_not_data(file: str, sheet: str) -> None:
    assert not found_in(file)[sheet].layout.is_data


@pytest.mark.parametrize(
    ("file", "sheet", "period", "source"),
    [
        (OUTTURN, "Sheet1", "2021-22", "title"),
        (GRANT, "Schools_block_and_CSSB", "2022-23", "title"),
        (APPEALS, "SEND_1", "2014 to 2022", "column"),
        (APPEALS, "SEND_2", "2014 to 2022", "column"),
        (HEALTH, "Table 1", "2022-10 to 2023-01", "column"),
        (HEALTH, "Table 4", "2023-01", "title"),
        (PAY, "All", "2021", "title"),
        (RULES, "Sheet1", None, None),
    ],
)
def test_the_period_is_that_of_the_figures_and_not_of_their_publication(
    file: str, sheet: str, period: str | None, source: str | None
) -> None:
    plain = as_plain(found_in(file)[sheet])

    assert (plain["period"], plain["period_from"]) == (period, source)


@pytest.mark.parametrize(
    ("file", "sheet", "symbol", "count", "reason"),
    [
        (HEALTH, "Table 3", "*", 21, "suppressed"),
        (HEALTH, "Table 4", "*", 564, "suppressed"),
        (HEALTH, "Table 4", "", 4800, "not submitted"),
        (PAY, "All", "x", 860, "low reliability"),
        (PAY, "Female Part-Time", "..", 1, "suppressed"),
        (OUTTURN, "Sheet1", "#DIV/0!", 56, "formula error"),
        (OUTTURN, "Sheet1", "not applicable", 18, "not applicable"),
    ],
)
def test_what_stands_in_place_of_a_number_is_counted_with_its_reason(
    file: str, sheet: str, symbol: str, count: int, reason: str
) -> None:
    assert as_plain(found_in(file)[sheet])["missing"][symbol] == {"count": count, "reason": reason}  # type: ignore[index]


def test_a_sheets_own_key_says_what_its_symbols_mean() -> None:
    assert found_in(APPEALS)["SEND_2"].layout.symbols == {"-": "zero", "..": "not_available"}
    assert not any(missing.symbol == "-" for missing in found_in(APPEALS)["SEND_2"].missing)


@pytest.mark.parametrize(
    ("file", "sheet", "system", "matched", "unmatched"),
    [
        (OUTTURN, "Sheet1", "dfe", 154, 0),
        (GRANT, "Allocations_summary", "dfe", 160, 3),
        (PAY, "All", "gss", 351, 60),
    ],
)
def test_the_code_system_of_the_places_is_found(
    file: str, sheet: str, system: str, matched: int, unmatched: int
) -> None:
    places = found_in(file)[sheet].places

    assert (places.system, len(places.units), len(places.unmatched)) == (system, matched, unmatched)


def test_names_of_merged_and_stacked_headers_are_joined() -> None:
    appeals = found_in(APPEALS)["SEND_2"].layout
    pay = found_in(PAY)["All"].layout

    assert appeals.columns[1].name == "2014 | Appeals registered4"
    assert appeals.columns[3].name == "2014 | SEND Tribunal Appeal Rate2"
    assert [column.name for column in pay.columns[2:5]] == [
        "Number | of jobsb | (thousand)",
        "Median",
        "Annual | percentage | change",
    ]


def test_columns_without_a_name_are_columns_all_the_same() -> None:
    grant, health = found_in(GRANT)["Allocations_summary"].layout, found_in(HEALTH)["Table 4"].layout

    assert [(column.name, column.kind) for column in grant.columns[:2]] == [("", ColumnKind.PLACE)] * 2
    assert [(column.index, column.name) for column in health.columns[:2]] == [(2, ""), (3, "")]


def test_percentages_are_known_by_their_format_and_by_their_name() -> None:
    kinds = {column.name: column.kind for column in found_in(APPEALS)["SEND_1"].layout.columns}
    pay = found_in(PAY)["All"].layout.column("Annual | percentage | change")

    assert kinds["SEND Tribunal Appeal Rate2 | Appeal Rate"] is ColumnKind.PERCENTAGE
    assert pay is not None and pay.kind is ColumnKind.PERCENTAGE


def test_a_row_with_only_a_label_is_a_heading_and_its_blanks_are_not_missing_values() -> None:
    appeals = found_in(APPEALS)["SEND_2"]

    assert appeals.layout.headings[0] == 6
    assert not any(missing.symbol == "" for missing in appeals.missing)


def test_what_is_printed_has_the_shape_that_scripts_rely_on() -> None:
    plain = as_plain(found_in(PAY)["All"])

    assert list(plain) == [
        *("sheet", "hidden", "is_data", "header_rows", "first_row", "last_row", "columns", "missing", "period"),
        *("period_from", "places", "footnotes", "warnings"),
    ]
    assert plain["columns"][0] == {"name": "Description", "kind": "place", "example": "United Kingdom"}  # type: ignore[index]
    assert set(plain["places"]) == {"system", "matched", "unmatched"}  # type: ignore[call-overload]


def test_links_and_formulas_are_told() -> None:
    warnings = " ".join(found_in(OUTTURN)["Sheet1"].warnings)

    assert "draw on 2 other files" in warnings
    assert "4,126 cells hold formulas (first CO8)" in warnings


def test_every_shipped_text_file_of_figures_is_data_with_a_header_in_its_first_row() -> None:
    figures = [*ROOT.glob("data/childrens-social-care/*.csv.gz"), *ROOT.glob("data/ons/c*.csv.gz")]

    for file in [*figures, *ROOT.glob("data/send/*.csv.gz"), *ROOT.glob("data/recycling/*.csv.gz")]:
        (found,) = inspect(read_file(file), known=KNOWN)
        assert (found.layout.header_rows, found.layout.first_row) == ((1,), 2), file.name
        assert found.layout.last_row == len(found.sheet.rows), file.name
        assert found.places.system == "gss", file.name
        assert found.period.periods, file.name


def test_a_text_that_would_become_a_formula_is_told() -> None:
    content = b"Team,Note,Count\nNorth,=HYPERLINK(1),4\nSouth,- none,5\n"

    (found,) = inspect(read_workbook(content, name="calls.csv"), known=KNOWN)

    assert sum("would be a formula" in warning for warning in found.warnings) == 1
    assert "1 text would be a formula" in " ".join(found.warnings)
