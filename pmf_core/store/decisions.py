"""What bodies decided, what they asked of units, and what became of that: written once, never changed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import astuple, dataclass, fields
from datetime import date, datetime
from enum import StrEnum
from pathlib import Path

from pmf_core.definitions.moment import now
from pmf_core.errors import BadInput
from pmf_core.store.audit.entry import Deed
from pmf_core.store.decided import FOREVER
from pmf_core.store.edition import new_edition
from pmf_core.store.engine import Engine, Query, Transaction
from pmf_core.store.papers import DRAFTS, PAPER, Paper


class Answer(StrEnum):
    """How far a unit is with what it was asked."""

    ACKNOWLEDGED = "acknowledged"
    DONE = "done"
    CANNOT = "can't be done"


@dataclass(frozen=True, slots=True)
class Decision:
    """What was decided about a metric, on which evidence, and what is expected of it."""

    decision_id: str
    body_id: str
    meeting_id: str
    seal: str
    """The pack that it was decided on; empty where none had been sealed."""
    metric_id: str
    unit_id: str
    period_id: str
    decision: str
    reason: str
    option_chosen: str
    owner_id: str
    due: date
    expected_effect: float | None
    """The change that is expected, in the metric's unit and with its sign; none where nothing measurable is."""
    check_date: date | None
    evidence_as_at: datetime
    recorded_at: datetime
    recorded_by: str


@dataclass(frozen=True, slots=True)
class Ask:
    """What a unit was asked to do because of a decision."""

    ask_id: str
    decision_id: str
    unit_id: str
    request: str
    due: date
    asked_at: datetime
    asked_by: str


@dataclass(frozen=True, slots=True)
class AskAnswer:
    """What a unit said to what it was asked."""

    ask_id: str
    answer: Answer
    note: str
    answered_at: datetime
    answered_by: str


DECISION, ASK, ANSWER = (tuple(field.name for field in fields(kind)) for kind in (Decision, Ask, AskAnswer))
"""The columns of each table."""

LONGEST = 2_000
"""The longest text that is kept of a decision, in characters."""


def record_decision(
    folder: Path, decision: Decision, *, today: date, asks: Sequence[Ask] = (), paper: Paper | None = None
) -> None:
    """Write down a decision with what it asks of units: all of it, or nothing.

    With a paper that is not whole it is a draft, and nobody is asked anything until it is.

    `today` is the hub's day, which a demonstration has of its own.
    """
    _require_words(decision, today=today)
    with new_edition(folder) as edition, edition.engine.transaction() as transaction:
        transaction.insert("decision", DECISION, [astuple(decision)])
        transaction.insert("ask", ASK, [astuple(ask) for ask in asks])
        if paper is not None:
            transaction.insert("decision_paper", PAPER, [astuple(paper)])
        draft = paper is not None and bool(paper.missing)
        edition.tell(Deed.DECIDED, decision=decision.decision_id, draft="yes" if draft else "no")


def _require_words(decision: Decision, *, today: date) -> None:
    for name, text in (("decision", decision.decision), ("reason", decision.reason), ("owner", decision.owner_id)):
        if not text.strip():
            raise BadInput(f"The {name} is empty: a decision needs its words, its reason and its owner.")
        if len(text) > LONGEST:
            raise BadInput(f"The {name} has {len(text):,} characters: {LONGEST:,} is the most; attach the rest.")
    if decision.expected_effect is not None and decision.check_date is None:
        raise BadInput("An expected effect needs the day on which it is looked for: give a check date.")
    if decision.check_date is not None and decision.check_date <= today:
        raise BadInput(f"The check date {decision.check_date} is not after the decision: give a later one.")


def answer_ask(folder: Path, ask: str, *, answer: Answer, note: str, by: str) -> None:
    """Write down what a unit says to what it was asked."""
    with new_edition(folder) as edition, edition.engine.transaction() as transaction:
        if not _is_there(transaction, ask):
            raise BadInput(f"Nothing was asked under '{ask}': choose one of the open asks.")
        transaction.insert("ask_answer", ANSWER, [(ask, answer.value, note, now(), by)])
        edition.tell(Deed.ANSWERED, ask=ask)


def _is_there(transaction: Transaction, ask: str) -> bool:
    return bool(len(transaction.fetch(Query("ask", "select 1 as n from ask where ask_id = :ask", {"ask": ask}))))


def decisions(engine: Engine, *, as_at: datetime | None = None) -> tuple[Decision, ...]:
    """Every decision that had been recorded by a moment, newest first; drafts are none yet."""
    return _decisions(engine, "not in", as_at)


def drafts(engine: Engine, *, as_at: datetime | None = None) -> tuple[Decision, ...]:
    """Every decision whose paper was not whole at a moment, newest first."""
    return _decisions(engine, "in", as_at)


def _decisions(engine: Engine, among_drafts: str, as_at: datetime | None) -> tuple[Decision, ...]:
    sql = f"""
select {", ".join(DECISION)}
from decision
where recorded_at <= :as_at and decision_id {among_drafts} ({DRAFTS})
order by recorded_at desc, decision_id
"""
    return tuple(Decision(*row) for row in engine.fetch(Query("decisions", sql, {"as_at": as_at or FOREVER})))


def asks(engine: Engine, *, as_at: datetime | None = None) -> tuple[tuple[Ask, AskAnswer | None], ...]:
    """Every ask with the newest answer to it by a moment, oldest due first."""
    sql = f"""
select {", ".join("a." + column for column in ASK)}, n.answer, n.note, n.answered_at, n.answered_by
from ask as a
left join (
    select *, row_number() over (partition by ask_id order by answered_at desc, answer) as newest
    from ask_answer
    where answered_at <= :as_at
) as n on n.ask_id = a.ask_id and n.newest = 1
where a.asked_at <= :as_at and a.decision_id not in ({DRAFTS})
order by a.due, a.ask_id
"""
    found = []
    for row in engine.fetch(Query("asks", sql, {"as_at": as_at or FOREVER})):
        ask, (answer, *rest) = Ask(*row[: len(ASK)]), row[len(ASK) :]
        found.append((ask, None if answer is None else AskAnswer(ask.ask_id, Answer(answer), *rest)))
    return tuple(found)
