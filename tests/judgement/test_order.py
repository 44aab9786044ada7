"""Ranks and quantiles, missing values left out."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from scipy.stats import rankdata

from pmf_core.judgement.order import average_ranks, lowest_ranks, quantiles

tables = arrays(float, (3, 7), elements=st.integers(-3, 3).map(float))


@given(tables)
def test_ranks_agree_with_scipy(values):
    assert np.array_equal(lowest_ranks(values), rankdata(values, method="min", axis=1))
    assert np.array_equal(average_ranks(values), rankdata(values, method="average", axis=1))


def test_a_missing_value_has_no_rank_and_takes_no_place():
    assert np.array_equal(average_ranks([3, np.nan, 1, 3]), [2.5, np.nan, 1, 2.5], equal_nan=True)


@given(tables)
def test_quantiles_agree_with_numpy(values):
    shares = [0, 0.1, 0.25, 0.5, 0.75, 1]

    assert np.allclose(quantiles(values, shares), np.quantile(values, shares, axis=1).T, atol=1e-12)


def test_missing_values_do_not_move_a_quantile():
    assert np.array_equal(quantiles([1, np.nan, 3, 2, np.nan], [0.5]), [2])


def test_a_quantile_between_equal_values_is_exactly_that_value():
    assert quantiles([0.1] * 7, [0.3])[0] == 0.1
