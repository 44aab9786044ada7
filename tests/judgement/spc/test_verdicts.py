"""Variation and assurance of the last value, with polarity, conflict and targets."""

from __future__ import annotations

from dataclasses import replace

import pytest

from pmf_core.definitions.polarity import Polarity
from pmf_core.judgement.spc import MDC, NHSR, Assurance, Variation, batch_of_arrays, judge
from pmf_core.judgement.spc.profile import Labelling
from pmf_core.judgement.verdict import NotJudged

UP, DOWN = Polarity.HIGHER_IS_BETTER, Polarity.LOWER_IS_BETTER
ZIGZAG = [9.0, 11.0] * 10
WIDTH = 2.66 * 2


def _variation(values: list[float], polarity: Polarity, **options) -> Variation | NotJudged:
    return judge(batch_of_arrays([values], polarity=polarity), settings=replace(MDC, **options)).verdict().variation


@pytest.mark.parametrize(
    ("polarity", "high", "low"),
    [
        (UP, Variation.IMPROVEMENT_HIGH, Variation.CONCERN_LOW),
        (DOWN, Variation.CONCERN_HIGH, Variation.IMPROVEMENT_LOW),
        (Polarity.NEUTRAL, Variation.NEITHER_HIGH, Variation.NEITHER_LOW),
        (Polarity.IN_RANGE, Variation.NEITHER_HIGH, Variation.NEITHER_LOW),
    ],
)
def test_polarity_says_what_a_signal_means(polarity: Polarity, high: Variation, low: Variation):
    assert _variation([*ZIGZAG, 40.0], polarity) is high
    assert _variation([*ZIGZAG, -20.0], polarity) is low
    assert _variation(ZIGZAG, polarity) is Variation.COMMON_CAUSE


FALLING_ABOVE = [*[9.0, 11.0] * 12, 18.0, 17.5, 17.0, 16.5, 16.0, 15.5, 15.0]
"""Ends in a falling trend that lies high above the mean: signals of both directions at its last point."""


@pytest.mark.parametrize(
    ("labelling", "polarity", "label"),
    [
        (Labelling.IMPROVEMENT_WINS, UP, Variation.IMPROVEMENT_HIGH),
        (Labelling.CONCERN_WINS, UP, Variation.CONCERN_LOW),
        (Labelling.IMPROVEMENT_WINS, DOWN, Variation.IMPROVEMENT_LOW),
        (Labelling.CONCERN_WINS, DOWN, Variation.CONCERN_HIGH),
        (Labelling.IMPROVEMENT_WINS, Polarity.NEUTRAL, Variation.NEITHER_HIGH),
        (Labelling.CONCERN_WINS, Polarity.NEUTRAL, Variation.NEITHER_HIGH),
        (Labelling.FIRST_RULE_WINS, UP, Variation.CONCERN_LOW),
    ],
)
def test_the_labelling_decides_where_both_directions_meet(labelling: Labelling, polarity: Polarity, label: Variation):
    assert _variation(FALLING_ABOVE, polarity, labelling=labelling) is label


def test_the_turning_point_of_two_trends_is_labelled_by_the_later():
    rise = [10.0 + step / 10 for step in range(7)]
    values = [*[9.0, 11.0] * 6, *rise, *reversed(rise[:-1])]

    label = judge(batch_of_arrays([values], polarity=UP), settings=NHSR).label[0]

    assert Variation(label[12 + 5]) is Variation.IMPROVEMENT_HIGH
    assert Variation(label[12 + 6]) is Variation.CONCERN_LOW


def test_the_verdict_is_that_of_the_last_value_that_is_there():
    assert _variation([*ZIGZAG, 40.0, float("nan"), float("nan")], UP) is Variation.IMPROVEMENT_HIGH


def _assurance(target: float | None, polarity: Polarity, settings=MDC) -> Assurance | NotJudged:
    return judge(batch_of_arrays([ZIGZAG], polarity=polarity, target=target), settings=settings).verdict().assurance


@pytest.mark.parametrize(
    ("target", "higher", "lower"),
    [
        (10 + WIDTH + 1, Assurance.CONSISTENTLY_FAILS, Assurance.CONSISTENTLY_PASSES),
        (10.0, Assurance.HIT_OR_MISS, Assurance.HIT_OR_MISS),
        (10 - WIDTH - 1, Assurance.CONSISTENTLY_PASSES, Assurance.CONSISTENTLY_FAILS),
    ],
)
def test_assurance_compares_the_target_with_the_limits(target: float, higher: Assurance, lower: Assurance):
    assert _assurance(target, UP) is higher
    assert _assurance(target, DOWN) is lower


def test_a_target_on_a_limit_decides_in_making_data_count_and_not_in_nhsrplotthedots():
    assert _assurance(10 + WIDTH, UP) is Assurance.CONSISTENTLY_FAILS
    assert _assurance(10 - WIDTH, UP) is Assurance.CONSISTENTLY_PASSES
    assert _assurance(10 + WIDTH, UP, settings=replace(NHSR)) is Assurance.HIT_OR_MISS


def test_without_a_target_there_is_no_assurance():
    assert _assurance(None, UP) == NotJudged("no target")


def test_without_a_better_direction_there_is_no_assurance():
    assert _assurance(10.0, Polarity.NEUTRAL) == NotJudged("neither direction is better")
    assert _assurance(10.0, Polarity.IN_RANGE) == NotJudged("neither direction is better")


@pytest.mark.parametrize(("target", "assurance"), [(4.9, 1), (5.0, 1), (5.1, 2)])
def test_a_process_without_variation_is_compared_with_its_target(target: float, assurance: int):
    found = judge(batch_of_arrays([[5.0] * 20], polarity=UP, target=target))

    assert found.verdict().assurance is Assurance(assurance)


def test_the_target_in_force_is_that_of_the_last_value():
    targets = [[10.0] * 19 + [99.0]]

    found = judge(batch_of_arrays([ZIGZAG], polarity=UP, target=targets))

    assert found.verdict().assurance is Assurance.CONSISTENTLY_FAILS
