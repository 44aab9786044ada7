"""XmR limits: mean, moving ranges, screening, baselines and partitions."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from pmf_core.errors import BadInput
from pmf_core.judgement.spc import HUB, MDC, NHSR, Reason, Rule, Variation, batch_of_arrays, judge
from pmf_core.judgement.spc.profile import Baseline, Screening
from pmf_core.judgement.verdict import NotJudged

NAN = float("nan")
ZIGZAG = [9.0, 11.0] * 6


def _limits(values: list[float], **options) -> tuple[float, float, float]:
    found = judge(batch_of_arrays([values]), settings=replace(MDC, **options))
    return tuple(float(edge[0, 0]) for edge in (found.limits.centre, found.limits.lower, found.limits.upper))


def test_limits_are_the_mean_and_2_66_mean_moving_ranges():
    assert _limits([10.0, 12.0, 11.0]) == pytest.approx((11.0, 11 - 2.66 * 1.5, 11 + 2.66 * 1.5))


def test_a_moving_range_is_never_bridged_over_a_missing_point():
    assert _limits([10.0, 12.0, NAN, 30.0, 31.0]) == pytest.approx((20.75, 20.75 - 2.66 * 1.5, 20.75 + 2.66 * 1.5))


def test_screening_keeps_the_mean_and_drops_large_ranges():
    values = [*ZIGZAG, 50.0]

    centre, _, upper = _limits(values, screening=Screening.RANGES)

    assert centre == pytest.approx(np.mean(values))
    assert upper - centre == pytest.approx(2.66 * 2)


def test_making_data_counts_screening_drops_the_point_that_ends_a_large_range():
    centre, _, upper = _limits([*ZIGZAG, 50.0], screening=Screening.RANGES_AND_POINTS)

    assert (centre, upper) == pytest.approx((10.0, 10 + 2.66 * 2))


def test_a_screen_that_leaves_no_width_is_not_followed():
    _, lower, upper = _limits([5.0] * 19 + [6.0], screening=Screening.RANGES)

    assert upper - lower == pytest.approx(2 * 2.66 / 19)


@pytest.mark.parametrize("value", [0.1, 1e-9, 1e12, -0.7])
def test_a_constant_series_has_its_mean_for_limits_and_no_signal(value: float):
    found = judge(batch_of_arrays([[value] * 30]))

    assert found.limits.lower[0, 0] == found.limits.upper[0, 0] == pytest.approx(value, rel=1e-12)
    assert found.signals.sum() == 0
    assert found.verdict().variation is Variation.COMMON_CAUSE


def test_the_first_twelve_points_can_be_the_baseline():
    centre, _, _ = _limits([*ZIGZAG, 90.0, 95.0], baseline=Baseline(points=12))

    assert centre == 10.0


def test_a_baseline_below_twelve_points_is_refused():
    with pytest.raises(BadInput, match="baseline of 11 points is too short"):
        replace(MDC, baseline=Baseline(points=11))


def test_the_partition_after_an_opening_baseline_borrows_its_limits():
    settings = replace(MDC, baseline=Baseline(points=12, opens_series=True))

    found = judge(batch_of_arrays([[*ZIGZAG, 90.0, 95.0]]), settings=settings)

    assert found.partition[0].tolist() == [0] * 12 + [1] * 2
    assert found.limits.centre[0].tolist() == [10.0, 10.0]


def test_a_shift_does_not_cross_the_end_of_an_opening_baseline():
    values = [9.0] * 5 + [11.0] * 14
    opened = replace(MDC, baseline=Baseline(points=12, opens_series=True))
    within = replace(MDC, baseline=Baseline(points=12))

    cut = judge(batch_of_arrays([values]), settings=opened).marked(Rule.SHIFT, high=True)[0]
    whole = judge(batch_of_arrays([values]), settings=within).marked(Rule.SHIFT, high=True)[0]

    assert np.flatnonzero(cut).tolist() == [*range(5, 19)]
    assert np.flatnonzero(whole).tolist() == [*range(5, 19)]
    shorter = judge(batch_of_arrays([values[:16]]), settings=opened).marked(Rule.SHIFT, high=True)[0]
    assert np.flatnonzero(shorter).tolist() == [*range(5, 12)]


def test_every_partition_has_limits_of_its_own():
    starts = [[place == 12 for place in range(24)]]

    found = judge(batch_of_arrays([[*ZIGZAG, *(value + 20 for value in ZIGZAG)]], starts=starts), settings=MDC)

    assert found.limits.centre[0].tolist() == [10.0, 30.0]
    assert found.limits_by_point().centre[0, [0, 11, 12, 23]].tolist() == [10.0, 10.0, 30.0, 30.0]


def test_the_hub_freezes_limits_after_24_points_with_a_value():
    values = [NAN, *ZIGZAG, *ZIGZAG, 90.0, 91.0]

    found = judge(batch_of_arrays([values]))

    assert found.limits.centre[0, 0] == 10.0
    assert found.verdict().variation is Variation.NEITHER_HIGH


def test_the_hub_judges_from_twelve_points():
    eleven = judge(batch_of_arrays([[9.0, 11.0] * 5 + [90.0]]))
    twelve = judge(batch_of_arrays([[9.0, 11.0] * 5 + [9.0, 90.0]]))

    assert eleven.verdict().variation == NotJudged("11 points, 12 needed")
    assert eleven.signals.sum() == 0
    assert eleven.on_trial().tolist() == [[True]]
    assert np.isfinite(eleven.limits.upper[0, 0])
    assert twelve.verdict().variation is Variation.NEITHER_HIGH


def test_a_new_partition_is_on_trial_until_it_has_twelve_points():
    starts = [[place == 24 for place in range(30)]]

    found = judge(batch_of_arrays([[9.0, 11.0] * 15], starts=starts))

    assert found.on_trial().tolist() == [[False, True]]
    assert found.verdict().variation == NotJudged("6 points, 12 needed")


@pytest.mark.parametrize(
    ("values", "reason", "words"),
    [
        ([NAN, NAN], Reason.NO_POINTS, "no points"),
        ([5.0], Reason.NO_LIMITS, "no two points next to each other, so no limits"),
        ([5.0, NAN, 6.0, NAN, 7.0], Reason.NO_LIMITS, "no two points next to each other, so no limits"),
    ],
)
def test_what_has_no_limits_is_not_judged_and_says_why(values: list[float], reason: Reason, words: str):
    found = judge(batch_of_arrays([values]), settings=NHSR)

    assert found.reason[0] == reason
    assert found.verdict().variation == NotJudged(words)
    assert found.verdict().assurance == NotJudged(words)


def test_limits_are_widened_where_values_hang_together():
    wave = [10 + 3 * np.sin(place / 4) for place in range(24)]

    plain = judge(batch_of_arrays([wave]), settings=replace(HUB, widens_above=float("inf")))
    found = judge(batch_of_arrays([wave]))

    width = plain.limits.upper - plain.limits.centre
    assert found.widening[0, 0] > 1.5
    np.testing.assert_allclose(found.limits.upper - found.limits.centre, width * found.widening)


def test_limits_of_independent_values_are_not_widened():
    values = np.random.default_rng(7).normal(size=24)

    assert judge(batch_of_arrays([values])).widening.tolist() == [[1.0]]


def test_a_large_offset_costs_no_precision():
    small = judge(batch_of_arrays([[1.0, 2.0, 4.0, 3.0, 2.0] * 6]), settings=MDC)
    large = judge(batch_of_arrays([[1e9 + value for value in [1.0, 2.0, 4.0, 3.0, 2.0] * 6]]), settings=MDC)

    assert large.limits.centre[0, 0] - 1e9 == pytest.approx(small.limits.centre[0, 0], abs=1e-6)
    assert (large.signals == small.signals).all()
