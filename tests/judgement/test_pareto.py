"""Which few causes make most of the cases."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pmf_core.judgement.pareto import VITAL_SHARE, pareto


def test_the_few_that_make_four_fifths_come_first() -> None:
    held = pareto([4, 48, 9, 21])

    assert held.order == (1, 3, 2, 0)
    assert held.vital == 2
    assert held.together == pytest.approx(69 / 82)


def test_a_sum_of_exactly_four_fifths_is_enough() -> None:
    assert pareto([50, 30, 20]).vital == 2
    assert pareto([1, 1, 1, 1, 1]).vital == 4


def test_equal_causes_stay_in_the_order_in_which_they_came() -> None:
    assert pareto([3, 7, 3]).order == (1, 0, 2)


@given(st.lists(st.floats(0.001, 1e9), min_size=1, max_size=40))
def test_the_vital_few_reach_the_line_and_one_fewer_does_not(cases: list[float]) -> None:
    held = pareto(cases)

    assert sum(held.shares) == pytest.approx(1)
    assert held.together >= VITAL_SHARE - 1e-9
    assert sum(held.shares[: held.vital - 1]) < VITAL_SHARE
