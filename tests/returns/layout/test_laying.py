from __future__ import annotations

from pathlib import Path

import pytest

from pmf_core.returns.layout import ColumnKind, Layout, Scale, lay_out
from pmf_core.returns.places import known_places
from pmf_core.returns.workbook import Cell, Range, Sheet

KNOWN = known_places(Path(__file__).resolve().parents[3] / "data")
NAMES = ("Derby", "Derbyshire", "Leicester", "Leicestershire", "Lincolnshire", "Nottingham", "Nottinghamshire")

Rows = list[list[Cell]]


def laid_out(rows: Rows, *, merged: tuple[Range, ...] = (), name: str = "Data") -> Layout:
    return lay_out(Sheet(name, False, rows, merged), known=KNOWN)


def figures(*header: Cell) -> Rows:
    return [list(header), *([name, float(place), float(place * 2)] for place, name in enumerate(NAMES, start=3))]


def kinds(layout: Layout) -> list[str]:
    return [column.kind.value for column in layout.columns]


@pytest.mark.parametrize("above", range(8))
def test_the_header_is_found_wherever_it_stands(above: int) -> None:
    titles: Rows = [["Assessments, April 2024", None, None], *[[None, None, None]] * 9]

    layout = laid_out([*titles[:above], *figures("Local authority", "Made", "On time")])

    assert layout.header_rows == (above + 1,)
    assert (layout.first_row, layout.last_row) == (above + 2, above + 8)


def test_totals_and_notes_below_are_not_data_and_a_national_row_is() -> None:
    below: Rows = [["England", 90.0, 95.0], ["Total", 99.0, 99.0], [], ["Source: council systems"], ["c = suppressed"]]

    layout = laid_out([*figures("Authority", "Made", "On time"), *below])

    assert (layout.first_row, layout.last_row, layout.totals) == (2, 9, (10,))
    assert [(note.row, note.text) for note in layout.footnotes] == [
        (12, "Source: council systems"),
        (13, "c = suppressed"),
    ]
    assert layout.symbols == {"c": "suppressed"}


def test_years_over_figures_are_a_header_and_not_data() -> None:
    layout = laid_out(figures("Authority", 2022.0, 2023.0))

    assert layout.header_rows == (1,)
    assert [column.name for column in layout.columns] == ["Authority", "2022", "2023"]


def test_merged_groups_stand_over_all_their_columns() -> None:
    rows: Rows = [
        ["Area", "Adults", None, "Children", None],
        [None, "Number", "Per cent", "Number", "Per cent"],
        *([name, 5.0, 50.0, 6.0, 60.0] for name in NAMES),
    ]

    layout = laid_out(rows, merged=(Range(1, 1, 2, 1), Range(1, 2, 1, 3), Range(1, 4, 1, 5)))

    assert layout.header_rows == (1, 2)
    assert [column.name for column in layout.columns] == [
        *("Area", "Adults | Number", "Adults | Per cent", "Children | Number", "Children | Per cent"),
    ]
    assert kinds(layout) == ["place", "number", "percentage", "number", "percentage"]


def test_blank_leading_columns_are_no_columns_but_keep_their_place() -> None:
    layout = laid_out([[None, None, *row] for row in figures("Area", "Made", "On time")])

    assert [column.index for column in layout.columns] == [3, 4, 5]


def test_a_file_without_a_header_begins_with_data() -> None:
    layout = laid_out([["E10000024", "2024-25", "5"], ["E10000018", "2024-25", "7"], ["E06000015", "2024-25", "1"]])

    assert (layout.header_rows, layout.first_row, layout.last_row) == ((), 1, 3)
    assert kinds(layout) == ["place", "period", "number"]
    assert "No header row was found" in layout.warnings[0]


def test_one_row_of_data_below_a_header_is_data() -> None:
    layout = laid_out([["Area", "Count"], ["Derby", "4"]])

    assert (layout.is_data, layout.header_rows, layout.first_row, layout.last_row) == (True, (1,), 2, 2)


