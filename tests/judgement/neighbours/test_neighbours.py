"""Nearest neighbours."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from pmf_core.definitions.likeness import Transform
from pmf_core.errors import BadInput
from pmf_core.judgement.neighbours import (
    Deviation,
    Weighting,
    distances,
    drivers,
    match_percentages,
    min_max,
    nearest,
    rebased,
    weighted,
    z_scores,
)
from pmf_core.judgement.neighbours.most_normal import most_normal

AREAS = np.random.default_rng(6).normal(size=(30, 4))


def test_distance_is_the_same_there_and_back_and_nought_to_oneself():
    apart = distances(AREAS)

    assert np.array_equal(apart, apart.T)
    assert (np.diag(apart) == 0).all()


def test_an_area_is_never_its_own_neighbour_even_with_a_twin():
    found = nearest(distances([[1], [1], [5]]), count=2)

    assert found.position.tolist() == [[1, 2], [0, 2], [0, 1]]


def test_only_areas_of_the_same_kind_can_be_neighbours_where_that_is_asked():
    kind = np.array([0, 0, 1])

    found = nearest(distances([[0], [10], [1]]), count=2, alike=kind[:, None] == kind)

    assert found.position.tolist() == [[1, -1], [0, -1], [-1, -1]]


@given(arrays(float, (6, 2), elements=st.floats(-5, 5)), st.floats(0.5, 4), st.floats(-3, 3))
def test_a_change_of_units_changes_no_distance(values, factor: float, shift: float):
    values = values + np.arange(12.0).reshape(6, 2) * 10

    assert np.allclose(distances(z_scores(values)), distances(z_scores(values * factor + shift)))
    assert np.allclose(distances(min_max(values)), distances(min_max(values * factor + shift)))


def test_a_weight_of_four_on_the_squared_distance_is_a_weight_of_two_on_the_distance():
    on_square = weighted(AREAS, [4, 1, 1, 1], weighting=Weighting.ON_SQUARED_DISTANCE)
    on_distance = weighted(AREAS, [2, 1, 1, 1], weighting=Weighting.ON_DISTANCE)

    assert np.array_equal(on_square, on_distance)


def test_the_two_standard_deviations_differ_by_a_factor_only():
    sample, whole = (distances(z_scores(AREAS, deviation=each)) for each in Deviation)

    assert np.allclose(sample * np.sqrt(30 / 29), whole) or np.allclose(whole * np.sqrt(30 / 29), sample)


def test_the_farthest_is_one_and_the_match_falls_with_distance():
    apart = distances(z_scores(AREAS))

    assert np.nanmax(rebased(apart), axis=1) == pytest.approx(1)
    order = nearest(apart, count=29).position[0]
    assert (np.diff(match_percentages(apart)[0, order]) <= 0).all()


def test_what_drives_a_distance_adds_up_to_all_of_it():
    shares = drivers(z_scores(AREAS), 0, neighbours=[1, 2, 3])

    assert shares.sum(axis=1) == pytest.approx(1)


def test_a_variable_that_is_the_same_everywhere_is_refused():
    with pytest.raises(BadInput, match="same everywhere"):
        z_scores([[0.1, 1], [0.1, 2]])


def test_a_missing_value_is_refused():
    with pytest.raises(BadInput, match="leave the area or the variable out"):
        min_max([[np.nan, 1], [2, 2]])


def test_a_normal_variable_squared_is_taken_back_by_its_square_root():
    normal = np.random.default_rng(7).normal(20, 3, 200)

    found = most_normal(normal**2)

    assert found.transform in (Transform.SQUARE_ROOT, Transform.BOX_COX, Transform.YEO_JOHNSON)
    assert found.p > 0.05
