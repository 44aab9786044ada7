"""What publishing a return will change, worked out by publishing it on a copy of the store."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from pmf_core.access.scope import Scope
from pmf_core.definitions.moment import now
from pmf_core.definitions.period import Period
from pmf_core.definitions.submission import Act, Actor, Event, State, Submission
from pmf_core.returns.handover import figures_of, steps_of
from pmf_core.returns.staged import Checked
from pmf_core.store.engine import Transaction
from pmf_core.store.hub import Hub
from pmf_core.store.returned import events
from pmf_core.store.returned.cleansing import CleansingStep
from pmf_core.store.returned.files import keep_file
from pmf_core.store.returned.publish import publish
from pmf_core.store.returned.rehearsal import TRIED, weigh
from pmf_core.store.scratch import scratch
from pmf_core.views.returns.consequences import consequences
from pmf_core.views.returns.values import Consequences

Figures = Mapping[str, Sequence[Any]]
"""Columns as a submission's figures are kept in."""

REHEARSAL = Actor("A rehearsal", "on a copy")
"""Who acts on the copy: nothing of it is kept."""


@dataclass(frozen=True, slots=True)
class Sending:
    """A checked file that has not been submitted yet."""

    return_id: str
    period: Period
    name: str
    content: bytes
    figures: Figures
    steps: tuple[CleansingStep, ...] = ()
    """What was mended in it."""


def sending_of(checked: Checked, content: bytes, *, name: str) -> Sending:
    """A checked file as what would be sent."""
    about = checked.matched.request
    return Sending(about.asked.id, about.period, name, content, figures_of(checked.staged), steps_of(checked))


def preview_sending(hub: Hub, sending: Sending, *, scope: Scope) -> Consequences:
    """What a checked file would change once it is submitted, approved and published."""

    def submitted(transaction: Transaction) -> Submission:
        digest = keep_file(transaction, sending.content, name=sending.name, actor=REHEARSAL)
        held = events.begin(
            transaction,
            return_id=sending.return_id,
            period=sending.period,
            sha256=digest,
            act=Act(Event.DRAFTED, now(), REHEARSAL),
        )
        for event in (Event.CHECKED, Event.SUBMITTED):
            held = events.add(transaction, held, Act(event, now(), REHEARSAL))
        return held

    return _rehearsed(hub, submitted, sending.figures, scope=scope)


def preview_approval(hub: Hub, submission_id: str, *, scope: Scope) -> Consequences:
    """What approving a submitted return will change once it is published."""
    return _rehearsed(hub, lambda transaction: events.submission(transaction, submission_id), None, scope=scope)


def _rehearsed(
    hub: Hub, submitted: Callable[[Transaction], Submission], figures: Figures | None, *, scope: Scope
) -> Consequences:
    """What publishing changes; without `figures`, those that were submitted are published."""
    with scratch(hub) as tried:
        with tried.engine.transaction() as transaction:
            held = submitted(transaction)
            known = weigh(transaction, held if figures is None else figures)
            if held.state is not State.APPROVED:
                held = events.add(transaction, held, Act(Event.APPROVED, now(), REHEARSAL))
            batch = publish(transaction, held, hub.catalogue, actor=REHEARSAL, rows=TRIED).batch
        found = consequences(hub, tried, batch, period=held.period, scope=scope)
        return replace(found, unchanged=found.unchanged + known)
