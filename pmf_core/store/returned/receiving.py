"""Taking a file in: kept as a draft, or recognised as one that was sent before."""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from pmf_core.definitions.moment import now, said
from pmf_core.definitions.period import Period
from pmf_core.definitions.submission import OPEN, Act, Actor, Event, State, Submission
from pmf_core.errors import NotPossible
from pmf_core.store.audit.entry import Deed
from pmf_core.store.decided import catalogue_as_at
from pmf_core.store.edition import new_edition
from pmf_core.store.engine import Engine
from pmf_core.store.returned import events
from pmf_core.store.returned.files import keep_file


@dataclass(frozen=True, slots=True)
class Received:
    """A file taken in, or recognised."""

    submission: Submission
    resumed: bool
    """Whether the same bytes lay there already and are gone on with."""
    same_bytes: tuple[Submission, ...]
    """Submissions for other returns or periods with the very same bytes."""


def receive(folder: Path, content: bytes, *, name: str, return_id: str, period: Period, actor: Actor) -> Received:
    """Keep a file as a draft for a return and a period; the same bytes sent again are gone on with, or recognised."""
    with new_edition(folder) as edition:
        catalogue_as_at(edition.engine, None).asked(return_id)
        received = recognised(edition.engine, content, return_id=return_id, period=period)
        if received is not None:
            edition.discard()
            return received
        others = _with_bytes(edition.engine, sha256(content).hexdigest())
        with edition.engine.transaction() as transaction:
            digest = keep_file(transaction, content, name=name, actor=actor)
            act = Act(Event.DRAFTED, now(), actor)
            begun = events.begin(transaction, return_id=return_id, period=period, sha256=digest, act=act)
        edition.tell(Deed.UPLOADED, submission=begun.id, sha256=digest)
    return Received(begun, False, tuple(others))


def recognised(engine: Engine, content: bytes, *, return_id: str, period: Period) -> Received | None:
    """The submission that has these very bytes and isn't finished; refused when they are published already."""
    alike = _with_bytes(engine, sha256(content).hexdigest())
    mine = [held for held in alike if (held.return_id, held.period) == (return_id, period)]
    for held in mine:
        if held.state is State.PUBLISHED:
            act = held.acts[-1]
            raise NotPossible(
                f"This very file was published as {held.id} on {said(act.at)}, sent by {held.sent_by}: "
                "nothing in it has changed, so there is nothing to send."
            )
    still_open = [held for held in mine if held.state in OPEN]
    others = tuple(held for held in alike if held not in mine)
    return Received(still_open[-1], True, others) if still_open else None


def _with_bytes(engine: Engine, digest: str) -> list[Submission]:
    return [held for held in events.submissions(engine) if held.sha256 == digest]
