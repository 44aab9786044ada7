"""Forecasts, the year's outturn, and the record of both."""

from __future__ import annotations

import numpy as np
import pytest

from pmf_core.definitions.polarity import Polarity
from pmf_core.errors import BadInput
from pmf_core.judgement.forecast import (
    FEWEST_POINTS,
    Forecasts,
    Smoothing,
    adjusted_smoothing,
    exponential_smoothing,
    naive,
    seasonal_naive,
    simple_smoothing,
    theta,
    track_record,
    year_end,
)
from pmf_core.judgement.forecast.state_space import Family, grid, operators

SERIES, MONTHS, AHEAD = 400, 48, 6
TIME = np.arange(MONTHS)
WAVE = 2 * np.cos(TIME * np.pi / 6)


def simulated(kind: str) -> np.ndarray:
    """Series of a known kind, with noise of standard deviation 1."""
    noise = np.random.default_rng(9).normal(size=(SERIES, MONTHS))
    return (
        50
        + {
            "noise": noise,
            "season": WAVE + noise,
            "trend": 0.1 * TIME + noise,
            "both": 0.1 * TIME + WAVE + noise,
            "wandering": np.cumsum(0.3 * noise, axis=1) + noise[::-1],
        }[kind]
    )


@pytest.mark.parametrize("kind", ["noise", "season", "trend", "both", "wandering"])
def test_limits_hold_what_came_about_19_times_in_20_for_months_and_for_the_year(kind: str):
    values = simulated(kind)
    past, future = values[:, :-AHEAD], values[:, -AHEAD:]

    forecasts = exponential_smoothing(past, horizon=AHEAD).forecasts
    landing = year_end(forecasts, so_far=past[:, -AHEAD:].sum(axis=1))

    lower, upper = forecasts.limits()
    assert ((lower <= future) & (future <= upper)).mean() == pytest.approx(0.95, abs=0.025)
    least, most = landing.limits()
    outturn = values[:, -2 * AHEAD :].sum(axis=1)
    assert 0.9 <= ((least <= outturn) & (outturn <= most)).mean() <= 0.995


@pytest.mark.parametrize("kind", ["noise", "season", "trend", "both", "wandering"])
def test_smoothing_is_closer_than_last_years_value(kind: str):
    values = simulated(kind)
    past, future = values[:, :-AHEAD], values[:, -AHEAD:]

    smoothed = exponential_smoothing(past, horizon=AHEAD).forecasts
    repeated = seasonal_naive(past, horizon=AHEAD)

    assert np.abs(smoothed.mean - future).mean() < np.abs(repeated.mean - future).mean()


def test_chances_of_meeting_a_target_come_true_about_that_often():
    chances, came_true = [], []
    for kind in ("noise", "season", "trend", "wandering"):
        values = simulated(kind)
        past, outturn = values[:, :-AHEAD], values[:, -AHEAD:].sum(axis=1)
        landing = year_end(exponential_smoothing(past, horizon=AHEAD).forecasts, so_far=np.zeros(SERIES))

        for target in outturn.mean() + np.array([-3, 0, 3]):
            chances.append(landing.chance(target, polarity=Polarity.HIGHER_IS_BETTER))
            came_true.append(outturn >= target)

    slope = np.polyfit(np.concatenate(chances), np.concatenate(came_true).astype(float), 1)[0]
    assert 0.8 < slope < 1.2


def test_the_chance_of_being_above_and_of_being_below_add_up_to_one():
    landing = year_end(naive([[1, 3, 2]], horizon=2), so_far=[6])

    above, below = (landing.chance(11, polarity=way) for way in list(Polarity)[:2])

    assert above + below == pytest.approx(1)


def test_the_error_of_a_year_is_the_sum_of_its_months_errors_with_their_covariance():
    forecasts = naive([[1.0, 3, 2, 4]], horizon=3)

    landing = year_end(forecasts, so_far=[0])

    sigma = forecasts.standard_errors[0, 0]
    assert landing.error[0] == pytest.approx(sigma * np.sqrt(1 + 4 + 9))


def test_the_matrices_say_what_the_recursion_of_simple_smoothing_says():
    values, alpha = np.array([3.0, 5, 4, 8, 7, 9, 6, 8, 9, 10]), 0.3
    at = [each.level for each in grid() if Family.LEVEL.allows(each)].index(alpha)

    tried = operators(np.ones(10, dtype=bool).tobytes(), 2, Family.LEVEL)

    residuals = tried.residuals[at] @ values
    level = values[0] - residuals[0]
    for value, residual in zip(values, residuals, strict=True):
        assert residual == pytest.approx(value - level)
        level += alpha * residual
    assert tried.paths[at] @ values == pytest.approx([level, level])


