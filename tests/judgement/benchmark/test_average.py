"""Averages of others."""

from __future__ import annotations

import numpy as np
import pytest

from pmf_core.errors import BadInput
from pmf_core.judgement.benchmark import neighbour_average, pooled_average, published_or_pooled


def test_an_area_is_never_its_own_neighbour():
    with pytest.raises(BadInput, match="not its own neighbour"):
        neighbour_average([1, 2], [[0], [0]])


def test_an_area_whose_neighbours_have_no_value_has_no_average():
    found = neighbour_average([5, np.nan], [[1], [0]])

    assert np.isnan(found.value[0])
    assert found.count.tolist() == [0, 1]


def test_a_shorter_list_of_neighbours_is_filled_with_minus_one():
    found = neighbour_average([5, 7, 9], [[1, 2], [0, -1], [0, 1]])

    assert found.value.tolist() == [8, 5, 6]


def test_periods_are_averaged_together():
    found = neighbour_average([[1, 3], [10, 30]], [[1], [0]])

    assert found.value.tolist() == [[3, 1], [30, 10]]


def test_a_pooled_average_is_a_sum_over_a_sum_and_never_a_mean_of_ratios():
    assert pooled_average([1, 90], [10, 100]).value == pytest.approx(91 / 110)


def test_one_area_is_too_few_to_pool():
    assert np.isnan(pooled_average([1, np.nan], [10, 100]).value)


def test_a_published_figure_is_used_as_published():
    value, is_published = published_or_pooled([20.0], [19.0])

    assert value.tolist() == [20]
    assert is_published.all()
