"""Raising something, replying to it, and reading both as they stood at a moment."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import astuple, dataclass, fields
from datetime import date, datetime
from pathlib import Path

from pmf_core.definitions.moment import now
from pmf_core.definitions.raising import BARE, Kind, Reply
from pmf_core.errors import BadInput
from pmf_core.store.audit.entry import Deed
from pmf_core.store.decided import FOREVER
from pmf_core.store.edition import new_edition
from pmf_core.store.engine import Engine, Query, Transaction


@dataclass(frozen=True, slots=True)
class Raised:
    """One thing that somebody raised: what it is about, whom it is for, and by when an answer is due."""

    raised_id: str
    kind: Kind
    follows: str
    """The escalation that this one passes up; empty for a first step."""
    metric_id: str
    """Empty where it is about no metric."""
    unit_id: str
    period_id: str
    text: str
    to_role: str
    """The role that it is for, at its unit or above; empty where an owner is asked."""
    to_owner: str
    body_id: str
    """The body that asked; empty where none did."""
    meeting_id: str
    address: str
    """The view that was being looked at, with every choice in it."""
    due: date
    evidence_as_at: datetime
    raised_at: datetime
    raised_by: str
    raised_by_id: str


@dataclass(frozen=True, slots=True)
class Said:
    """One reply."""

    raised_id: str
    reply: Reply
    note: str
    replied_at: datetime
    replied_by: str


RAISED, SAID = (tuple(field.name for field in fields(kind)) for kind in (Raised, Said))
REPLY = (SAID[0], "reply", *SAID[2:])
"""The columns of each table."""

LONGEST = 2_000
"""The longest text that is kept, in characters."""


def raise_it(folder: Path, held: Raised, *, today: date) -> None:
    """Write down what somebody raises; an escalation that passes another up closes that one."""
    _require_words(held.text, "reason")
    if not held.raised_by.strip():
        raise BadInput("Say who raises it: whoever receives it has to know.")
    if held.due < today:
        raise BadInput(f"An answer by {held.due} is due before today: give a later day.")
    with new_edition(folder) as edition, edition.engine.transaction() as transaction:
        if held.follows:
            _said_to(transaction, held.follows)
            passed = Said(held.follows, Reply.PASSED_UP, "", held.raised_at, held.raised_by)
            transaction.insert("raised_reply", REPLY, [astuple(passed)])
        transaction.insert("raised", RAISED, [astuple(held)])
        edition.tell(Deed.RAISED, raised=held.raised_id, kind=held.kind.value, unit=held.unit_id, metric=held.metric_id)


def reply(folder: Path, raised_id: str, answer: Reply, *, note: str, by: str) -> None:
    """Write down what is said to something that was raised."""
    if answer not in BARE:
        _require_words(note, "answer")
    if len(note) > LONGEST:
        raise BadInput(f"The note has {len(note):,} characters: {LONGEST:,} is the most.")
    if not by.strip():
        raise BadInput("Say who answers: whoever raised it has to know.")
    with new_edition(folder) as edition, edition.engine.transaction() as transaction:
        kind, said = _said_to(transaction, raised_id)
        _require_step(kind, said, answer)
        transaction.insert("raised_reply", REPLY, [(raised_id, answer.value, note, now(), by)])
        edition.tell(Deed.REPLIED, raised=raised_id, reply=answer.value)


def _require_words(text: str, name: str) -> None:
    if not text.strip():
        raise BadInput(f"The {name} is empty: say in a sentence what it is.")
    if len(text) > LONGEST:
        raise BadInput(f"The {name} has {len(text):,} characters: {LONGEST:,} is the most; attach the rest.")


def _require_step(kind: Kind, said: tuple[Reply, ...], answer: Reply) -> None:
    if answer not in kind.replies:
        told = ", ".join(kind.replies)
        raise BadInput(f"'{answer}' is no reply to what was raised as {kind}: choose one of {told}.")
    if kind is Kind.RECOMMENDATION and answer is Reply.DONE and Reply.ACCEPTED not in said:
        raise BadInput("A recommendation is done once it has been accepted: accept it first.")


def _said_to(transaction: Transaction, raised_id: str) -> tuple[Kind, tuple[Reply, ...]]:
    """The kind of something raised and the replies to it; refused where it is not there or is closed."""
    kinds = transaction.fetch(Query("kind", "select kind from raised where raised_id = :id", {"id": raised_id}))
    if not len(kinds):
        raise BadInput(f"Nothing was raised under '{raised_id}': choose one of those that are open.")
    found = transaction.fetch(
        Query("replies", "select reply from raised_reply where raised_id = :id order by replied_at", {"id": raised_id})
    )
    said = tuple(Reply(each) for each in found["reply"])
    if any(each.closes for each in said):
        raise BadInput(f"It is closed: the answer was '{said[-1]}'. Raise it anew if it has come back.")
    return Kind(kinds["kind"][0]), said


def raised(engine: Engine, *, as_at: datetime | None = None) -> tuple[tuple[Raised, tuple[Said, ...]], ...]:
    """Everything that had been raised by a moment, oldest first, each with the replies by then, oldest first."""
    moment = {"as_at": as_at or FOREVER}
    sql = f"select {', '.join(RAISED)} from raised where raised_at <= :as_at order by raised_at, raised_id"
    replies = f"select {', '.join(REPLY)} from raised_reply where replied_at <= :as_at order by replied_at, reply"
    said: defaultdict[str, list[Said]] = defaultdict(list)
    for row in engine.fetch(Query("replies", replies, moment)):
        said[row[0]].append(Said(row[0], Reply(row[1]), *row[2:]))
    held = (Raised(row[0], Kind(row[1]), *row[2:]) for row in engine.fetch(Query("raised", sql, moment)))
    return tuple((each, tuple(said[each.raised_id])) for each in held)
