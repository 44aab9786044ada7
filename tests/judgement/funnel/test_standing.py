from __future__ import annotations

import numpy as np
import pytest

from pmf_core.judgement.funnel.standing import standing
from pmf_core.judgement.significance import Significance

FAR = int(Significance.FAR_ABOVE)


def test_a_small_team_with_a_rate_that_chance_makes_stays_inside() -> None:
    found = standing([160, 165, 158, 12], [200, 200, 200, 12], shares=True)

    assert found.codes.tolist() == [0, 0, 0, 0]


def test_of_many_alike_only_the_one_that_is_not_stands_out() -> None:
    random = np.random.default_rng(3)
    sizes = random.integers(60, 200, 30)
    counts = random.binomial(sizes, 0.8)
    counts[7] = round(0.45 * sizes[7])

    found = standing(counts, sizes, shares=True)

    assert np.flatnonzero(np.abs(found.codes) == FAR).tolist() == [7]


def test_limits_are_widened_where_areas_differ_by_more_than_chance() -> None:
    random = np.random.default_rng(4)
    sizes = np.full(40, 2000)
    counts = random.binomial(sizes, random.normal(0.5, 0.08, 40))

    found = standing(counts, sizes, shares=True)

    assert found.widened
    assert found.spread == pytest.approx(0.08, rel=0.4)
    assert (np.abs(found.codes) == FAR).sum() <= 2


def test_a_small_team_where_everybody_counts_is_not_outside_by_the_scale_of_the_widening() -> None:
    random = np.random.default_rng(5)
    sizes = random.integers(20, 40, 100)
    counts = random.binomial(sizes, random.normal(0.82, 0.04, 100).clip(0, 1))
    counts[0] = sizes[0] = 21

    found = standing(counts, sizes, shares=True)

    assert found.widened
    assert abs(found.codes[0]) < FAR


@pytest.mark.parametrize("shares", [True, False])
def test_by_chance_alone_two_in_a_thousand_lie_outside(shares: bool) -> None:
    random = np.random.default_rng(6)
    sizes = random.integers(100, 2000, 10_000)
    counts = random.binomial(sizes, 0.2) if shares else random.poisson(sizes * 0.2)

    found = standing(counts, sizes, shares=shares)

    assert (np.abs(found.codes) == FAR).mean() == pytest.approx(0.002, abs=0.0015)


def test_where_everybody_is_at_the_end_of_the_scale_nobody_stands_out() -> None:
    assert standing([10, 20, 30], [10, 20, 30], shares=True).codes.tolist() == [0, 0, 0]
