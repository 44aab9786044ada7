"""Writing a narrative and approving one: each is a new edition of the store, or nothing."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import astuple, fields
from pathlib import Path

from pmf_core.definitions.moment import now
from pmf_core.errors import BadInput
from pmf_core.store.audit.entry import Deed
from pmf_core.store.edition import new_edition
from pmf_core.store.engine import Query, Transaction
from pmf_core.store.narrated.account import Approval, Narrative

LONGEST = 1_500
"""The longest part of a narrative, in characters: what a board reads in a minute."""

NARRATIVE = tuple(field.name for field in fields(Narrative))
APPROVAL = tuple(field.name for field in fields(Approval))
OVERRIDE = ("narrative_id", "sentence", "reason", "given_by")
"""The columns of each table."""


def record_narrative(folder: Path, narrative: Narrative, *, overrides: Mapping[str, str] | None = None) -> None:
    """Write down a version with the reasons for keeping sentences that the figures don't bear out.

    What is not complete is kept too, as a draft.
    """
    _require_words(narrative)
    kept = [
        (narrative.narrative_id, said, why.strip(), narrative.written_by) for said, why in (overrides or {}).items()
    ]
    if any(not row[2] for row in kept):
        raise BadInput("A sentence that the figures don't bear out is kept for a reason: write it beside the sentence.")
    with new_edition(folder) as edition, edition.engine.transaction() as transaction:
        transaction.insert("narrative", NARRATIVE, [astuple(narrative)])
        transaction.insert("narrative_override", OVERRIDE, kept)
        about = {"metric": narrative.metric_id, "unit": narrative.unit_id, "period": narrative.period_id}
        edition.tell(Deed.NARRATED, **about, state="complete" if narrative.is_complete else "draft")


def _require_words(narrative: Narrative) -> None:
    texts = [*narrative.parts.values()]
    if not any(text.strip() for text in texts):
        raise BadInput("There is nothing in it yet: write at least one of What, Why, So what and Action.")
    longest = max(len(text) for text in texts)
    if longest > LONGEST:
        raise BadInput(f"One part has {longest:,} characters: {LONGEST:,} is the most; put the rest into a deep dive.")
    if narrative.action.strip() and narrative.no_action.strip():
        raise BadInput("It has an action and a reason why there is none: keep one of the two.")
    if not narrative.written_by.strip():
        raise BadInput("Say who writes it: a narrative shows whose words these are.")


def approve_narrative(folder: Path, narrative_id: str, *, by: str) -> None:
    """Stand behind a narrative that somebody else wrote; refused until it is complete."""
    with new_edition(folder) as edition, edition.engine.transaction() as transaction:
        held = _written(transaction, narrative_id)
        if held.missing:
            raise BadInput(f"It can't be approved yet, for it lacks {' and '.join(held.missing)}: add that first.")
        if held.written_by.strip().casefold() == by.strip().casefold():
            raise BadInput(f"{by} wrote it: somebody else approves it.")
        transaction.insert("narrative_approval", APPROVAL, [(narrative_id, now(), by)])
        about = {"metric": held.metric_id, "unit": held.unit_id, "period": held.period_id}
        edition.tell(Deed.NARRATIVE_APPROVED, **about)


def _written(transaction: Transaction, narrative_id: str) -> Narrative:
    sql = f"select {', '.join(NARRATIVE)} from narrative where narrative_id = :id"
    found = list(transaction.fetch(Query("narrative", sql, {"id": narrative_id})))
    if not found:
        raise BadInput(f"There is no narrative '{narrative_id}': open the metric's page and approve what stands there.")
    return Narrative(*found[0])
