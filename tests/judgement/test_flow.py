"""Demand and capacity."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pmf_core.judgement.flow import FlowVerdict, gaps, judge_flow
from pmf_core.judgement.verdict import NotJudged

NAN = float("nan")


def stock_of(came: list[float], went: list[float], *, first: float) -> list[float]:
    return (first + np.cumsum(came) - np.cumsum(went)).tolist()


def verdict(came: list[float], went: list[float], *, first: float = 100) -> FlowVerdict:
    found = judge_flow(came, went, stock_of(came, went, first=first))
    assert isinstance(found, FlowVerdict)
    return found


@given(st.lists(st.tuples(st.integers(0, 500), st.integers(0, 500)), min_size=2, max_size=48), st.integers(0, 9000))
def test_figures_that_add_up_have_no_gap(pairs: list[tuple[int, int]], first: int):
    came, went = [float(a) for a, _ in pairs], [float(b) for _, b in pairs]

    found = gaps(came, went, stock_of(came, went, first=first))

    assert np.isnan(found[0])
    assert (found[1:] == 0).all()


def test_a_miscount_is_a_gap_in_its_own_month_and_in_no_other():
    came, went = [10.0] * 6, [9.0] * 6
    stock = stock_of(came, went, first=50)
    came[3] -= 4

    assert gaps(came, went, stock)[1:].tolist() == [0, 0, -4, 0, 0]


def test_a_missing_figure_is_no_gap():
    found = gaps([5, NAN, 5, 5], [5, 5, 5, 5], [9, 9, NAN, 9])

    assert np.isnan(found).all()


def test_demand_ahead_for_seven_months_is_told_with_what_the_backlog_will_be():
    found = verdict([10, 10, 10, *[14.0, 15, 16, 15, 14, 16, 15]], [11.0] * 10)

    assert (found.way, found.run, found.long_run) == ("grows", 7, True)
    assert found.in_a_year == pytest.approx(found.backlog + 12 * found.surplus)
    assert found.months_to_clear is None


def test_capacity_ahead_says_when_the_backlog_is_cleared():
    found = verdict([10.0] * 12, [12.0] * 12, first=74)

    assert (found.way, found.run, found.backlog) == ("shrinks", -12, 50)
    assert found.months_to_clear == pytest.approx(25)


def test_a_backlog_never_falls_below_nothing():
    assert verdict([10.0] * 12, [30.0] * 12, first=250).in_a_year == 0


def test_pure_chance_is_called_balance_nearly_always():
    random = np.random.default_rng(63)
    came, went = random.poisson(300, (2, 2000, 36)).astype(float)

    found = [verdict(a.tolist(), b.tolist(), first=5000).way for a, b in zip(came, went, strict=True)]

    assert np.mean([way != "balanced" for way in found]) <= 0.03


def test_six_months_are_needed():
    assert judge_flow([1.0] * 5, [1.0] * 5, [1.0] * 5) == NotJudged(
        "5 months with what comes in and goes out, 6 needed"
    )


def test_without_the_latest_stock_there_is_no_verdict():
    stock = [1.0] * 6 + [NAN]

    assert judge_flow([1.0] * 7, [1.0] * 7, stock) == NotJudged(
        "how much is open at the end of the latest month is not known"
    )
