from __future__ import annotations

from datetime import date

import pytest

from pmf_core.definitions.period import Grain
from pmf_core.definitions.spoken_period import spoken_in, spoken_period


@pytest.mark.parametrize(
    ("text", "start", "end", "grain"),
    [
        ("April 2023", date(2023, 4, 1), date(2023, 4, 30), Grain.MONTH),
        ("Apr-23", date(2023, 4, 1), date(2023, 4, 30), Grain.MONTH),
        ("Sept 2022", date(2022, 9, 1), date(2022, 9, 30), Grain.MONTH),
        ("2023 April", date(2023, 4, 1), date(2023, 4, 30), Grain.MONTH),
        ("2022/23 Q3", date(2022, 10, 1), date(2022, 12, 31), Grain.QUARTER),
        ("2018-19;Q1", date(2018, 4, 1), date(2018, 6, 30), Grain.QUARTER),
        ("Quarter 4 2024-25", date(2025, 1, 1), date(2025, 3, 31), Grain.QUARTER),
        ("Q3 2024", date(2024, 7, 1), date(2024, 9, 30), Grain.QUARTER),
        ("2024 Q3", date(2024, 7, 1), date(2024, 9, 30), Grain.QUARTER),
        ("Oct 2024-Sep 2025", date(2024, 10, 1), date(2025, 9, 30), Grain.YEAR),
        ("April to June 2023", date(2023, 4, 1), date(2023, 6, 30), Grain.QUARTER),
        ("Nov to Jan 2024", date(2023, 11, 1), date(2024, 1, 31), Grain.QUARTER),
        ("1st October 2022 - 31st March 2023", date(2022, 10, 1), date(2023, 3, 31), Grain.HALF_YEAR),
        ("Year ending March 2024", date(2023, 4, 1), date(2024, 3, 31), Grain.YEAR),
        ("31 March 2024", date(2024, 3, 31), date(2024, 3, 31), Grain.DAY),
        ("31/03/2024", date(2024, 3, 31), date(2024, 3, 31), Grain.DAY),
    ],
)
def test_a_period_in_words_stands_for_its_days(text: str, start: date, end: date, grain: Grain) -> None:
    period = spoken_period(text)

    assert period is not None
    assert (period.start, period.end, period.grain) == (start, end, grain)


@pytest.mark.parametrize(
    "text", ["", "March", "maybe 2023", "Q5 2024", "2022/25 Q3", "13/13/2024", "Dec 2024-Jan 2024"]
)
def test_words_that_say_no_period_stand_for_none(text: str) -> None:
    assert spoken_period(text) is None


def test_a_longer_period_is_not_also_heard_as_its_parts() -> None:
    heard = list(spoken_in("Referrals, Apr 2022 to Mar 2023, published 5 May 2023"))

    assert [mention.text for mention in heard] == ["Apr 2022 to Mar 2023", "5 May 2023"]
    assert heard[0].period.grain is Grain.YEAR
