"""What is raised stays as it was raised, and what is said to it comes beside it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest

from pmf_core.definitions.moment import now
from pmf_core.definitions.raising import Kind, Reply
from pmf_core.errors import BadInput
from pmf_core.store.audit.entry import Deed
from pmf_core.store.audit.log import AuditLog
from pmf_core.store.edition import new_edition
from pmf_core.store.hub import Hub
from pmf_core.store.raised import Raised, raise_it, raised, reply
from pmf_core.store.schema import create

TODAY = date(2025, 4, 20)
RAISED = Raised(
    raised_id="r1",
    kind=Kind.ESCALATION,
    follows="",
    metric_id="emptied",
    unit_id="north",
    period_id="2025-03",
    text="The second round has no driver until May.",
    to_role="group_manager",
    to_owner="",
    body_id="",
    meeting_id="",
    address="metric?m=emptied&u=north&p=2025-03&asat=2025-04-15T09%3A00",
    due=date(2025, 5, 4),
    evidence_as_at=datetime(2025, 4, 15, 9),
    raised_at=datetime(2025, 4, 15, 9),
    raised_by="Ann Bell",
    raised_by_id="ann.bell",
)


@pytest.fixture
def store(tmp_path: Path) -> Path:
    with new_edition(tmp_path) as edition, edition.engine.transaction() as transaction:
        create(transaction)
    return tmp_path


def replies(store: Path, *, as_at: datetime | None = None) -> dict[str, list[Reply]]:
    return {held.raised_id: [each.reply for each in said] for held, said in raised(Hub.open(store).engine, as_at=as_at)}


def test_what_was_raised_is_read_as_it_stood_at_a_moment(store: Path) -> None:
    raise_it(store, RAISED, today=TODAY)
    before = now()
    reply(store, "r1", Reply.RECEIVED, note="", by="Cem Dale")

    assert raised(Hub.open(store).engine)[0][0] == RAISED
    assert replies(store) == {"r1": [Reply.RECEIVED]}
    assert replies(store, as_at=before) == {"r1": []}
    assert replies(store, as_at=RAISED.raised_at - timedelta(seconds=1)) == {}


def test_passing_up_closes_the_step_below_and_opens_the_next(store: Path) -> None:
    raise_it(store, RAISED, today=TODAY)
    up = replace(RAISED, raised_id="r2", follows="r1", to_role="service_director", raised_at=datetime(2025, 4, 16))
    raise_it(store, up, today=TODAY)

    assert replies(store) == {"r1": [Reply.PASSED_UP], "r2": []}
    with pytest.raises(BadInput, match="It is closed: the answer was 'passed up'"):
        reply(store, "r1", Reply.DONE, note="Agency driver found.", by="Cem Dale")


def test_a_recommendation_is_done_only_once_it_was_accepted(store: Path) -> None:
    raise_it(store, replace(RAISED, kind=Kind.RECOMMENDATION, to_role="", to_owner="waste"), today=TODAY)

    with pytest.raises(BadInput, match="accept it first"):
        reply(store, "r1", Reply.DONE, note="Crew hired.", by="Head of Waste")
    reply(store, "r1", Reply.ACCEPTED, note="", by="Head of Waste")
    reply(store, "r1", Reply.DONE, note="Crew hired.", by="Head of Waste")

    assert replies(store) == {"r1": [Reply.ACCEPTED, Reply.DONE]}


@pytest.mark.parametrize(
    ("changed", "told"),
    [
        ({"text": " "}, "The reason is empty"),
        ({"text": "x" * 2_001}, "2,000 is the most"),
        ({"due": date(2025, 4, 19)}, "due before today"),
        ({"raised_by": ""}, "Say who raises it"),
        ({"follows": "r9"}, "Nothing was raised under 'r9'"),
    ],
)
def test_what_could_not_be_answered_is_refused_and_nothing_is_kept(
    store: Path, changed: dict[str, object], told: str
) -> None:
    with pytest.raises(BadInput, match=told):
        raise_it(store, replace(RAISED, **changed), today=TODAY)  # type: ignore[arg-type]

    assert replies(store) == {}


@pytest.mark.parametrize(
    ("answer", "note", "told"),
    [(Reply.ANSWERED, "Yes.", "no reply to what was raised as escalation"), (Reply.DONE, " ", "answer is empty")],
)
def test_a_reply_that_says_nothing_or_does_not_fit_is_refused(store: Path, answer: Reply, note: str, told: str) -> None:
    raise_it(store, RAISED, today=TODAY)

    with pytest.raises(BadInput, match=told):
        reply(store, "r1", answer, note=note, by="Cem Dale")


def test_both_acts_stand_in_the_audit_log_without_anybodys_words(store: Path) -> None:
    raise_it(store, RAISED, today=TODAY)
    reply(store, "r1", Reply.DONE, note="Agency driver found.", by="Cem Dale")

    told = [entry for entry in AuditLog(store).entries() if entry.deed in (Deed.RAISED, Deed.REPLIED)]
    assert [entry.about["raised"] for entry in told] == ["r1", "r1"]
    assert "driver" not in str([entry.about for entry in told])
