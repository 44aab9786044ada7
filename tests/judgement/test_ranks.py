"""Ranks with their uncertainty, and tiers."""

from __future__ import annotations

import numpy as np
import pytest

from pmf_core.definitions.polarity import Polarity
from pmf_core.errors import BadInput
from pmf_core.judgement.ranks import Tier, log_odds_with_errors, rank_intervals, ranks, tiers

UP, DOWN = Polarity.HIGHER_IS_BETTER, Polarity.LOWER_IS_BETTER
COUNTIES, CASES = 16, 400


def observed(true: np.ndarray, random: np.random.Generator) -> tuple[np.ndarray, np.ndarray]:
    """Log odds of so many cases in each county, with their errors."""
    return log_odds_with_errors(random.binomial(CASES, true), np.full(len(true), CASES))


def test_rank_intervals_hold_the_true_rank_at_least_93_times_in_a_hundred():
    random = np.random.default_rng(4)
    held, widths = [], []
    for _ in range(60):
        true = random.normal(0.8, 0.03, COUNTIES)

        found = rank_intervals(*observed(true, random), polarity=UP, draws=2000)

        place = ranks(true, polarity=UP)
        held.append((found.lower <= place) & (place <= found.upper))
        widths.append(found.upper - found.lower + 1)
    assert np.mean(held) >= 0.93
    assert 7 < np.mean(widths) < 11


def test_areas_that_do_not_differ_are_one_tier_at_least_95_times_in_a_hundred():
    random = np.random.default_rng(5)

    alike = [(tiers(*observed(np.full(COUNTIES, 0.5), random), polarity=UP) == 0).all() for _ in range(1000)]

    assert np.mean(alike) >= 0.945


def test_an_area_far_ahead_is_clearly_better_and_the_others_cannot_be_told_apart():
    codes = tiers([50, 51, 49, 50, 70], [2] * 5, polarity=UP)

    assert codes[-1] == Tier.CLEARLY_BETTER
    assert Tier.CLEARLY_BETTER not in codes[:-1]


def test_turning_the_world_upside_down_keeps_ranks_and_tiers():
    values, errors = np.array([3.0, 9, 4, 1]), np.array([0.5, 0.5, 0.5, 0.5])

    up, down = (rank_intervals(sign * values, errors, polarity=way) for sign, way in ((1, UP), (-1, DOWN)))

    assert np.array_equal(up.rank, down.rank)
    assert np.array_equal(up.upper, down.upper)
    assert np.array_equal(tiers(values, errors, polarity=UP), tiers(-values, errors, polarity=DOWN))


def test_the_same_question_gets_the_same_answer():
    first, second = (rank_intervals([1, 2, 3], [1, 1, 1], polarity=UP) for _ in range(2))

    assert np.array_equal(first.lower, second.lower)


def test_an_area_without_a_value_has_no_rank_and_takes_no_place():
    found = rank_intervals([1, np.nan, 3], [0.1, 0.1, 0.1], polarity=UP)

    assert np.array_equal(found.rank, [2, np.nan, 1], equal_nan=True)
    assert tiers([1, np.nan, 3], [0.1, 0.1, 0.1], polarity=UP)[1] == Tier.NOT_JUDGED


def test_nothing_is_ranked_where_neither_way_is_better():
    assert np.isnan(ranks([1, 2], polarity=Polarity.NEUTRAL)).all()
    with pytest.raises(BadInput, match="polarity is neutral"):
        rank_intervals([1, 2], [1, 1], polarity=Polarity.NEUTRAL)
