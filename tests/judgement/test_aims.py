"""Targets to choose from, and mistakes that are caught before one is set."""

from __future__ import annotations

import numpy as np
import pytest

from pmf_core.definitions.polarity import Polarity
from pmf_core.errors import BadInput
from pmf_core.judgement.aims import CHANCES, Ambition, Doubt, Ground, ambitions, doubts
from pmf_core.judgement.forecast import Landing, YearOf, foresee

UP, DOWN = Polarity.HIGHER_IS_BETTER, Polarity.LOWER_IS_BETTER


def ground(level: float, *, spread: float = 1.0, polarity: Polarity = UP, **more: object) -> Ground:
    months = level + spread * np.sin(np.arange(36) * 2.1)
    landing = Landing(np.array([level]), np.array([spread / 3]), np.array([30.0]))
    return Ground(months, landing, polarity, **more)  # type: ignore[arg-type]


@pytest.mark.parametrize("polarity", [UP, DOWN])
def test_each_option_has_the_chance_that_it_is_named_for(polarity: Polarity):
    landing = Landing(np.array([80.0]), np.array([2.0]), np.array([12.0]))

    found = ambitions(landing, polarity=polarity)

    for each, aim in found.items():
        assert landing.chance(aim, polarity=polarity)[0] == pytest.approx(CHANCES[each])
    asked = [polarity.sign * found[each] for each in Ambition]
    assert asked == sorted(asked)


def test_options_come_true_about_as_often_as_they_say():
    random = np.random.default_rng(71)
    values = 50 + random.normal(0, 4, (2_000, 48))
    values[::2] += np.cumsum(random.normal(0, 1, (1_000, 48)), axis=1)
    met = {each: [] for each in Ambition}
    found = foresee(values[:, :36], left=12, years=[YearOf.MEAN] * 2_000).landing

    for row, came in enumerate(values[:, 36:].mean(axis=1)):
        own = Landing(found.expected[[row]], found.error[[row]], found.freedom[[row]])
        for each, aim in ambitions(own, polarity=UP).items():
            met[each].append(came >= aim)

    for each, chance in CHANCES.items():
        assert np.mean(met[each]) == pytest.approx(chance, abs=0.07)


@pytest.mark.parametrize(
    ("target", "level", "more", "doubt"),
    [
        (0.85, 85.0, {}, Doubt.UNIT),
        (8_500.0, 85.0, {}, Doubt.UNIT),
        (0.85, 2_824.0, {}, Doubt.UNIT),
        (4_250.0, 4_250_000.0, {"spread": 9_000.0}, Doubt.UNIT),
        (4.25, 4_250_000.0, {"spread": 9_000.0}, Doubt.UNIT),
        (-85.0, 85.0, {}, Doubt.SIGN),
        (0.0, 85.0, {}, Doubt.ZERO),
        (104.0, 98.0, {"possible": (0, 100)}, Doubt.IMPOSSIBLE),
        (80.0, 85.0, {}, Doubt.ALREADY_MET),
        (90.0, 85.0, {"polarity": DOWN}, Doubt.ALREADY_MET),
        (84.2, 85.0, {"spread": 1.0}, Doubt.BACKWARDS),
        (99.0, 85.0, {}, Doubt.OUT_OF_REACH),
    ],
)
def test_a_planted_mistake_is_caught(target: float, level: float, more: dict, doubt: Doubt):
    assert doubts(target, ground(level, **more))[0] is doubt


@pytest.mark.parametrize(("target", "polarity"), [(85.1, UP), (84.9, DOWN), (85.4, UP)])
def test_a_sound_target_raises_no_doubt(target: float, polarity: Polarity):
    assert doubts(target, ground(85.0, polarity=polarity)) == ()


def test_a_years_sum_is_compared_with_a_twelfth_of_it_in_a_month():
    months = np.full(36, 200.0)
    landing = Landing(np.array([2_400.0]), np.array([40.0]), np.array([30.0]))
    held = Ground(months, landing, DOWN, per_month=1 / 12)

    assert doubts(2_500, held) == (Doubt.ALREADY_MET,)
    assert doubts(2_390, held) == ()


def test_a_change_of_sign_in_the_figures_allows_a_negative_target():
    held = ground(0.5, spread=2.0)

    assert Doubt.SIGN not in doubts(-0.5, held)


def test_where_neither_way_is_better_there_is_nothing_to_aim_at():
    with pytest.raises(BadInput, match="one way to be better"):
        ambitions(Landing(np.array([1.0]), np.array([1.0]), np.array([9.0])), polarity=Polarity.NEUTRAL)
