"""Whether what was done helped: known effects are found, and nothing is found where there is none."""

from __future__ import annotations

import numpy as np
import pytest

from pmf_core.judgement.effect import FEWEST_AFTER, Reason, Verdict, effects

SERIES, BEFORE, AFTER = 4_000, 24, 6


def noise(*, alike: float = 0.0, seed: int = 81) -> np.ndarray:
    """Series with standard deviation 1, each point resembling the one before as asked."""
    random = np.random.default_rng(seed)
    shocks = random.normal(size=(SERIES, BEFORE + AFTER))
    values = np.empty_like(shocks)
    values[:, 0] = shocks[:, 0]
    for point in range(1, shocks.shape[1]):
        values[:, point] = alike * values[:, point - 1] + np.sqrt(1 - alike**2) * shocks[:, point]
    return values


def shares(values: np.ndarray, *, sign: int = 1, after: int = AFTER) -> dict[Verdict, float]:
    """How often each verdict is given."""
    found = effects(values[:, :BEFORE], values[:, BEFORE : BEFORE + after], sign=np.full(len(values), sign))
    return {verdict: float((found.verdict == verdict).mean()) for verdict in Verdict}


@pytest.mark.parametrize("sign", [1, -1])
def test_an_effect_of_two_sigmas_is_found_nine_times_in_ten(sign: int):
    values = noise()
    values[:, BEFORE:] += 2 * sign

    found = shares(values, sign=sign)

    assert found[Verdict.HELPED] >= 0.90
    assert found[Verdict.HINDERED] <= 0.001


@pytest.mark.parametrize("alike", [0.0, 0.3, 0.6])
def test_nothing_done_is_called_a_help_one_time_in_twenty_at_most(alike: float):
    found = shares(noise(alike=alike))

    assert found[Verdict.HELPED] <= 0.05
    assert found[Verdict.HINDERED] <= 0.05
    assert found[Verdict.CANT_TELL] >= 0.90


def test_a_slope_that_was_there_before_is_no_help():
    found = shares(noise() + 0.2 * np.arange(BEFORE + AFTER))

    assert found[Verdict.HELPED] <= 0.05


def test_where_a_slope_is_broken_the_effect_is_measured_from_where_it_led():
    values = np.tile(0.5 * np.arange(30.0) + np.sin(np.arange(30) * 2.3) * 0.2, (1, 1))
    values[:, BEFORE:] = values[:, BEFORE - 1 : BEFORE]

    found = effects(values[:, :BEFORE], values[:, BEFORE:], sign=[1])

    assert bool(found.sloped[0])
    assert found.verdict[0] == Verdict.HINDERED


def test_the_limits_hold_the_true_effect_19_times_in_20():
    values = noise(seed=82)
    values[:, BEFORE:] += 1.3

    found = effects(values[:, :BEFORE], values[:, BEFORE:], sign=np.ones(SERIES))

    assert ((found.lower <= 1.3) & (found.upper >= 1.3)).mean() == pytest.approx(0.95, abs=0.02)


def test_an_effect_of_the_detectable_size_is_seen_about_four_times_in_five():
    values = noise(seed=83)
    plain = effects(values[:, :BEFORE], values[:, BEFORE:], sign=np.ones(SERIES))
    values[:, BEFORE:] += plain.detectable[:, None]

    assert shares(values)[Verdict.HELPED] == pytest.approx(0.8, abs=0.08)


def test_too_few_points_since_can_not_tell_whatever_they_are():
    values = noise()
    values[:, BEFORE:] += 9

    found = effects(values[:, :BEFORE], values[:, BEFORE : BEFORE + FEWEST_AFTER - 1], sign=np.ones(SERIES))

    assert (found.verdict == Verdict.CANT_TELL).all()
    assert (found.reason == Reason.FEW_AFTER).all()


def test_too_short_a_baseline_can_not_tell():
    found = effects([[50.0] * 11], [[60.0] * 6], sign=[1])

    assert (found.verdict[0], found.reason[0]) == (Verdict.CANT_TELL, Reason.FEW_BEFORE)


def test_where_neither_way_is_better_it_moved():
    found = effects([np.tile([50.0, 52.0], 12)], [[60.0] * 6], sign=[0])

    assert found.verdict[0] == Verdict.MOVED


def test_missing_points_are_left_out():
    values = noise()[:1]
    values[:, BEFORE:] += 6
    holed = values.copy()
    holed[:, [3, 26]] = np.nan

    found = effects(holed[:, :BEFORE], holed[:, BEFORE:], sign=[1])

    assert found.verdict[0] == Verdict.HELPED
    assert found.size[0] == pytest.approx(6, abs=1)


def test_only_the_latest_24_points_are_the_baseline():
    long = np.concatenate([np.full((1, 40), 500.0), noise()[:1]], axis=1)

    short, whole = (effects(each[:, :-6], each[:, -6:], sign=[1]) for each in (long[:, 40:], long))

    assert whole.size[0] == pytest.approx(short.size[0])
