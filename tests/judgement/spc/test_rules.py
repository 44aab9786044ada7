"""Each rule on a small hand-made series."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from pmf_core.errors import BadInput
from pmf_core.judgement.spc import MDC, Judgements, Rule, Settings, batch_of_arrays, judge
from pmf_core.judgement.spc.profile import TwoOfThree
from pmf_core.judgement.spc.xmr import Limits

NAN = float("nan")
FIXED = Limits(
    *(np.full((1, 1), edge) for edge in (10.0, 7.0, 13.0, 8.0, 12.0)),
    slack=np.full((1, 1), 1e-12),
    known=np.ones((1, 1), dtype=bool),
    by_point=True,
)
"""A mean of 10 and a sigma of 1, so that the rules can be read off the values."""


def _marked(values: list[float], rule: Rule, *, high: bool = True, settings: Settings = MDC) -> list[int]:
    found = judge(batch_of_arrays([values]), settings=settings, limits=FIXED)
    return [int(place) for place in np.flatnonzero(found.marked(rule, high=high)[0])]


def test_a_point_above_the_upper_limit_is_beyond():
    assert _marked([10, 13.1, 10], Rule.BEYOND_LIMITS) == [1]


def test_a_point_on_the_limit_is_inside():
    assert _marked([10, 13.0, 7.0], Rule.BEYOND_LIMITS) == []
    assert _marked([10, 13.0, 7.0], Rule.BEYOND_LIMITS, high=False) == []


def test_a_point_a_rounding_error_above_the_limit_is_inside():
    assert _marked([10, 13 * (1 + 1e-15), 10], Rule.BEYOND_LIMITS) == []


def test_seven_points_above_the_mean_are_a_shift_from_the_first():
    assert _marked([9, *[11] * 7, 9], Rule.SHIFT) == [1, 2, 3, 4, 5, 6, 7]


def test_six_points_above_the_mean_are_no_shift():
    assert _marked([9, *[11] * 6, 9], Rule.SHIFT) == []


def test_a_point_on_the_mean_breaks_a_shift():
    assert _marked([11, 11, 11, 10, 11, 11, 11, 11], Rule.SHIFT) == []


def test_a_missing_point_breaks_a_shift():
    assert _marked([11, 11, 11, NAN, 11, 11, 11, 11], Rule.SHIFT) == []


def test_a_shift_below_is_marked_low():
    assert _marked([9] * 7, Rule.SHIFT, high=False) == list(range(7))


@pytest.mark.parametrize("length", [6, 7, 8])
def test_the_length_of_a_shift_is_a_parameter(length: int):
    settings = replace(MDC, shift_length=length)

    assert _marked([9, *[11] * length], Rule.SHIFT, settings=settings) == list(range(1, length + 1))
    assert _marked([9, *[11] * (length - 1)], Rule.SHIFT, settings=settings) == []


def test_seven_rising_points_are_a_trend_with_both_ends():
    assert _marked([9, 8, 8.5, 9, 9.5, 10, 10.5, 11, 9], Rule.TREND) == [1, 2, 3, 4, 5, 6, 7]


def test_six_rising_points_are_no_trend():
    assert _marked([8, 8.5, 9, 9.5, 10, 10.5], Rule.TREND) == []


def test_an_equal_value_breaks_a_trend():
    assert _marked([8, 8.5, 9, 9, 9.5, 10, 10.5, 11], Rule.TREND) == []


def test_a_step_of_a_rounding_error_is_an_equal_value():
    assert _marked([8, 8.5, 0.1 + 0.2 + 8.7, 9.0, 9.5, 10, 10.5], Rule.TREND) == []


def test_a_missing_point_breaks_a_trend():
    assert _marked([8, 8.5, 9, NAN, 9.5, 10, 10.5, 11], Rule.TREND) == []


def test_the_turning_point_of_two_trends_belongs_to_both():
    values = [7.1, 7.6, 8, 8.5, 9, 9.5, 9.9, 9.4, 8.9, 8.4, 7.9, 7.4, 7.2]

    assert _marked(values, Rule.TREND) == list(range(7))
    assert _marked(values, Rule.TREND, high=False) == list(range(6, 13))


def test_two_of_three_marks_only_the_near_points():
    assert _marked([9, 12.5, 11, 12.5, 9], Rule.TWO_OF_THREE) == [1, 3]


def test_two_of_three_needs_all_three_on_one_side():
    assert _marked([9, 12.5, 9.9, 12.5, 9], Rule.TWO_OF_THREE) == []


def test_a_point_beyond_the_limit_does_not_count_towards_two_of_three():
    assert _marked([11, 12.5, 13.5, 11], Rule.TWO_OF_THREE) == []


def test_a_point_beyond_the_limit_counts_where_everything_beyond_two_sigma_does():
    settings = replace(MDC, two_of_three=TwoOfThree.BEYOND_TWO_SIGMA)

    assert _marked([11, 12.5, 13.5, 11], Rule.TWO_OF_THREE, settings=settings) == [1, 2]


def test_a_third_on_the_other_side_does_no_harm_where_it_may_be_anywhere():
    settings = replace(MDC, two_of_three=TwoOfThree.THIRD_NOT_OPPOSED)

    assert _marked([10, 9, 12.5, 9, 12.5, 9], Rule.TWO_OF_THREE, settings=settings) == [2, 4]
    assert _marked([10, 9, 12.5, 7.5, 12.5, 9], Rule.TWO_OF_THREE, settings=settings) == []


def test_the_third_is_marked_too_where_the_option_says_so():
    settings = replace(MDC, two_of_three=TwoOfThree.THIRD_MARKED_TOO)

    assert _marked([10, 10, 12.5, 9, 12.5, 10], Rule.TWO_OF_THREE, settings=settings) == [2, 3, 4]


def test_a_rule_of_nine_points_is_refused():
    with pytest.raises(BadInput, match="shift of 9 points is not a rule of this method"):
        replace(MDC, shift_length=9)


def _with_starts(values: list[float], start: int, *, settings: Settings = MDC) -> Judgements:
    starts = [[place == start for place in range(len(values))]]
    return judge(batch_of_arrays([values], starts=starts), settings=settings, limits=FIXED)


def test_a_shift_does_not_cross_a_re_base():
    found = _with_starts([11] * 9, 4)

    assert not found.marked(Rule.SHIFT, high=True).any()


def test_a_trend_crosses_a_re_base_in_making_data_count_only():
    values = [8, 8.5, 9, 9.5, 10, 10.5, 11]

    crossing = _with_starts(values, 4)
    within = _with_starts(values, 4, settings=replace(MDC, trend_crosses_partitions=False))

    assert crossing.marked(Rule.TREND, high=True).all()
    assert not within.marked(Rule.TREND, high=True).any()
