"""Standardised rates, means and gradients."""

from __future__ import annotations

import numpy as np
import pytest

from pmf_core.errors import BadInput
from pmf_core.judgement.intervals import (
    ValueScale,
    directly_standardised_rates,
    expected_counts,
    indirectly_standardised,
    mean_intervals,
    slope_index,
)

PEOPLE = np.array([[1000.0, 2000, 500]])
EVENTS = np.array([[10.0, 40, 25]])


def test_standardising_to_the_areas_own_people_gives_the_crude_rate():
    found = directly_standardised_rates(EVENTS, PEOPLE, standard=PEOPLE[0], multiplier=1)

    assert found.value[0] == pytest.approx(EVENTS.sum() / PEOPLE.sum())


def test_fewer_than_ten_events_have_no_directly_standardised_rate():
    found = directly_standardised_rates([[4, 5, 0]], PEOPLE, standard=[1, 1, 1])

    assert np.isnan([found.value, found.lower, found.upper]).all()


def test_a_band_without_people_is_refused():
    with pytest.raises(BadInput, match="Every band needs its population"):
        directly_standardised_rates(EVENTS, [[1000, 0, 500]], standard=[1, 1, 1])


def test_an_area_at_the_references_own_rates_has_a_ratio_of_one():
    expected = expected_counts(PEOPLE, reference_counts=EVENTS[0], reference_populations=PEOPLE[0])

    found = indirectly_standardised(EVENTS.sum(axis=1), expected)

    assert found.value[0] == pytest.approx(1)


def test_a_mean_of_one_has_no_limits_and_of_a_missing_value_no_value():
    held = np.array([[True, False], [True, True]])

    found = mean_intervals([[7, np.nan], [1, np.nan]], present=held)

    assert found.value[0] == 7
    assert np.isnan([found.lower[0], found.value[1]]).all()


def test_a_gradient_turned_round_changes_the_sign_of_the_slope():
    people, value = np.array([90.0, 100, 110, 120, 80]), np.array([10.0, 12, 13, 15, 20])

    up = slope_index(people, value, lower=value - 1, upper=value + 1, repetitions=100)
    down = slope_index(people[::-1], value[::-1], lower=value[::-1] - 1, upper=value[::-1] + 1, repetitions=100)

    assert up.sii.value == pytest.approx(-down.sii.value)
    assert up.rii.value == pytest.approx(1 / down.rii.value)


def test_many_gradients_at_once_are_each_their_own():
    people = np.full((2, 5), 100.0)
    value = np.array([[0.1, 0.2, 0.3, 0.4, 0.5], [0.5, 0.4, 0.3, 0.2, 0.1]])
    common = {"scale": ValueScale.PROPORTION, "transform": True, "repetitions": 100}

    both = slope_index(people, value, lower=value - 0.05, upper=value + 0.05, **common)
    first = slope_index(people[0], value[0], lower=value[0] - 0.05, upper=value[0] + 0.05, **common)

    assert both.sii.value[0] == pytest.approx(first.sii.value)
    assert both.sii.value[1] < 0 < both.sii.value[0]


def test_four_quantiles_are_too_few_for_a_gradient():
    with pytest.raises(BadInput, match="4 quantiles"):
        slope_index([1] * 4, [1] * 4, lower=[1] * 4, upper=[1] * 4)
