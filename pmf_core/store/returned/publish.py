"""An approved submission becomes figures that everybody sees: one batch, rolled up, in one transaction."""

from __future__ import annotations

from dataclasses import dataclass

from pmf_core.catalogue.catalogue import Catalogue
from pmf_core.definitions.metric import Provenance
from pmf_core.definitions.moment import now
from pmf_core.definitions.submission import Act, Actor, Event, State, Submission
from pmf_core.store import roll_up
from pmf_core.store.append import Batch, append_batch, learnt_at, next_number
from pmf_core.store.engine import Query, Transaction
from pmf_core.store.returned.events import add, submissions
from pmf_core.store.returned.figures import submitted_rows
from pmf_core.store.returned.files import kept_file


@dataclass(frozen=True, slots=True)
class Published:
    """A submission that is published, and the number of the batch of its figures."""

    submission: Submission
    batch: int


def publish(
    transaction: Transaction, held: Submission, catalogue: Catalogue, *, actor: Actor, rows: Query | None = None
) -> Published:
    """Publish what was approved, or to try it out other `rows`; the one that it corrects is marked as corrected."""
    held.require(Event.PUBLISHED)
    last = next_number(transaction) - 1
    asked, file = catalogue.asked(held.return_id), kept_file(transaction, held.sha256)
    batch = Batch(
        file=file.name,
        source=asked.id,
        title=f"{asked.name}, {held.period.name}",
        sha256=held.sha256,
        provenance=Provenance.RETURN,
        known_from=learnt_at(transaction),
    )
    given = rows or submitted_rows(held)
    number = append_batch(transaction, batch, rows_sql=given.sql, parameters=given.parameters)
    roll_up.refresh(transaction, catalogue, after_batch=last)
    for earlier in submissions(transaction, return_id=held.return_id, period=held.period):
        if earlier.state is State.PUBLISHED:
            add(transaction, earlier, Act(Event.CORRECTED, now(), actor, f"by {held.id}"))
    return Published(add(transaction, held, Act(Event.PUBLISHED, now(), actor, batch=number)), number)
