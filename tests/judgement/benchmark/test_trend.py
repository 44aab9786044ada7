"""The recent trend."""

from __future__ import annotations

import numpy as np
import pytest

from pmf_core.judgement.benchmark import TrendReason, recent_trend_of_proportions, recent_trend_of_values

PEOPLE = np.full((1, 5), 1000.0)
RISING = np.array([[200.0, 230, 260, 290, 320]])


def test_a_falling_series_is_the_mirror_of_a_rising_one():
    up, down = recent_trend_of_proportions(RISING, PEOPLE), recent_trend_of_proportions(PEOPLE - RISING, PEOPLE)

    assert up.direction == [1]
    assert down.direction == [-1]
    assert up.chi_squared == pytest.approx(down.chi_squared)


def test_a_trend_that_rests_on_one_point_is_no_trend():
    found = recent_trend_of_proportions([[900, 200, 250, 300, 350]], PEOPLE)

    assert found.chi_squared > 9.55
    assert not found.significant


@pytest.mark.parametrize(
    ("counts", "reason"),
    [
        ([200, 230, 260, 290], TrendReason.TOO_FEW_POINTS),
        ([np.nan, 230, 260, 290, 320], TrendReason.TOO_FEW_POINTS),
        ([180, 200, 230, np.nan, 290, 320], TrendReason.MISSING_VALUES),
        ([200, 230, 1000, 290, 320], TrendReason.ALL_OR_NONE),
        ([200, 230, 0, 290, 320], TrendReason.ALL_OR_NONE),
    ],
)
def test_a_trend_that_cannot_be_calculated_says_why(counts: list[float], reason: TrendReason):
    found = recent_trend_of_proportions([counts], [[1000.0] * len(counts)])

    assert found.reason == [reason]
    assert found.direction == [0]


def test_only_the_last_five_points_count():
    longer = np.concatenate([[[900.0, 950]], RISING], axis=1)
    people = np.full(longer.shape, 1000.0)
    common = {"counts": longer, "denominators": people}

    with_limits = recent_trend_of_values(longer, lower=longer - 20, upper=longer + 20, **common)
    short = recent_trend_of_values(RISING, lower=RISING - 20, upper=RISING + 20, counts=RISING, denominators=PEOPLE)

    assert with_limits.chi_squared == pytest.approx(short.chi_squared)
    assert with_limits.direction == [1]
