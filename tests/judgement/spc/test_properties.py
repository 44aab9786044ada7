"""What holds for every series: symmetry, invariance, and that company changes nothing."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from pmf_core.definitions.polarity import Polarity
from pmf_core.judgement.spc import HUB, MDC, NHSR, Judgements, Rule, Settings, batch_of_arrays, judge
from pmf_core.judgement.spc.profile import Baseline, Labelling, Screening
from pmf_core.judgement.verdict import NotJudged
from tests.golden.spc.by_hand import Options, by_hand

PROFILES = st.sampled_from([MDC, NHSR, HUB])
VALUES = st.lists(st.one_of(st.integers(-30, 30).map(float), st.just(float("nan"))), min_size=1, max_size=40)
NUMBERS = st.lists(st.integers(-30, 30).map(float), min_size=2, max_size=40)
NAMES = {
    "beyond": Rule.BEYOND_LIMITS, "trend": Rule.TREND, "two of three": Rule.TWO_OF_THREE, "shift": Rule.SHIFT
}  # fmt: skip
"""Rules by the names they have by hand."""


def _starts(values: list[float], cuts: set[int]) -> list[list[bool]]:
    return [[place in cuts for place in range(len(values))]]


def _judged(values: list[float], profile: Settings, **options) -> Judgements:
    return judge(batch_of_arrays([values], **options), settings=profile)


@given(VALUES, st.sets(st.integers(1, 39), max_size=2), st.booleans(), st.sampled_from([0, 12, 20]))
def test_limits_and_marks_are_those_of_exact_arithmetic(
    values: list[float], cuts: set[int], screened: bool, fixed: int
):
    options = Options(fixed=fixed, screened=screened)
    profile = replace(NHSR, baseline=Baseline(points=fixed), screening=Screening.RANGES if screened else Screening.OFF)
    exact = [None if value != value else Fraction(value) for value in values]

    found = _judged(values, profile, starts=_starts(values, cuts))
    wanted = by_hand(exact, _starts(values, cuts)[0], options)

    limits = found.limits_by_point()
    for place, point in enumerate(wanted):
        at = min(place, limits.centre.shape[1] - 1)
        if point.lower is not None:
            np.testing.assert_allclose(limits.lower[0, at], float(point.lower), rtol=1e-9, atol=1e-9)
        for name, rule in NAMES.items():
            assert found.marked(rule, high=True)[0, place] == (name in point.up), (name, place)
            assert found.marked(rule, high=False)[0, place] == (name in point.down), (name, place)


@given(NUMBERS, PROFILES, st.integers(-40, 40))
def test_turning_the_world_upside_down_keeps_the_verdict(values: list[float], profile: Settings, target: int):
    up = _judged(values, profile, polarity=Polarity.HIGHER_IS_BETTER, target=target)
    down = _judged([-value for value in values], profile, polarity=Polarity.LOWER_IS_BETTER, target=-target)

    mirrored = (up.signals >> 4) | (up.signals << 4)
    assert (down.signals == mirrored).all()
    assert down.assurance.tolist() == up.assurance.tolist()


@given(NUMBERS, PROFILES, st.integers(-50, 50), st.sampled_from([0.5, 2.0, 4.0]))
def test_another_origin_and_another_unit_change_no_mark(
    values: list[float], profile: Settings, origin: int, unit: float
):
    moved = _judged([unit * value + origin for value in values], profile)

    assert (moved.signals == _judged(values, profile).signals).all()


@given(st.lists(VALUES, min_size=1, max_size=6), PROFILES)
def test_a_batch_says_what_its_series_say_one_by_one(series: list[list[float]], profile: Settings):
    width = max(map(len, series))
    padded = [values + [float("nan")] * (width - len(values)) for values in series]

    together = judge(batch_of_arrays(padded, target=3.0, polarity=Polarity.LOWER_IS_BETTER), settings=profile)

    for row, values in enumerate(series):
        alone = _judged(values, profile, target=3.0, polarity=Polarity.LOWER_IS_BETTER)
        assert together.verdict(row) == alone.verdict()
        assert (together.signals[row, : len(values)] == alone.signals[0]).all()
        assert (together.label[row, : len(values)] == alone.label[0]).all()
        assert together.label[row, len(values) :].sum() == 0
        np.testing.assert_allclose(together.limits.upper[row], alone.limits.upper[0], rtol=1e-12)


@given(NUMBERS, PROFILES, st.data())
def test_a_ghosted_point_changes_nothing(values: list[float], profile: Settings, data: st.DataObject):
    place = data.draw(st.integers(0, len(values)))
    cut = data.draw(st.integers(1, len(values)))
    haunted = [*values[:place], 999.0, *values[place:]]
    ghosts = [[at == place for at in range(len(haunted))]]
    starts = [at == cut for at in range(len(values))]
    shifted = [*starts[:place], False, *starts[place:]]

    found = _judged(haunted, profile, ghosted=ghosts, starts=[shifted])
    plain = _judged(values, profile, starts=[starts])

    rest = [at for at in range(len(haunted)) if at != place]
    assert (found.signals[0, rest] == plain.signals[0]).all()
    assert (found.label[0, rest] == plain.label[0]).all()
    assert found.label[0, place] == 0
    assert found.verdict() == plain.verdict()
    assert (found.partition[0, rest] == plain.partition[0]).all()


@given(NUMBERS, PROFILES)
def test_a_ghost_of_any_value_is_the_same_ghost(values: list[float], profile: Settings):
    ghosts = [[place == 1 for place in range(len(values))]]

    low = _judged([values[0], -1e6, *values[2:]], profile, ghosted=ghosts)
    high = _judged([values[0], 1e6, *values[2:]], profile, ghosted=ghosts)

    assert (low.signals == high.signals).all()


@given(VALUES, st.sets(st.integers(1, 39), max_size=3))
def test_what_the_hub_judges_has_limits_and_what_it_does_not_judge_has_a_reason(values: list[float], cuts: set[int]):
    found = _judged(values, HUB, starts=_starts(values, cuts), target=1.0, polarity=Polarity.LOWER_IS_BETTER)
    verdict = found.verdict()

    if isinstance(verdict.variation, NotJudged):
        assert verdict.variation.reason
        assert found.variation[0] == found.assurance[0] == 0
    else:
        number = found.partition[0, found.last[0]]
        assert np.isfinite([found.limits.lower[0, number], found.limits.upper[0, number]]).all()


@given(NUMBERS, st.sampled_from([MDC, HUB]))
def test_concern_and_improvement_differ_only_where_both_meet(values: list[float], profile: Settings):
    batch = batch_of_arrays([values], polarity=Polarity.HIGHER_IS_BETTER)

    improvement = judge(batch, settings=profile)
    concern = judge(batch, settings=replace(profile, labelling=Labelling.CONCERN_WINS))

    both = ((improvement.signals & 0b1111) > 0) & ((improvement.signals >> 4) > 0)
    assert ((improvement.label != concern.label) == both).all()


@settings(deadline=None, max_examples=20)
@given(st.integers(1, 90), st.integers(0, 2**32 - 1))
def test_where_a_batch_is_cut_into_chunks_changes_nothing(points: int, seed: int):
    random = np.random.default_rng(seed)
    values = random.normal(size=(1500, points))
    starts = random.random(size=values.shape) < 0.01
    starts[:1000] = False

    whole = judge(batch_of_arrays(values, starts=starts), settings=MDC)

    for row in (0, 700, 1100, 1499):
        alone = judge(batch_of_arrays(values[[row]], starts=starts[[row]]), settings=MDC)
        assert (whole.signals[row] == alone.signals[0]).all()
        assert (whole.partition[row] == alone.partition[0]).all()
        count = alone.points.shape[1]
        np.testing.assert_allclose(whole.limits.upper[row, :count], alone.limits.upper[0], rtol=1e-12)
        assert np.isnan(whole.limits.upper[row, count:]).all()
