"""Charts of counts, rare events and subgroups."""

from __future__ import annotations

import numpy as np
import pytest

from pmf_core.errors import BadInput
from pmf_core.judgement.spc import MDC, Rule, batch_of_arrays, judge
from pmf_core.judgement.spc.attribute import c_chart, p_chart, u_chart
from pmf_core.judgement.spc.counted import counted
from pmf_core.judgement.spc.laney import p_prime_chart, u_prime_chart
from pmf_core.judgement.spc.profile import Baseline
from pmf_core.judgement.spc.rare import g_chart, t_chart
from pmf_core.judgement.spc.subgroup import deviation_chart, mean_chart, subgroups_of

NAN = float("nan")


def test_p_limits_follow_each_denominator():
    limits = p_chart(counted([[20, 80]], [[100, 400]])).limits

    assert limits.centre[0].tolist() == [0.2, 0.2]
    assert limits.upper[0] == pytest.approx([0.2 + 3 * 0.04, 0.2 + 3 * 0.02])


def test_the_centre_is_sum_over_sum_and_never_the_mean_of_ratios():
    assert p_chart(counted([[1, 90]], [[10, 100]])).limits.centre[0, 0] == pytest.approx(91 / 110)


def test_p_limits_stay_between_nothing_and_everything():
    limits = p_chart(counted([[1, 0, 5]], [[5, 5, 5]])).limits

    assert limits.lower.min() == 0
    assert limits.upper.max() == 1


def test_a_zero_denominator_has_no_value_and_no_limits():
    chart = p_chart(counted([[5, 0, 6]], [[10, 0, 10]]))

    assert np.isnan(chart.values[0, 1])
    assert chart.limits.known[0].tolist() == [True, False, True]
    assert chart.limits.centre[0, 0] == pytest.approx(11 / 20)


def test_few_expected_events_are_doubted():
    assert p_chart(counted([[1, 50]], [[10, 500]])).doubtful[0].tolist() == [True, False]


def test_u_limits_are_three_poisson_errors():
    limits = u_chart(counted([[30, 50]], [[10, 10]])).limits

    assert limits.upper[0, 0] == pytest.approx(4 + 3 * np.sqrt(4 / 10))


def test_c_limits_are_three_roots_of_the_mean():
    limits = c_chart(counted([[14, 18]])).limits

    assert (limits.lower[0, 0], limits.upper[0, 0]) == pytest.approx((4.0, 28.0))


def test_a_ghost_is_drawn_with_limits_and_left_out_of_them():
    chart = p_chart(counted([[20, 400, 20]], [[100, 400, 100]], ghosted=[[False, True, False]]))

    assert chart.limits.centre[0].tolist() == [0.2, 0.2, 0.2]
    assert chart.values[0, 1] == 1.0
    assert chart.limits.upper[0, 1] == pytest.approx(0.26)


def test_each_partition_of_a_chart_has_its_own_centre():
    chart = p_chart(counted([[1, 1, 8, 8]], [[10] * 4], starts=[[False, False, True, False]]))

    assert chart.limits.centre[0].tolist() == pytest.approx([0.1, 0.1, 0.8, 0.8])


def test_a_frozen_baseline_leaves_later_points_out_of_the_centre():
    chart = p_chart(counted([[2, 2, 9]], [[10] * 3]), baseline=Baseline(points=2))

    assert chart.limits.centre[0, 0] == pytest.approx(0.2)


def test_huge_denominators_make_p_limits_absurd_and_p_prime_does_not_follow():
    shares = 0.2 + 0.02 * np.random.default_rng(5).normal(size=30)
    found = counted(np.rint(1e6 * shares)[None, :], np.full((1, 30), 1e6))

    plain, widened = p_chart(found), p_prime_chart(found)

    outside = lambda chart: int(((chart.values > chart.limits.upper) | (chart.values < chart.limits.lower)).sum())  # noqa: E731
    assert outside(plain) > 25
    assert outside(widened) == 0
    assert widened.spread_of_z[0, 0] > 20


