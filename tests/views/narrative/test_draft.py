"""What the hub drafts passes its own check, on every metric of the board, and nothing is done on anybody's behalf."""

from __future__ import annotations

import pytest

from pmf_core.access.scope import local_scope
from pmf_core.judgement.claims import Facts
from pmf_core.judgement.verdict import NotJudged
from pmf_core.store.hub import Hub
from pmf_core.views.metric_profile.header import subject
from pmf_core.views.narrative.checked import checked
from pmf_core.views.narrative.draft import draft_of
from pmf_core.views.narrative.facts import facts_of

COUNCIL = "E10000024"
SCOPE = local_scope()


@pytest.mark.parametrize(("unit", "period"), [(COUNCIL, "2026-03"), ("place.waste", "2025-11")])
def test_a_draft_of_any_metric_of_the_board_passes_its_own_check(hub: Hub, unit: str, period: str) -> None:
    level = hub.catalogue.organisation.unit(unit).level
    wrong: list[str] = []
    tried = 0
    for metric in hub.catalogue.vital_signs:
        if level not in metric.levels or not SCOPE.may_read_metric(metric):
            continue
        held = subject(hub, metric.id, unit, period=period, scope=SCOPE)
        facts = facts_of(hub, held, scope=SCOPE)
        if isinstance(facts, NotJudged):
            continue
        draft = draft_of(hub, held, scope=SCOPE)
        found = checked({"what": draft.what, "why": draft.why, "so_what": draft.so_what}, facts)
        wrong += [f"{metric.id}: {one.text} ({one.badge.reason})" for one in found.to_explain if one.badge]
        tried += 1

    assert wrong == []
    assert tried > 1


def test_a_draft_of_published_figures_passes_too(hub: Hub) -> None:
    for name in ("gcse_english_and_maths", "adult_obesity", "lait_l2age19gap"):
        held = subject(hub, name, COUNCIL, period="2026-03", scope=SCOPE)
        facts, draft = facts_of(hub, held, scope=SCOPE), draft_of(hub, held, scope=SCOPE)

        assert isinstance(facts, Facts)
        assert not checked({"what": draft.what, "why": draft.why, "so_what": draft.so_what}, facts).to_explain


def test_a_draft_proposes_no_action_of_its_own(hub: Hub) -> None:
    draft = draft_of(hub, subject(hub, "missed_bins", COUNCIL, period="2026-03", scope=SCOPE), scope=SCOPE)

    assert (draft.action, draft.owner, draft.due) == ("", "", None)


def test_the_facts_say_what_the_page_says(hub: Hub) -> None:
    held = subject(hub, "missed_bins", COUNCIL, period="2026-03", scope=SCOPE)
    facts = facts_of(hub, held, scope=SCOPE)

    assert isinstance(facts, Facts)
    assert facts.value == held.assessment.value
    assert (facts.target, facts.signal, facts.meets) == (56.0, -1, False)
    assert facts.figures[-1].value == facts.value
    assert facts.adverse == ("it is getting worse for real", "it misses its target of 56.0")


def test_what_a_text_does_not_speak_of_is_not_asked_for_and_changes_no_mark(hub: Hub) -> None:
    held = subject(hub, "missed_bins", COUNCIL, period="2026-03", scope=SCOPE)
    said = {"what": "It was 67.8 in March.", "why": "Driven by Collection Mid Team.", "so_what": "", "action": ""}
    whole = facts_of(hub, held, scope=SCOPE)
    needed = facts_of(hub, held, scope=SCOPE, told=" ".join(said.values()))

    assert checked(said, whole) == checked(said, needed)
    assert facts_of(hub, held, scope=SCOPE, told="").causes == frozenset()  # type: ignore[union-attr]
