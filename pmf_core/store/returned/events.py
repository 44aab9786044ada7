"""What happened to submissions: read from their events, and added to by one more event."""

from __future__ import annotations

import json
from collections import defaultdict
from dataclasses import replace

from pmf_core.definitions.period import Period, parse
from pmf_core.definitions.submission import Act, Actor, Event, Submission
from pmf_core.errors import unknown
from pmf_core.store.engine import Engine, Query, Transaction

COLUMNS = (
    "submission_id",
    "seq",
    "return_id",
    "period_id",
    "period_end",
    "file_sha256",
    "event",
    "done_at",
    "done_by",
    "role",
    "note",
    "batch_id",
    "summary",
)


def submissions(source: Engine | Transaction, *, return_id: str = "", period: Period | None = None) -> list[Submission]:
    """Every submission, or those of a return or a period, in the order in which they were begun."""
    found = source.fetch(
        Query(
            "submissions",
            """
select submission_id, return_id, period_id, file_sha256, event, done_at, done_by, role, note, batch_id, summary
from submission
where (:return_id = '' or return_id = :return_id) and (:period = '' or period_id = :period)
order by submission_id, seq
""",
            {"return_id": return_id, "period": period.id if period else ""},
        )
    )
    acts: dict[tuple[str, str, str, str], list[Act]] = defaultdict(list)
    for name, of, about, digest, event, at, by, role, note, batch, summary in found:
        act = Act(Event(event), at, Actor(by, role), note, batch, json.loads(summary) if summary else {})
        acts[name, of, about, digest].append(act)
    held = [Submission(name, of, parse(about), digest, tuple(done)) for (name, of, about, digest), done in acts.items()]
    return sorted(held, key=lambda submission: (submission.acts[0].at, submission.id))


def submission(source: Engine | Transaction, submission_id: str) -> Submission:
    """One submission by its id."""
    held = {found.id: found for found in submissions(source)}
    if submission_id not in held:
        raise unknown("submission", submission_id, held, place="the store")
    return held[submission_id]


def begin(transaction: Transaction, *, return_id: str, period: Period, sha256: str, act: Act) -> Submission:
    """Write down that a file was sent for a return and a period; its id says which one it is."""
    number = len(submissions(transaction, return_id=return_id, period=period)) + 1
    begun = Submission(f"{return_id}.{period.id}.{number}", return_id, period, sha256, (act,))
    _write(transaction, begun)
    return begun


def add(transaction: Transaction, held: Submission, act: Act) -> Submission:
    """Write down one more event, or refuse what can't happen now; the submission with it comes back."""
    held.require(act.event)
    grown = replace(held, acts=(*held.acts, act))
    _write(transaction, grown)
    return grown


def _write(transaction: Transaction, held: Submission) -> None:
    act = held.acts[-1]
    transaction.insert(
        "submission",
        COLUMNS,
        [
            (
                held.id, len(held.acts), held.return_id, held.period.id, held.period.end, held.sha256,
                act.event.value, act.at, act.actor.name, act.actor.role, act.note, act.batch,
                json.dumps(dict(act.summary)) if act.summary else "",
            )
        ],
    )  # fmt: skip
