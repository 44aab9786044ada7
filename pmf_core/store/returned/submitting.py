"""Checking and submitting a draft: what is submitted is what will be approved and published."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pmf_core.definitions.moment import now, said
from pmf_core.definitions.period import Period
from pmf_core.definitions.submission import Act, Actor, Event, State, Submission
from pmf_core.errors import BadInput, NotPossible
from pmf_core.store.audit.entry import Deed
from pmf_core.store.edition import new_edition
from pmf_core.store.engine import Engine, Transaction
from pmf_core.store.report_cut import cuts_showing
from pmf_core.store.returned import events
from pmf_core.store.returned.cleansing import CleansingStep, record_steps
from pmf_core.store.returned.figures import keep_figures
from pmf_core.store.returned.mappings import Memory, remember_mapping


@dataclass(frozen=True)
class Check:
    """The outcome of checking a draft, in the store's own words."""

    summary: Mapping[str, int]
    """How many findings of each severity, and how many figures."""
    steps: tuple[CleansingStep, ...] = ()
    """What was mended since the check before."""
    memory: Memory | None = None
    """How the file's columns were understood, to be remembered for its source."""


def record_check(folder: Path, submission_id: str, check: Check, *, actor: Actor) -> Submission:
    """Write down that a draft was checked, with what was found and what was mended."""
    with new_edition(folder) as edition, edition.engine.transaction() as transaction:
        held = events.submission(transaction, submission_id)
        edition.tell(Deed.CHECKED, submission=submission_id)
        return _check(transaction, held, check, actor)


def _check(transaction: Transaction, held: Submission, check: Check, actor: Actor) -> Submission:
    grown = events.add(transaction, held, Act(Event.CHECKED, now(), actor, summary=check.summary))
    record_steps(transaction, grown, check.steps)
    if check.memory:
        remember_mapping(transaction, check.memory, return_id=held.return_id, about=held.period, actor=actor)
    return grown


def submit(
    folder: Path,
    submission_id: str,
    *,
    check: Check,
    figures: Mapping[str, Sequence[Any]],
    actor: Actor,
    note: str = "",
) -> Submission:
    """Check and submit in one: the figures as they are now are what will be approved and published."""
    with new_edition(folder) as edition, edition.engine.transaction() as transaction:
        edition.tell(Deed.SUBMITTED, submission=submission_id)
        return submit_in(transaction, submission_id, check=check, figures=figures, actor=actor, note=note)


def submit_in(
    transaction: Transaction,
    submission_id: str,
    *,
    check: Check,
    figures: Mapping[str, Sequence[Any]],
    actor: Actor,
    note: str,
) -> Submission:
    """The same within a transaction."""
    held = events.submission(transaction, submission_id)
    _refuse_a_second(transaction, held)
    units = set(figures["unit_id"])
    if not note.strip() and (why := why_a_reason(transaction, held.return_id, held.period, units=units)):
        raise BadInput(f"{why} Say with a note why these figures are sent now.")
    checked = _check(transaction, held, check, actor)
    submitted = events.add(transaction, checked, Act(Event.SUBMITTED, now(), actor, note))
    keep_figures(transaction, submitted, figures)
    return submitted


def _refuse_a_second(transaction: Transaction, held: Submission) -> None:
    for other in events.submissions(transaction, return_id=held.return_id, period=held.period):
        if other.id != held.id and other.state in (State.WITH_APPROVER, State.APPROVED):
            raise NotPossible(
                f"{other.id} by {other.sent_by} is on its way for the same period ({other.state.value}): "
                "withdraw that one first, or wait until it is decided."
            )


def why_a_reason(source: Engine | Transaction, return_id: str, period: Period, *, units: Iterable[str]) -> str:
    """Why sending figures for a period now needs a reason; empty when it needs none."""
    for earlier in events.submissions(source, return_id=return_id, period=period):
        if earlier.state is State.PUBLISHED:
            return f"{period.name} was published already ({earlier.id}, {said(earlier.acts[-1].at)})."
    cuts = cuts_showing(source, units, period=period)
    return f"{period.name} was reported already ({cuts[0].body}, {said(cuts[0].cut_at)})." if cuts else ""
