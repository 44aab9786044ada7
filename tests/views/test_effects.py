"""Decisions and what became of them, judged on the day of reading."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime

import pytest

from pmf_core.access.scope import Scope, local_scope
from pmf_core.definitions.period import month
from pmf_core.store.decisions import Decision
from pmf_core.store.hub import Hub
from pmf_core.views.decisions import EFFECT, decision_rows
from pmf_core.views.effects import EffectLine, effect_of, effects_of
from pmf_core.views.status import StatusKind
from tests import small
from tests.small import Row

FIRST, DECIDED, CHECK = month(2022, 10), datetime(2024, 10, 14, 9), date(2025, 4, 15)
NOISE = (0.0, 1.1, -0.7, 0.4, -1.3, 0.9, -0.2, 0.6)


def rows(*, after: float, months: int = 30) -> list[Row]:
    """Bins emptied of 1,000 due in the north: 800 or so, and another level from November 2024 on."""
    found: list[Row] = []
    for place in range(months):
        period = FIRST.before(-place)
        level = 800 + 10 * NOISE[place % len(NOISE)] + (after if period.start >= date(2024, 11, 1) else 0)
        found.append(("emptied", "north", period.start, period.end, level, 1000.0, None))
    return found


def hub_of(after: float, *, months: int = 30) -> Hub:
    catalogue = small.catalogue()
    return small.publish(
        small.new_hub(catalogue), catalogue, rows(after=after, months=months), known_from=datetime(2024, 10, 10)
    )


DECISION = Decision(
    decision_id="d1",
    body_id="board",
    meeting_id="BOARD-2024-10-14",
    seal="",
    metric_id="emptied",
    unit_id="north",
    period_id="2024-09",
    decision="Send a second crew north.",
    reason="The north fell beyond its limits.",
    option_chosen="Second crew",
    owner_id="waste",
    due=date(2024, 11, 1),
    expected_effect=3.0,
    check_date=CHECK,
    evidence_as_at=DECIDED,
    recorded_at=DECIDED,
    recorded_by="Chair",
)


def told(after: float, *, scope: Scope | None = None, decision: Decision = DECISION, months: int = 30) -> EffectLine:
    return effect_of(hub_of(after, months=months), decision, scope=scope or local_scope())


def test_a_help_is_told_with_its_size_its_limits_and_what_was_expected() -> None:
    found = told(40.0)

    assert found.status.kind is StatusKind.IMPROVING
    assert found.sentence.startswith("Helped: +4 against the baseline (95%: +3 to +5)")
    assert found.sentence.endswith("from 5 points after and 24 before; +3 was expected.")


def test_a_hindrance_is_told_as_plainly() -> None:
    assert told(-40.0).sentence.startswith("Hindered: −4 against the baseline")


def test_what_lies_within_chance_can_not_be_told_and_says_what_could_be() -> None:
    found = told(2.0)

    assert found.sentence.startswith("Can't tell: ")
    assert "an effect would have to be about" in found.sentence


def test_before_its_check_date_nothing_is_told() -> None:
    found = told(40.0, scope=local_scope(as_at=datetime(2025, 4, 1)))

    assert found.status.word == "Not due"
    assert found.sentence == "Not due: its effect is looked for on 15 April 2025."


def test_too_few_months_since_can_not_tell() -> None:
    found = told(40.0, decision=replace(DECISION, check_date=date(2024, 12, 31)))

    assert found.sentence == "Can't tell: 2 points since, 3 needed."


def test_a_decision_without_an_expected_effect_has_nothing_to_measure() -> None:
    found = told(40.0, decision=replace(DECISION, expected_effect=None, check_date=None))

    assert found.status.word == "Nothing to measure"


def test_a_baseline_that_is_restated_later_stays_as_it_was_when_it_was_decided() -> None:
    catalogue, hub = small.catalogue(), hub_of(40.0)
    restated = [
        (metric, unit, first, last, top + 100 if last <= date(2024, 9, 30) else top, bottom, value)
        for metric, unit, first, last, top, bottom, value in rows(after=40.0)
        if top is not None
    ]

    later = small.publish(hub, catalogue, restated, known_from=datetime(2025, 4, 10), name="restated")

    assert effect_of(later, DECISION, scope=local_scope()) == effect_of(hub, DECISION, scope=local_scope())


@pytest.mark.parametrize("with_effects", [True, False])
def test_the_list_of_decisions_has_a_column_for_what_became_of_them(with_effects: bool) -> None:
    hub, catalogue = hub_of(40.0), small.catalogue()
    held = replace(DECISION, body_id="")
    found = effects_of(hub, [held], scope=local_scope()) if with_effects else None

    table = decision_rows(catalogue, [], title="Decisions", effects=found)

    assert (EFFECT in table.columns) is with_effects
