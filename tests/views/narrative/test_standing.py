"""How far a narrative is, on a council small enough to check by hand."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from pmf_core.access.scope import local_scope
from pmf_core.store.hub import Hub
from pmf_core.views.assessment import vital_signs_of
from pmf_core.views.exceptions import exceptions
from pmf_core.views.narrative.card import card
from pmf_core.views.narrative.exceptions import narratives_sentence, owed, standings_of, without_action
from pmf_core.views.narrative.standing import Standing, State
from pmf_core.views.vital_signs import vital_signs
from tests.narrated import WHOLE, approved, wrote
from tests.packs.council import hub_of_the_board
from tests.small import publish

SCOPE = local_scope()
FALSE = "Performance has improved."


@pytest.fixture
def small() -> Hub:
    return hub_of_the_board()[0]


def standing(hub: Hub, *, period: str = "2025-03", at: datetime | None = None) -> Standing:
    from pmf_core.definitions.period import parse

    scope = SCOPE.at(at)
    metrics = vital_signs_of(hub.catalogue, hub.catalogue.organisation.unit("council"))
    rows = exceptions(hub, metrics, "council", period=parse(period), scope=scope).everything
    (row,) = [row for row in rows if row.metric.id == "emptied"]
    return standings_of(hub, [row], "council", catalogue=hub.catalogue, scope=scope)["emptied"]


def test_nobody_has_written(small: Hub) -> None:
    held = standing(small)

    assert held.state is State.NONE
    assert (held.status.word, held.action.word, held.has_action) == ("No narrative", "No action yet", False)


def test_four_parts_with_an_owned_action_are_complete_and_then_approved(small: Hub) -> None:
    wrote(small)
    assert standing(small).state is State.COMPLETE
    assert standing(small).action.word == "Action due 31 May 2025"

    approved(small, "n1", at=datetime(2025, 4, 13, 9))
    assert standing(small).state is State.APPROVED
    assert standing(small, at=datetime(2025, 4, 12, 10)).state is State.COMPLETE


@pytest.mark.parametrize("changed", [{"what": ""}, {"why": ""}, {"so_what": ""}, {"action": ""}, {"due": None}])
def test_an_exception_without_all_four_is_a_draft_that_says_what_it_lacks(
    small: Hub, changed: dict[str, object]
) -> None:
    made = wrote(small, **changed)
    held = standing(small)

    assert held.state is State.DRAFT
    assert made.missing[0] in held.status.reason


def test_a_sentence_that_the_figures_contradict_stays_only_for_a_reason_that_is_kept_beside_it(small: Hub) -> None:
    wrote(small, so_what=FALSE)
    assert standing(small).state is State.UNSUPPORTED

    reasons = {FALSE: "The crew's own count says so"}
    wrote(small, overrides=reasons, narrative_id="n2", so_what=FALSE, recorded_at=datetime(2025, 4, 12, 10))
    held = standing(small)
    assert held.state is State.COMPLETE
    assert held.checked is not None
    (one,) = [one for one in held.checked.sentences if one.text == FALSE]
    assert one.unsupported
    assert one.kept == "The crew's own count says so"


def test_a_reason_for_one_sentence_does_not_cover_another(small: Hub) -> None:
    wrote(small, overrides={"Something else.": "Because"}, so_what=FALSE)

    assert standing(small).state is State.UNSUPPORTED


def test_a_worsening_that_nobody_admits_is_told_as_left_out(small: Hub) -> None:
    wrote(small, what="It was 75.0% in March.")
    held = standing(small)

    assert held.state is State.UNSUPPORTED
    assert held.checked is not None
    assert [one.text for one in held.checked.left_out] == [
        "It is getting worse for real",
        "It misses its target of 90.0%",
    ]


def test_a_figure_that_was_restated_makes_what_was_true_not_supported(small: Hub) -> None:
    wrote(small)
    _, held = hub_of_the_board()
    restated = ("emptied", "north", date(2025, 3, 1), date(2025, 3, 31), 650.0, 1000.0, None)
    later = publish(small, held, [restated], known_from=datetime(2025, 4, 18, 9))

    assert standing(later, at=datetime(2025, 4, 17)).state is State.COMPLETE
    found = standing(later)
    assert found.state is State.UNSUPPORTED
    assert "the figure is 77.5%" in str(found.checked)


def test_figures_that_have_come_since_make_it_one_of_an_earlier_period(small: Hub) -> None:
    wrote(small, narrative_id="n0", period_id="2025-02", period_end=date(2025, 2, 28))
    held = standing(small)

    assert held.state is State.OF_BEFORE
    assert held.stale == "Written for February 2025; figures to March 2025 have come since."
    assert not held.has_action
    assert standing(small, period="2025-02").state is not State.OF_BEFORE


def test_linking_an_action_takes_one_off_the_list_of_exceptions_without(small: Hub) -> None:
    before = vital_signs(small, scope=SCOPE, unit="council", period="2025-03")
    assert [line.metric for line in before.without_action] == [line.metric for line in before.exceptions]

    wrote(small, action="", owner_id="", due=None, no_action="The fall was one storm: watch until June.")
    after = vital_signs(small, scope=SCOPE, unit="council", period="2025-03")
    assert len(after.without_action) == len(before.without_action) - 1
    assert [line.metric for line in after.exceptions] == [line.metric for line in before.exceptions]
    assert "1 complete" in after.narratives_sentence


def test_every_exception_is_counted_once_and_those_owed_are_the_ones_that_are_not_complete(small: Hub) -> None:
    from pmf_core.definitions.period import parse

    wrote(small)
    metrics = vital_signs_of(small.catalogue, small.catalogue.organisation.unit("council"))
    rows = exceptions(small, metrics, "council", period=parse("2025-03"), scope=SCOPE).everything
    held = standings_of(small, rows, "council", catalogue=small.catalogue, scope=SCOPE)

    assert narratives_sentence(rows, held) == "Narratives of 2 exceptions: 1 complete and 1 not written."
    assert [row.metric.id for row in owed(rows, held)] == ["calls"]
    assert [row.metric.id for row in without_action(rows, held)] == ["calls"]


def test_the_card_says_whose_words_they_are_or_that_the_hub_drafted_them(small: Hub) -> None:
    drafted = card(small, scope=SCOPE, metric="emptied", unit="council", period="2025-03")
    assert drafted.drafted
    assert drafted.byline.startswith("Nobody has written about March 2025 yet.")
    assert {one.part for one in drafted.sentences} == {"What", "Why", "So what"}

    wrote(small)
    held = card(small, scope=SCOPE, metric="emptied", unit="council", period="2025-03")
    assert not held.drafted
    assert held.byline == "Written by Ann Bell, 12 April 2025, 10:00; not approved yet."
    assert (held.action.word, held.action.reason) == ("Action due 31 May 2025", "Head of Waste")
    assert [one.text for one in held.sentences if one.part == "Action"] == [WHOLE.action]
    assert held.to_approve == "n1"