@pytest.mark.parametrize("chart", [p_prime_chart, u_prime_chart])
def test_no_event_at_all_has_the_centre_for_limits(chart):
    limits = chart(counted([[0] * 15], [[50] * 15])).limits

    assert limits.lower.tolist() == limits.upper.tolist() == [[0.0] * 15]


def test_the_centre_of_a_g_chart_is_the_median():
    chart = g_chart(counted([[0, 1, 8]]))

    assert chart.limits.centre[0, 0] == 1
    assert chart.limits.upper[0, 0] == pytest.approx(3 + 3 * np.sqrt(12))


def test_a_time_of_nothing_between_events_is_an_error():
    with pytest.raises(BadInput, match="Falls has a time of 0 between events at June"):
        t_chart(counted([[3, 0]], names=("Falls",), periods=(("May", "June"),)))


def test_t_limits_are_not_below_nothing():
    assert t_chart(counted([[0.1, 30.0, 2.0, 9.0, 0.2]])).limits.lower[0, 0] == 0


@pytest.mark.parametrize(
    ("numerator", "denominator", "message"),
    [
        ([[3, -1]], [[5, 5]], "Plans has a negative count at June"),
        ([[3, 1]], [[5, -5]], "Plans has a negative denominator at June"),
        ([[3, float("inf")]], [[5, 5]], "Plans has an infinite count at June"),
        ([[3, 6]], [[5, 5]], "Plans has a numerator over its denominator at June"),
    ],
)
def test_impossible_counts_are_errors_that_name_series_and_period(numerator, denominator, message: str):
    with pytest.raises(BadInput, match=message):
        p_chart(counted(numerator, denominator, names=("Plans",), periods=(("May", "June"),)))


def test_a_rate_may_be_over_one():
    assert u_chart(counted([[30, 20]], [[10, 10]])).values[0].tolist() == [3.0, 2.0]


def test_a_chart_can_be_told_per_hundred():
    chart = p_chart(counted([[20, 80]], [[100, 400]])).times(100)

    assert chart.values[0].tolist() == [20.0, 20.0]
    assert chart.limits.upper[0, 0] == pytest.approx(32.0)


def test_the_rules_run_on_limits_that_vary():
    found = counted([[20] * 9 + [45]], [[100] * 10])
    chart = p_chart(found, baseline=Baseline(points=9))

    judged = judge(batch_of_arrays(chart.values), settings=MDC, limits=chart.limits)

    assert np.flatnonzero(judged.marked(Rule.BEYOND_LIMITS, high=True)[0]).tolist() == [9]


def test_a_missing_count_is_no_event_of_zero():
    chart = c_chart(counted([[10, NAN, 20]]))

    assert chart.limits.centre[0, 0] == 15
    assert np.isnan(chart.values[0, 1])


def test_the_mean_of_subgroups_is_weighted_by_their_size():
    groups = subgroups_of([1, 3, 5, 7, 9], series=[0] * 5, subgroup=[0, 0, 1, 1, 1], shape=(1, 2))

    limits = mean_chart(groups, members=np.ones((1, 2), dtype=bool))

    assert limits.centre[0, 0] == pytest.approx(5.0)


def test_deviations_of_unequal_subgroups_are_pooled():
    groups = subgroups_of([1, 3, 5, 7, 9], series=[0] * 5, subgroup=[0, 0, 1, 1, 1], shape=(1, 2))

    limits = deviation_chart(groups, members=np.ones((1, 2), dtype=bool))

    assert limits.centre[0, 0] == pytest.approx(np.sqrt((2 + 8) / 3))


def test_a_subgroup_of_one_has_no_deviation_and_no_limits():
    groups = subgroups_of([1, 3, 5], series=[0] * 3, subgroup=[0, 0, 1], shape=(1, 2))

    limits = deviation_chart(groups, members=np.ones((1, 2), dtype=bool))

    assert np.isnan(groups.deviation[0, 1])
    assert limits.known[0].tolist() == [True, False]