def test_the_larger_of_two_tables_is_read_and_the_other_is_told() -> None:
    few: Rows = [["Derby", 1.0, 2.0], ["Leicester", 1.0, 2.0], ["Rutland", 1.0, 2.0]]
    small: Rows = [["Table A"], ["Area", "Made", "On time"], *few, []]

    layout = laid_out([*small, ["Table B"], *figures("Area", "Made", "On time")])

    assert (layout.header_rows, layout.first_row, layout.last_row) == ((8,), 9, 15)
    assert any("Another table with 3 rows" in warning for warning in layout.warnings)


def test_names_that_repeat_are_told_with_their_columns() -> None:
    layout = laid_out(figures("Area", "Count", "Count"))

    assert "The name 'Count' stands over 2 columns: B and C." in layout.warnings


@pytest.mark.parametrize(
    ("cells", "scale"),
    [
        (["0.5", "0.6", "0.7"], Scale.UNCLEAR),
        (["50", "60", "70"], Scale.HUNDRED),
        (["50%", "60%", "7%"], Scale.HUNDRED),
    ],
)
def test_a_percentage_says_what_it_counts_in_or_that_it_does_not(cells: list[str], scale: Scale) -> None:
    layout = laid_out([["Area", "Per cent"], *([name, cell] for name, cell in zip(NAMES[:3], cells, strict=True))])

    assert (layout.columns[1].kind, layout.columns[1].scale) == (ColumnKind.PERCENTAGE, scale)


def test_a_format_of_per_cent_means_a_fraction() -> None:
    rows: Rows = [["Area", "On time"], ["Derby", 0.5], ["Leeds", 0.75]]

    layout = lay_out(Sheet("Data", False, rows, percentages=frozenset({2})))

    assert layout.columns[1].scale is Scale.FRACTION


@pytest.mark.parametrize(
    ("name", "rows"),
    [
        ("Cover", [["Title:", "Returns"], ["Published:", "9 March 2023"], ["Contact:", "someone"]]),
        ("Contents", [["Contents"], ["Table 1", "Referrals"], ["Table 2", "Assessments"]]),
        ("Notes", [["Note number", "Note text"], ["1", "Figures are rounded."], ["2", "Figures are provisional."]]),
        (
            "Lists",
            [
                ["Team", "Reason", "Sex"],
                ["North", "a", "F"],
                ["South", "b", "M"],
                ["East", "c", None],
                ["W", None, None],
            ],
        ),
        ("Sheet3", []),
    ],
)
def test_sheets_about_other_sheets_are_not_data(name: str, rows: Rows) -> None:
    assert not laid_out(rows, name=name).is_data


def test_records_of_texts_are_data() -> None:
    records: Rows = [["Case ID", "Team", "Outcome"], *([f"C{n:03}", "North", "Met"] for n in range(9))]

    layout = laid_out(records)

    assert layout.is_data
    assert kinds(layout) == ["identifier", "text", "text"]


def test_hidden_rows_and_columns_are_told() -> None:
    rows = figures("Area", "Made", "On time")

    layout = lay_out(Sheet("Data", False, rows, hidden_rows=frozenset({4}), hidden_columns=frozenset({2})))

    assert "Hidden columns (B) were read like the others." in layout.warnings
    assert "Hidden rows of data (1) were read like the others." in layout.warnings


def test_a_large_sheet_is_laid_out_by_its_beginning_middle_and_end() -> None:
    body: Rows = [[f"Team {row % 40}", float(row), float(row % 7)] for row in range(90_000)]

    layout = laid_out([["Returns"], [], ["Team", "Cases", "Closed"], *body, [], ["Source: ours"]])

    assert (layout.header_rows, layout.first_row, layout.last_row) == ((3,), 4, 90_003)
    assert layout.footnotes[0].text == "Source: ours"
