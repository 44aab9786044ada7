from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from pmf_core.definitions.rule import Code, EarlyWarning, OffTarget, Rules, Switch
from pmf_core.judgement.exceptions import Case, judge
from pmf_core.judgement.verdict import NotJudged

RULES = Rules(effective_from=date(2024, 4, 1))
ABSENT = NotJudged("not there yet")

QUIET = Case(
    short=False,
    consistently_misses=False,
    beyond_bad_limit=False,
    bands_below=(0, 0),
    significance=ABSENT,
    sustained=False,
    forecast_chance=ABSENT,
    hard_limit_crossed=False,
    changed_since_report=ABSENT,
    missing_at_cut_off=False,
    low_confidence=False,
    improving=False,
    newly_meets=False,
    clearly_better=ABSENT,
    drift_crosses=False,
)
SHORT = replace(QUIET, short=True)


def test_what_is_absent_is_not_judged_with_its_reason_and_never_fires() -> None:
    outcome = judge(QUIET, RULES)

    assert outcome.fired == ()
    assert set(outcome.not_judged) == {Code.E3, Code.E5, Code.G1}
    assert set(outcome.not_judged.values()) == {"not there yet"}


@pytest.mark.parametrize(
    ("case", "fired"),
    [
        (replace(SHORT, consistently_misses=True), (Code.E1,)),
        (replace(SHORT, beyond_bad_limit=True), (Code.E1,)),
        (replace(SHORT, bands_below=(2, 2)), (Code.E1,)),
        (replace(SHORT, bands_below=(2, 1)), (Code.N,)),
        (replace(SHORT, bands_below=(2,)), (Code.N,)),
        (replace(QUIET, consistently_misses=True, beyond_bad_limit=True, bands_below=(3, 3)), ()),
        (replace(QUIET, sustained=True), (Code.E2,)),
        (replace(SHORT, sustained=True, consistently_misses=True), (Code.E1, Code.E2)),
        (replace(QUIET, forecast_chance=0.29), (Code.E3,)),
        (replace(QUIET, forecast_chance=0.30), ()),
        (replace(QUIET, hard_limit_crossed=True), (Code.E4,)),
        (replace(QUIET, changed_since_report=True), (Code.E5,)),
        (replace(QUIET, missing_at_cut_off=True), (Code.E6,)),
        (replace(QUIET, low_confidence=True), (Code.E7,)),
        (replace(QUIET, improving=True), (Code.G1,)),
        (replace(QUIET, newly_meets=True), (Code.G1,)),
        (replace(QUIET, clearly_better=True), (Code.G1,)),
        (replace(QUIET, drift_crosses=True), (Code.W1,)),
        (replace(QUIET, drift_crosses=True, sustained=True), (Code.E2,)),
        (SHORT, (Code.N,)),
    ],
)
def test_each_rule_fires_on_what_it_says_and_on_nothing_else(case: Case, fired: tuple[Code, ...]) -> None:
    assert judge(case, RULES).fired == fired


def test_with_few_points_the_proportion_test_stands_in_for_the_limits() -> None:
    few = replace(SHORT, consistently_misses=ABSENT, beyond_bad_limit=ABSENT, significance=0.009)

    assert judge(few, RULES).fired == (Code.E1,)
    assert judge(replace(few, significance=0.01), RULES).fired == (Code.N,)


def test_with_enough_points_the_proportion_test_is_never_asked() -> None:
    large_denominator = replace(SHORT, significance=1e-12)

    assert judge(large_denominator, RULES).fired == (Code.N,)


def test_a_hard_limit_escalates_whatever_the_process_says() -> None:
    crossed = replace(QUIET, hard_limit_crossed=True)

    assert judge(crossed, RULES).severity > judge(replace(SHORT, consistently_misses=True), RULES).severity


@pytest.mark.parametrize(
    ("rules", "case", "code"),
    [
        ({"e1": OffTarget(on=False)}, replace(SHORT, consistently_misses=True), Code.E1),
        ({"e4": Switch(on=False)}, replace(QUIET, hard_limit_crossed=True), Code.E4),
        ({"g1": Switch(on=False)}, replace(QUIET, improving=True), Code.G1),
        ({"w1": EarlyWarning(on=False)}, replace(QUIET, drift_crosses=True), Code.W1),
    ],
)
def test_a_rule_switched_off_says_so(rules: dict, case: Case, code: Code) -> None:
    outcome = judge(case, RULES.model_copy(update=rules))

    assert code not in outcome.fired
    assert outcome.not_judged[code] == "switched off"
