"""Approving, sending back, taking back and publishing: each act is a new edition of the store, or nothing."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from pmf_core.catalogue.catalogue import Catalogue
from pmf_core.definitions.moment import now
from pmf_core.definitions.submission import Act, Actor, Event, State, Submission
from pmf_core.errors import BadInput
from pmf_core.store.audit.entry import Deed
from pmf_core.store.decided import catalogue_as_at
from pmf_core.store.edition import new_edition
from pmf_core.store.engine import Transaction
from pmf_core.store.hub import Hub
from pmf_core.store.returned import events
from pmf_core.store.returned.publish import publish

THE_HUB = Actor("The hub", "at the cut-off")
"""Who publishes what was approved before its cut-off."""


def approve(folder: Path, submission_id: str, *, actor: Actor, today: date, note: str = "") -> Submission:
    """Approve what another person sent; it is published at once if its cut-off has come, else it waits for it."""
    with new_edition(folder) as edition:
        catalogue = catalogue_as_at(edition.engine, None)
        edition.tell(Deed.APPROVED, submission=submission_id)
        with edition.engine.transaction() as transaction:
            return approve_in(transaction, submission_id, catalogue, actor=actor, today=today, note=note)


def approve_in(
    transaction: Transaction, submission_id: str, catalogue: Catalogue, *, actor: Actor, today: date, note: str = ""
) -> Submission:
    """The same within a transaction."""
    held = events.submission(transaction, submission_id)
    held.require(Event.APPROVED)
    held.require_other_eyes(actor)
    approved = events.add(transaction, held, Act(Event.APPROVED, now(), actor, note))
    if is_due(catalogue, approved, today=today):
        return publish(transaction, approved, catalogue, actor=actor).submission
    return approved


def is_due(catalogue: Catalogue, held: Submission, *, today: date) -> bool:
    """Whether the cut-off of a submission's period has come; a return that is not asked any more has none."""
    asked = catalogue.returns.get(held.return_id)
    return asked is not None and asked.cut_off_on(held.period) <= today


def reject(folder: Path, submission_id: str, *, actor: Actor, reason: str) -> Submission:
    """Send a return back to its sender, with the reason."""
    return _end(folder, submission_id, Act(Event.REJECTED, now(), actor, reason), deed=Deed.REJECTED)


def withdraw(folder: Path, submission_id: str, *, actor: Actor, reason: str) -> Submission:
    """Take back what is not published yet."""
    return _end(folder, submission_id, Act(Event.WITHDRAWN, now(), actor, reason), deed=Deed.WITHDRAWN)


def _end(folder: Path, submission_id: str, act: Act, *, deed: Deed) -> Submission:
    if not act.note.strip():
        raise BadInput(f"{submission_id} can't be {act.event.value} without a reason: say what is wrong with it.")
    with new_edition(folder) as edition, edition.engine.transaction() as transaction:
        edition.tell(deed, submission=submission_id)
        return events.add(transaction, events.submission(transaction, submission_id), act)


def publish_due(folder: Path, *, today: date) -> tuple[Submission, ...]:
    """Publish every approved return whose cut-off has come; what was published comes back."""
    with new_edition(folder) as edition:
        catalogue = catalogue_as_at(edition.engine, None)
        with edition.engine.transaction() as transaction:
            due = [
                held
                for held in events.submissions(transaction)
                if held.state is State.APPROVED and is_due(catalogue, held, today=today)
            ]
            published = tuple(publish(transaction, held, catalogue, actor=THE_HUB).submission for held in due)
        if not published:
            edition.discard()
        for held in published:
            edition.tell(Deed.PUBLISHED, submission=held.id)
    return published


def has_due(hub: Hub) -> bool:
    """Whether any approved return waits for a cut-off that has come."""
    held = events.submissions(hub.engine)
    return any(one.state is State.APPROVED and is_due(hub.catalogue, one, today=hub.today) for one in held)
