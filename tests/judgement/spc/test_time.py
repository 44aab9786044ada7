"""What looks along the series: runs, drifts, re-base proposals, autocorrelation and year-to-date figures."""

from __future__ import annotations

import numpy as np
import pytest

from pmf_core.errors import BadInput
from pmf_core.judgement.spc.autocorrelation import lag_one
from pmf_core.judgement.spc.decumulate import decumulated
from pmf_core.judgement.spc.moving import cusum, ewma
from pmf_core.judgement.spc.period import period_limits
from pmf_core.judgement.spc.rebase import Search, propose
from pmf_core.judgement.spc.run_chart import anhoej_limits, run_centre, runs_of

NAN = float("nan")
CALM = [6.0, 5.0] * 12


def _there(values: np.ndarray) -> np.ndarray:
    return ~np.isnan(values)


def _runs(values: list[float], centre: float):
    array = np.array([values])
    return runs_of(np.nan_to_num(array), _there(array), centre=np.array([[centre]]))


def test_points_on_the_centre_or_missing_are_not_useful_and_break_no_run():
    runs = _runs([1, 1, 5, 1, NAN, 1, 9, 9], 5)

    assert (runs.useful.item(), runs.longest.item(), runs.crossings.item()) == (6, 4, 1)


def test_a_run_longer_than_anhoejs_limit_is_a_signal():
    assert not _runs([1, 9] * 6, 5).signal.item()
    assert _runs([1] * 12 + [9] * 12, 5).signal.item()


def test_anhoejs_limits_are_the_published_ones():
    longest, crossings = anhoej_limits(np.array([10, 20, 30]))

    assert longest.tolist() == [6, 7, 8]
    assert crossings.tolist() == [2, 6, 10]


def test_no_useful_point_is_no_signal():
    assert not _runs([5, 5, 5], 5).signal.item()


def test_the_centre_of_a_run_chart_is_the_median_of_its_members():
    values = np.array([[1.0, 2.0, 9.0, 100.0]])

    assert run_centre(values, np.array([[True, True, True, False]])).item() == 2.0


def test_an_ewma_finds_a_small_shift():
    values = np.array([[*CALM, *[7.3] * 8]])

    assert ewma(values, _there(values)).outside[0, -1]


def test_a_missing_point_leaves_an_ewma_where_it_was():
    average = ewma(np.array([[4.0, 6.0, NAN, 5.0]]), np.array([[True, True, False, True]])).average[0]

    assert average[2] == average[1]


def test_a_cusum_finds_a_shift_and_resets_at_nothing():
    values = np.array([[*CALM, *[7.0] * 9]])

    sums = cusum(values, _there(values))

    assert sums.outside[0, -1]
    assert sums.above.min() == 0
    assert sums.below.max() == 0


def _proposed(values: list[float], **options) -> list[int]:
    array = np.array([values])
    return propose(array, _there(array), search=Search(**options)).columns()


def test_a_step_that_lasts_is_proposed_where_it_starts():
    assert _proposed([*CALM, *(value + 10 for value in CALM)]) == [24]


def test_a_stable_series_is_left_alone():
    assert _proposed(CALM * 2) == []


def test_a_step_with_too_few_points_is_not_proposed():
    assert _proposed([*CALM, *[15.0, 16.0] * 10]) == []
    assert _proposed([*CALM, *[16.0, 15.0] * 10, 16.0]) == [24]


def test_a_step_whose_period_ends_on_the_way_back_would_be_regretted():
    values = [*CALM, *[15.0, 16.0] * 10, 15.0]

    assert _proposed(values) == []
    assert _proposed(values, no_regrets=False) == [24]


def test_a_step_that_turns_back_is_not_proposed_unless_every_shift_is():
    values = [*CALM, *[15.0, 16.0] * 5, *CALM, *CALM]

    assert 24 not in _proposed(values)
    assert 24 in _proposed(values, every_shift=True)


def test_proposals_of_many_series_are_those_of_each():
    random = np.random.default_rng(11)
    values = np.cumsum(random.normal(size=(40, 120)), axis=1)
    values[::3, ::17] = NAN

    together = propose(values, _there(values))

    found = [_proposed(row.tolist()) for row in values]
    assert [together.columns(row) for row in range(40)] == found
    assert sum(map(len, found)) > 40


def test_up_to_three_extremes_are_left_out_of_a_period():
    values = np.array([[*CALM, 90.0, -90.0, 80.0, 70.0]])

    assert np.flatnonzero(period_limits(values, _there(values)).left_out[0]).tolist() == [24, 25, 26]


def test_a_series_shorter_than_a_period_has_none():
    values = np.array([[1.0] * 20])

    assert propose(values, _there(values)).start.tolist() == [[-1]]


def test_autocorrelation_of_alternating_values_is_negative_and_of_a_wave_positive():
    wave = np.sin(np.arange(40) / 4)[None, :]

    assert lag_one(np.array([CALM]), np.ones((1, 24), dtype=bool)).item() < -0.9
    assert lag_one(wave, _there(wave)).item() > 0.8


def test_autocorrelation_of_a_constant_is_not_known():
    assert np.isnan(lag_one(np.full((1, 9), 0.1), np.ones((1, 9), dtype=bool))).all()


def test_a_year_to_date_series_is_taken_apart():
    starts = [True, False, False, True, False]

    assert decumulated([[5, 9, 9, 2, 7]], year_starts=starts).tolist() == [[5, 4, 0, 2, 5]]


def test_what_a_period_added_after_a_gap_cannot_be_told():
    added = decumulated([[5, NAN, 9, 12]], year_starts=[True, False, False, False])

    np.testing.assert_array_equal(added, [[5, NAN, NAN, 3]])


def test_a_series_that_begins_in_mid_year_does_not_know_its_first_period():
    np.testing.assert_array_equal(decumulated([[50, 60]], year_starts=[False, False]), [[NAN, 10]])


def test_year_starts_of_another_length_are_an_error():
    with pytest.raises(BadInput, match="Give one mark per period"):
        decumulated([[1, 2]], year_starts=[True])
