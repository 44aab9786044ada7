from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

import pytest

from pmf_core.errors import BadInput
from pmf_core.store.decisions import Answer, Ask, Decision, answer_ask, asks, decisions, drafts, record_decision
from pmf_core.store.edition import new_edition
from pmf_core.store.hub import Hub
from pmf_core.store.papers import PARTS, Paper, papers, write_paper
from pmf_core.store.schema import create

DECIDED = Decision(
    decision_id="d1",
    body_id="board",
    meeting_id="BOARD-2025-04-15",
    seal="",
    metric_id="emptied",
    unit_id="council",
    period_id="2025-03",
    decision="Send a second crew north.",
    reason="The north fell beyond its limits.",
    option_chosen="Second crew",
    owner_id="waste",
    due=date(2025, 5, 1),
    expected_effect=10.0,
    check_date=date(2025, 10, 1),
    evidence_as_at=datetime(2025, 4, 15, 9),
    recorded_at=datetime(2025, 4, 15, 9, 5),
    recorded_by="Chair",
)
TODAY = date(2025, 4, 15)
ASKED = Ask("a1", "d1", "north", "Say when the crew starts.", date(2025, 4, 22), datetime(2025, 4, 15, 9, 5), "Chair")


@pytest.fixture
def store(tmp_path: Path) -> Path:
    with new_edition(tmp_path) as edition, edition.engine.transaction() as transaction:
        create(transaction)
    return tmp_path


def test_a_decision_is_there_with_what_it_asks_from_the_moment_it_is_recorded(store: Path) -> None:
    record_decision(store, DECIDED, asks=[ASKED], today=TODAY)
    hub = Hub.open(store)

    assert decisions(hub.engine) == (DECIDED,)
    assert asks(hub.engine) == ((ASKED, None),)
    assert decisions(hub.engine, as_at=datetime(2025, 4, 15, 9, 4)) == ()


def test_the_newest_answer_counts_and_the_others_stay(store: Path) -> None:
    record_decision(store, DECIDED, asks=[ASKED], today=TODAY)
    answer_ask(store, "a1", answer=Answer.ACKNOWLEDGED, note="", by="North")
    answer_ask(store, "a1", answer=Answer.DONE, note="Started on Monday", by="North")
    ((_, answer),) = asks(Hub.open(store).engine)

    assert answer is not None
    assert (answer.answer, answer.note) == (Answer.DONE, "Started on Monday")


@pytest.mark.parametrize(
    ("changed", "told"),
    [
        ({"reason": "  "}, "reason is empty"),
        ({"check_date": None}, "expected effect needs the day"),
        ({"check_date": date(2025, 4, 15)}, "is not after the decision"),
        ({"decision": "x" * 2_001}, "2,000 is the most"),
    ],
)
def test_a_decision_that_can_not_be_followed_up_is_refused_and_nothing_is_kept(
    store: Path, changed: dict[str, object], told: str
) -> None:
    with pytest.raises(BadInput, match=told):
        record_decision(store, replace(DECIDED, **changed), asks=[ASKED], today=TODAY)  # type: ignore[arg-type]

    assert decisions(Hub.open(store).engine) == ()


def test_an_answer_to_nothing_is_refused(store: Path) -> None:
    with pytest.raises(BadInput, match="Nothing was asked"):
        answer_ask(store, "nothing", answer=Answer.DONE, note="", by="North")


WHOLE = Paper(
    "d1", "Two posts", "Fewer missed", "metric?m=emptied", "deep_dive?m=emptied", datetime(2025, 4, 15, 9, 5), "Chair"
)


@pytest.mark.parametrize("missing", PARTS)
def test_without_cost_benefit_evidence_or_analysis_a_decision_is_a_draft_and_asks_nobody(
    store: Path, missing: str
) -> None:
    record_decision(store, DECIDED, asks=[ASKED], today=TODAY, paper=replace(WHOLE, **{missing: " "}))
    engine = Hub.open(store).engine

    assert (decisions(engine), asks(engine)) == ((), ())
    assert drafts(engine) == (DECIDED,)
    assert papers(engine)["d1"].missing == (missing,)


def test_a_draft_counts_from_the_moment_its_paper_is_whole(store: Path) -> None:
    record_decision(store, DECIDED, asks=[ASKED], today=TODAY, paper=replace(WHOLE, cost=""))
    write_paper(store, replace(WHOLE, written_at=datetime(2025, 4, 16)))
    engine, before = Hub.open(store).engine, datetime(2025, 4, 15, 12)

    assert (decisions(engine), drafts(engine)) == ((DECIDED,), ())
    assert asks(engine) == ((ASKED, None),)
    assert (decisions(engine, as_at=before), drafts(engine, as_at=before)) == ((), (DECIDED,))
