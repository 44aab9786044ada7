from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pmf_core.definitions.period import Grain, Period, YearType, month, parse, quarter, year
from pmf_core.errors import BadInput

MONTHS = st.builds(month, st.integers(1990, 2099), st.integers(1, 12))
YEARS = st.builds(year, st.integers(1990, 2098), st.sampled_from(list(YearType)))
QUARTERS = st.builds(quarter, st.integers(1990, 2099), st.integers(1, 4))


@given(st.one_of(MONTHS, YEARS, QUARTERS))
def test_an_id_reads_back_as_the_same_period(period: Period) -> None:
    assert parse(period.id) == period


@given(st.one_of(MONTHS, YEARS, QUARTERS))
def test_the_next_period_begins_where_the_last_one_ends(period: Period) -> None:
    following = period.before(-1)

    assert (following.start - period.end).days == 1
    assert following.before() == period


def test_a_financial_year_that_could_be_a_month_is_written_with_its_dates() -> None:
    assert year(2009, YearType.FINANCIAL).id == "2009-04-01--2010-03-31"
    assert parse("2009-10") == month(2009, 10)


def test_a_survey_year_that_begins_in_november_keeps_its_days() -> None:
    survey = Period(date(2015, 11, 16), date(2016, 11, 15), Grain.YEAR)

    assert parse(survey.id) == survey
    assert survey.name == "16 November 2015 to 15 November 2016"


@pytest.mark.parametrize("text", ["", "Feb 2025", "2025-13", "2025-02-30", "2024/26", "202425"])
def test_what_is_no_period_is_refused_with_the_ways_to_write_one(text: str) -> None:
    with pytest.raises(BadInput, match="write a month as 2025-02"):
        parse(text)


def test_a_period_that_ends_before_it_starts_is_refused() -> None:
    with pytest.raises(BadInput, match="swap the two dates"):
        Period(date(2025, 2, 1), date(2025, 1, 1), Grain.SPAN)