def test_the_first_level_is_the_one_with_the_least_squares():
    values, months = np.random.default_rng(10).normal(size=30), np.arange(30)
    tried = operators(np.ones(30, dtype=bool).tobytes(), 1, Family.LEVEL)

    for smoothing, residuals in zip(tried.smoothings, tried.residuals, strict=True):
        effect_of_first_level = (1 - smoothing.level) ** months
        assert effect_of_first_level @ residuals @ values == pytest.approx(0, abs=1e-9)


def test_a_straight_line_goes_on_and_a_wave_comes_back():
    line, wave = np.arange(40.0), 20 + 5 * np.cos(np.arange(40) * np.pi / 6)

    found = exponential_smoothing([line, wave], horizon=3).forecasts.mean

    assert found[0] == pytest.approx([40, 41, 42], abs=0.01)
    assert found[1] == pytest.approx(20 + 5 * np.cos(np.arange(40, 43) * np.pi / 6), abs=0.05)


def test_a_constant_series_goes_on_without_error():
    found = exponential_smoothing([[7.0] * 40], horizon=2).forecasts

    assert found.mean[0] == pytest.approx([7, 7])
    assert found.standard_errors[0] == pytest.approx([0, 0], abs=1e-6)


@pytest.mark.parametrize("factor", [1e-6, 1e6])
def test_a_change_of_units_changes_the_forecast_likewise(factor: float):
    values = simulated("season")[:5]

    plain, scaled = (exponential_smoothing(each, horizon=3).forecasts for each in (values, values * factor + factor))

    assert np.allclose(scaled.mean, plain.mean * factor + factor, rtol=1e-6)
    assert np.allclose(scaled.standard_errors, plain.standard_errors * factor, rtol=1e-5)


def test_many_series_at_once_are_each_their_own():
    values = simulated("both")[:4]
    values[1, :20] = np.nan
    values[2, 30] = np.nan

    together = exponential_smoothing(values, horizon=3)

    for row in range(4):
        alone = exponential_smoothing(values[[row]], horizon=3)
        assert np.allclose(together.forecasts.mean[row], alone.forecasts.mean[0])
        assert together.model[row] == alone.model[0]


def test_a_series_with_a_missing_month_is_forecast_nearly_as_if_it_were_there():
    values = simulated("season")[:50]
    holed = values.copy()
    holed[:, 25] = np.nan

    whole, found = (exponential_smoothing(each, horizon=6).forecasts.mean for each in (values, holed))

    assert np.abs(whole - found).mean() < 0.3


def test_too_short_a_series_has_no_forecast_and_no_model():
    short = np.full((1, 40), np.nan)
    short[0, -FEWEST_POINTS + 1 :] = 1.0

    found = exponential_smoothing(short, horizon=2)

    assert found.model == ("",)
    assert np.isnan(found.forecasts.mean).all()


@pytest.mark.parametrize("method", [simple_smoothing, exponential_smoothing])
def test_limits_widen_with_the_months_ahead(method):
    found = method(simulated("wandering")[:20], horizon=12).forecasts

    assert (np.diff(found.standard_errors, axis=1) >= -1e-9).all()


def test_theta_adds_half_the_slope_and_puts_the_season_back():
    values = 50 + 0.2 * TIME + 3 * WAVE

    found = theta([values], horizon=12).mean[0]

    assert np.corrcoef(found, WAVE[:12])[0, 1] > 0.9
    assert found.mean() > values[-12:].mean()


def test_a_season_is_found_in_two_and_a_half_years_once_it_is_taken_out():
    time = np.arange(30)
    values = 50 + 5 * np.cos(time * np.pi / 6)

    found = adjusted_smoothing([values], horizon=6).mean[0]

    assert found == pytest.approx(50 + 5 * np.cos(np.arange(30, 36) * np.pi / 6), abs=0.5)


def test_a_record_says_whether_smoothing_beat_the_naive_forecasts():
    line, short = np.arange(48.0) + np.tile([0.3, -0.3], 24), np.full(48, np.nan)
    short[-20:] = 1.0

    found = track_record([line, short])

    assert found.beats_naive.tolist() == [True, False]
    assert np.isnan(found.smoothing[1])


@pytest.mark.parametrize(("values", "horizon"), [([[1.0, np.inf]], 2), ([[1.0, 2.0]], 0), ([[[1.0]]], 1)])
def test_what_is_not_a_table_of_series_is_refused(values, horizon: int):
    with pytest.raises(BadInput):
        naive(values, horizon=horizon)


def test_forecasts_without_freedom_use_the_normal_distribution():
    forecasts = Forecasts(np.zeros((1, 1)), np.ones((1, 1, 1)), np.array([np.inf]))

    assert forecasts.limits()[1][0, 0] == pytest.approx(1.959964)


def test_a_model_is_called_by_its_short_name():
    assert Smoothing(True, True, 0.5, damping=0.9).name == "ETS(A,Ad,A)"
