"""Which metrics are escalated, and which chart is chosen."""

from __future__ import annotations

import numpy as np
import pytest

from pmf_core.definitions.calculation import Count, Mean, Ratio
from pmf_core.definitions.polarity import Polarity
from pmf_core.errors import NotPossible
from pmf_core.judgement.spc import batch_of_arrays, judge
from pmf_core.judgement.spc.choice import ChartKind, Nature, best_chart, chart_of, choose, nature_of
from pmf_core.judgement.spc.counted import counted
from pmf_core.judgement.spc.escalation import Escalations, escalations, far_below, off_target

UP, DOWN = Polarity.HIGHER_IS_BETTER, Polarity.LOWER_IS_BETTER
STABLE = [9.0, 11.0] * 12


def _escalated(values: list[float], *, target: float, polarity: Polarity = DOWN, bands=None) -> tuple[bool, bool]:
    batch = batch_of_arrays([values], polarity=polarity, target=target)
    below = None if bands is None else np.array([bands])
    found: Escalations = escalations(judge(batch), np.array([values[-1]]), bands_below=below)
    return bool(found.significantly_off_target.item()), bool(found.sustained_worsening.item())


def test_ordinary_variation_on_the_bad_side_is_not_escalated():
    assert _escalated(STABLE, target=10.5) == (False, False)


def test_a_value_beyond_the_limit_on_the_bad_side_is_significantly_off_target():
    assert _escalated([*STABLE, 30.0], target=10.5) == (True, False)


def test_a_value_beyond_the_limit_that_meets_its_target_is_not():
    assert _escalated([*STABLE, 30.0], target=40.0) == (False, False)


def test_a_value_beyond_the_limit_on_the_good_side_is_not():
    assert _escalated([*STABLE, -10.0], target=10.5) == (False, False)


def test_a_process_that_consistently_misses_is_significantly_off_target():
    assert _escalated(STABLE, target=1.0) == (True, False)
    assert _escalated(STABLE, target=99.0, polarity=UP) == (True, False)


def test_two_bands_below_for_two_periods_is_significantly_off_target():
    assert _escalated(STABLE, target=10.5, bands=[0, 2, 2]) == (True, False)
    assert _escalated(STABLE, target=10.5, bands=[2, 1, 2]) == (False, False)


def test_one_period_of_bands_is_not_two_running():
    assert not far_below(np.array([[3]])).item()


def test_a_shift_for_the_worse_is_a_sustained_negative_direction():
    assert _escalated([*STABLE, *[11.5] * 7], target=99.0) == (False, True)
    assert _escalated([*STABLE, *[11.5] * 7], target=1.0, polarity=UP) == (False, False)


def test_a_rise_that_is_still_better_than_the_mean_is_not_yet_one():
    assert _escalated([*STABLE, 5.5, 6.0, 6.5, 7.0, 7.5, 8.0, 8.5], target=99.0) == (False, False)


def test_a_single_point_beyond_a_limit_is_not_a_direction_that_lasts():
    assert _escalated([*STABLE, 30.0], target=99.0)[1] is False


@pytest.mark.parametrize("polarity", [Polarity.NEUTRAL, Polarity.IN_RANGE])
def test_without_a_better_direction_nothing_is_escalated(polarity: Polarity):
    assert _escalated([*STABLE, *[30.0] * 7], target=1.0, polarity=polarity) == (False, False)


def test_what_is_not_judged_is_not_escalated():
    assert _escalated([9.0, 11.0, 9.0, 90.0], target=1.0, bands=[2, 2, 2, 2]) == (False, False)


def test_being_on_the_target_is_not_being_off_it():
    value = np.array([0.1 + 0.2])

    assert not off_target(value, np.array([0.3]), sign=np.array([-1], dtype=np.int8)).item()


@pytest.mark.parametrize(
    ("calculation", "exceeds", "nature"),
    [
        (Ratio(numerator="in time", denominator="plans"), False, Nature.PROPORTION),
        (Ratio(numerator="in time", denominator="plans"), True, Nature.RATE),
        (Ratio(numerator="children", denominator="residents", per=10_000), False, Nature.RATE),
        (Count(counted="missed bins"), False, Nature.MEASUREMENT),
        (Mean(averaged="days"), False, Nature.MEASUREMENT),
    ],
)
def test_the_calculation_says_what_kind_of_number_it_is(calculation, exceeds: bool, nature: Nature):
    assert nature_of(calculation, exceeds=exceeds) is nature


@pytest.mark.parametrize(
    ("nature", "spread", "kind"),
    [
        (Nature.PROPORTION, 1.1, ChartKind.P),
        (Nature.PROPORTION, 2.0, ChartKind.P_PRIME),
        (Nature.PROPORTION, float("nan"), ChartKind.P),
        (Nature.RATE, 1.1, ChartKind.U),
        (Nature.RATE, 2.0, ChartKind.U_PRIME),
        (Nature.COUNT, 9.0, ChartKind.C),
        (Nature.BETWEEN, 9.0, ChartKind.G),
        (Nature.TIME_BETWEEN, 9.0, ChartKind.T),
        (Nature.MEASUREMENT, 9.0, ChartKind.XMR),
    ],
)
def test_the_kind_of_number_and_its_spread_choose_the_chart(nature: Nature, spread: float, kind: ChartKind):
    assert choose(nature, spread_of_z=spread).kind is kind


def test_the_metric_can_fix_its_chart():
    assert choose(Nature.PROPORTION, fixed=ChartKind.XMR).kind is ChartKind.XMR


@pytest.mark.parametrize("kind", [kind for kind in ChartKind if kind is not ChartKind.XMR])
def test_every_chosen_chart_can_be_drawn(kind: ChartKind):
    chart = chart_of(kind, counted([[3, 4, 5, 4]], [[10, 11, 12, 10]]))

    assert chart.limits.known.all()


def test_series_that_lie_wider_than_chance_get_the_wider_chart_and_others_do_not():
    random = np.random.default_rng(3)
    calm = random.binomial(10_000, 0.2, size=30)
    wild = random.binomial(10_000, 0.2 + 0.03 * random.normal(size=30))

    chart, choices = best_chart(Nature.PROPORTION, counted([calm, wild], np.full((2, 30), 10_000)))

    assert [choice.kind for choice in choices] == [ChartKind.P, ChartKind.P_PRIME]
    width = chart.limits.upper[:, 0] - chart.limits.centre[:, 0]
    assert width[0] == pytest.approx(3 * np.sqrt(0.2 * 0.8 / 10_000), rel=0.05)
    assert width[1] > 5 * width[0]


def test_a_fixed_chart_is_the_one_drawn():
    _, choices = best_chart(Nature.PROPORTION, counted([[2, 3, 4]], [[10] * 3]), fixed=ChartKind.P_PRIME)

    assert choices[0].reason == "the metric fixes its chart"


def test_an_xmr_chart_is_not_made_of_counts():
    with pytest.raises(NotPossible, match="Judge the values themselves"):
        chart_of(ChartKind.XMR, counted([[3]], [[10]]))
