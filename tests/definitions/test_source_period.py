from __future__ import annotations

from datetime import date

import pytest

from pmf_core.definitions.period import Grain
from pmf_core.definitions.source_period import PeriodForm, PeriodKind, PeriodRule, period_of
from pmf_core.errors import BadInput


def rule(*kinds: PeriodKind, begins: int = 1) -> PeriodRule:
    return PeriodRule(column="period", forms=tuple(PeriodForm(kind=kind, begins=begins) for kind in kinds))


@pytest.mark.parametrize(
    ("text", "kind", "begins", "start", "end", "grain"),
    [
        ("2022", PeriodKind.YEAR, 1, date(2022, 1, 1), date(2022, 12, 31), Grain.YEAR),
        ("2025", PeriodKind.YEAR, 4, date(2024, 4, 1), date(2025, 3, 31), Grain.YEAR),
        ("2025", PeriodKind.YEAR, 10, date(2024, 10, 1), date(2025, 9, 30), Grain.YEAR),
        ("2024-25 (OT)", PeriodKind.YEAR_PAIR, 4, date(2024, 4, 1), date(2025, 3, 31), Grain.YEAR),
        ("2015/16", PeriodKind.YEAR_PAIR, 9, date(2015, 9, 1), date(2016, 8, 31), Grain.YEAR),
        ("202425", PeriodKind.YEAR_PAIR, 9, date(2024, 9, 1), date(2025, 8, 31), Grain.YEAR),
        ("2014-16", PeriodKind.POOLED_YEARS, 1, date(2014, 1, 1), date(2016, 12, 31), Grain.SPAN),
        ("2013/14-15/16", PeriodKind.POOLED_YEARS, 4, date(2013, 4, 1), date(2016, 3, 31), Grain.SPAN),
        ("2015-11-16/P1Y", PeriodKind.INTERVAL, 1, date(2015, 11, 16), date(2016, 11, 15), Grain.YEAR),
        ("2020-04-01/P3Y", PeriodKind.INTERVAL, 1, date(2020, 4, 1), date(2023, 3, 31), Grain.SPAN),
        ("2023-07-01/P1M", PeriodKind.INTERVAL, 1, date(2023, 7, 1), date(2023, 7, 31), Grain.MONTH),
        ("2024-02", PeriodKind.MONTH, 1, date(2024, 2, 1), date(2024, 2, 29), Grain.MONTH),
        ("2016-04-01", PeriodKind.MONTH_OF_DATE, 1, date(2016, 4, 1), date(2016, 4, 30), Grain.MONTH),
        ("2025-04-30", PeriodKind.YEAR_OF_DATE, 1, date(2025, 1, 1), date(2025, 12, 31), Grain.YEAR),
    ],
)
def test_every_way_of_writing_a_period_stands_for_its_days(
    text: str, kind: PeriodKind, begins: int, start: date, end: date, grain: Grain
) -> None:
    period = period_of(text, rule(kind, begins=begins))

    assert (period.start, period.end, period.grain) == (start, end, grain)


def test_one_file_may_mix_calendar_years_and_financial_years() -> None:
    forms = (PeriodForm(kind=PeriodKind.YEAR_PAIR, begins=4), PeriodForm(kind=PeriodKind.YEAR))
    mixed = PeriodRule(column="period", forms=forms)

    assert period_of("2015", mixed).id == "2015"
    assert period_of("2015/16", mixed).id == "2015-16"


def test_two_years_that_do_not_follow_each_other_are_pooled_and_not_one_year() -> None:
    both = rule(PeriodKind.YEAR_PAIR, PeriodKind.POOLED_YEARS, begins=4)

    assert period_of("2014-15", both).grain is Grain.YEAR
    assert period_of("2014-17", both).grain is Grain.SPAN


def test_a_dictionary_may_say_where_a_year_begins_measure_by_measure() -> None:
    academic = period_of("2025", rule(PeriodKind.YEAR), begins=9)

    assert (academic.start, academic.end) == (date(2024, 9, 1), date(2025, 8, 31))


@pytest.mark.parametrize("text", ["0", "", "2025-13", "next year", "2014-16"])
def test_a_label_that_is_no_period_is_refused_with_its_text(text: str) -> None:
    with pytest.raises(BadInput, match=repr(text)):
        period_of(text, rule(PeriodKind.YEAR, PeriodKind.MONTH))
