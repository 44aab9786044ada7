"""Bands, categories and standing."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from pmf_core.definitions.polarity import Polarity
from pmf_core.errors import BadInput
from pmf_core.judgement.benchmark import (
    Significance,
    against_interval,
    change_of_latest,
    equal_groups,
    judged,
    quantile_categories,
    quartile_bands,
)

whole_numbers = arrays(float, st.integers(5, 30), elements=st.integers(0, 20).map(float))


@given(whole_numbers)
def test_turning_the_polarity_round_turns_a_rank_order_of_bands_round(values):
    low = quartile_bands(values, polarity=Polarity.LOWER_IS_BETTER).band
    high = quartile_bands(values, polarity=Polarity.HIGHER_IS_BETTER).band

    assert [("ABCD"[::-1])["ABCD".index(letter)] for letter in low] == high.tolist()


def test_a_value_on_a_cut_belongs_to_the_band_of_lower_values():
    values = [1, 2, 3, 4, 5]

    assert quartile_bands(values, polarity=Polarity.LOWER_IS_BETTER).band.tolist() == list("AABCD")
    assert quartile_bands(values, polarity=Polarity.HIGHER_IS_BETTER).band.tolist() == list("DDCBA")


def test_polarity_is_looked_at_before_absence():
    assert quartile_bands([np.nan, 1], polarity=Polarity.NEUTRAL).band.tolist() == ["-", "-"]
    assert quartile_bands([np.nan, 1], polarity=Polarity.LOWER_IS_BETTER).band.tolist() == ["", "A"]


def test_three_values_have_no_quartiles_and_four_no_quintiles():
    assert quantile_categories([1, 2, 3], categories=4).tolist() == [0, 0, 0]
    assert quantile_categories([1, 2, 3, 4], categories=5).tolist() == [0, 0, 0, 0]


@given(whole_numbers)
def test_equal_values_share_a_group(values):
    groups = equal_groups(values, groups=5)

    for value in np.unique(values):
        assert len(set(groups[values == value].tolist())) == 1


def test_a_limit_on_the_comparator_is_similar():
    assert against_interval([50], [45], upper=[55], comparators=[45]) == [Significance.SIMILAR]


@pytest.mark.parametrize("field", range(4))
def test_anything_missing_is_not_compared(field: int):
    given_values = [[50.0], [45.0], [55.0], [60.0]]
    given_values[field] = [np.nan]
    value, lower, upper, comparator = given_values

    found = against_interval(value, lower, upper=upper, comparators=comparator)

    assert judged(found, Polarity.LOWER_IS_BETTER) == [Significance.NOT_COMPARED]


def test_a_change_needs_two_periods():
    with pytest.raises(BadInput, match="1 period"):
        change_of_latest([[1.0]], polarity=Polarity.NEUTRAL)
