from __future__ import annotations

import pytest

from pmf_core.definitions.period import YearType
from pmf_core.returns.periods import period_of_cell, period_of_serial, periods_in, periods_of


@pytest.mark.parametrize(
    ("cell", "period"),
    [
        ("202425", "2024-25"),
        (202425.0, "2024-25"),
        ("202403", "2024-03"),
        ("2025", "2025"),
        (2015.0, "2015"),
        ("2015/16", "2015-16"),
        ("2024-04-01/P1Y", "2024-25"),
        ("2018-20", "2018-01-01--2020-12-31"),
        ("2013/14-15/16", "2013-04-01--2016-03-31"),
        ("2024-25 (OT)", "2024-25"),
        ("2025 (prov)", "2025"),
        ("2022/23 Q3", "2022-Q4"),
        ("Apr-23", "2023-04"),
        ("2024-03-31", "2024-03-31"),
    ],
)
def test_a_cell_stands_for_the_period_that_its_publisher_means(cell: str | float, period: str) -> None:
    found = period_of_cell(cell)

    assert found is not None and found.id == period


@pytest.mark.parametrize("cell", ["", None, "Total", "14-16", True, 12.5, "2024-13"])
def test_a_cell_that_says_no_period_stands_for_none(cell: str | float | None) -> None:
    assert period_of_cell(cell) is None


def test_a_school_year_begins_in_september() -> None:
    found = period_of_cell("202425", year=YearType.ACADEMIC)

    assert found is not None and found.start.month == 9


def test_a_date_that_lost_its_format_is_a_day_again() -> None:
    found = period_of_serial(45_809)

    assert found is not None and found.id == "2025-06"


def test_what_is_unread_in_a_column_is_kept() -> None:
    found = periods_of(["2024-25", "2024-25", "next year", None])

    assert list(found.read) == ["2024-25"]
    assert found.unread == ("next year",)


@pytest.mark.parametrize(
    ("text", "periods"),
    [
        ("Waiting list, January 2023 (published 9 March 2023)", ["2023-01"]),
        ("DSG allocations 2023 to 2024 financial year", ["2023-24"]),
        ("Appeals, England 2014-20222,3", ["2014-01-01--2022-12-31"]),
        ("community_health_2023-03-01", ["2023-03"]),
        ("Outturn data 202122", ["2021-22"]),
        ("Table 8.7a", []),
    ],
)
def test_a_title_says_the_period_of_its_figures_and_not_of_their_publication(text: str, periods: list[str]) -> None:
    assert [period.id for period in periods_in(text)] == periods
