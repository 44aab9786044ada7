from __future__ import annotations

from datetime import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pmf_core.definitions.period import month
from pmf_core.definitions.submission import ALLOWED, Act, Actor, Event, State, Submission
from pmf_core.errors import BadInput, NotPossible

ANN, BEN = Actor("Ann Bell"), Actor("Ben Cole", "director")
AT = datetime(2025, 4, 10, 9, 4)


def through(*events: Event, errors: int = 0) -> Submission:
    acts = tuple(Act(event, AT, ANN, summary={"error": errors} if event is Event.CHECKED else {}) for event in events)
    return Submission("bins.2025-03.1", "bins", month(2025, 3), "0" * 64, acts)


def test_checks_with_an_error_keep_a_return_from_its_approver() -> None:
    held = through(Event.DRAFTED, Event.CHECKED, errors=1)

    assert held.state is State.FAILED
    with pytest.raises(NotPossible, match="only a return whose checks are passed is submitted"):
        held.require(Event.SUBMITTED)


def test_a_refusal_says_who_did_what_before_and_when() -> None:
    held = through(Event.DRAFTED, Event.CHECKED, Event.SUBMITTED, Event.APPROVED)

    with pytest.raises(NotPossible) as refused:
        held.require(Event.APPROVED)

    assert str(refused.value) == (
        "bins.2025-03.1 can't be approved: it was approved by Ann Bell on 10 April 2025, 10:04, "
        "and only a return that is with its approver is approved."
    )


@pytest.mark.parametrize("name", ["Ann Bell", "ann  bell ", "ANN BELL"])
def test_whoever_sent_it_does_not_approve_it(name: str) -> None:
    held = through(Event.DRAFTED, Event.CHECKED, Event.SUBMITTED)

    with pytest.raises(NotPossible, match="two people stand behind every published figure"):
        held.require_other_eyes(Actor(name, "director"))
    held.require_other_eyes(BEN)


def test_somebody_must_act() -> None:
    with pytest.raises(BadInput, match="Say who does this"):
        Actor("  ")


@given(st.lists(st.sampled_from(list(Event)), max_size=12))
def test_no_row_of_events_publishes_what_nobody_approved(wanted: list[Event]) -> None:
    held = through(Event.DRAFTED)
    for event in wanted:
        if held.state in ALLOWED[event]:
            held = through(*(act.event for act in held.acts), event)

    events = [act.event for act in held.acts]
    if Event.PUBLISHED in events:
        before = events[: events.index(Event.PUBLISHED)]
        assert before[-2:] == [Event.SUBMITTED, Event.APPROVED]
