"""A meeting as it is held: its exceptions in order, one after the other, and what can be decided about each."""

from __future__ import annotations

from dataclasses import dataclass

from pmf_core.access.scope import Scope
from pmf_core.catalogue.catalogue import Catalogue
from pmf_core.definitions.meeting import Meeting
from pmf_core.store.decisions import Decision
from pmf_core.store.hub import Hub
from pmf_core.store.sealed import SealedPack, sealed_packs
from pmf_core.views import words
from pmf_core.views.assessment import vital_signs_of
from pmf_core.views.boardroom.calendar import about
from pmf_core.views.decisions import decision_rows, readable_decisions, readable_drafts
from pmf_core.views.exceptions import exceptions
from pmf_core.views.exceptions.lines import ExceptionLine, line_of
from pmf_core.views.meetings import meeting_named
from pmf_core.views.raised.trail import marks
from pmf_core.views.status import Table


@dataclass(frozen=True, slots=True)
class Agendum:
    """One exception on the agenda."""

    line: ExceptionLine
    decided: tuple[str, ...]
    """What this meeting has decided about it already."""


@dataclass(frozen=True, slots=True)
class Room:
    """One meeting."""

    meeting: Meeting
    body_name: str
    title: str
    sentence: str
    agenda: tuple[Agendum, ...]
    pack: SealedPack | None
    decisions: Table
    owners: tuple[tuple[str, str], ...]
    """(id, name) of those who can be given something to do."""
    units: tuple[tuple[str, str], ...]
    """(id, name) of the units that can be asked, the meeting's own first."""


def room(hub: Hub, *, scope: Scope, meeting: str) -> Room:
    """A meeting with its agenda: the exceptions of its unit and period, in the order of the board's list."""
    held = meeting_named(hub, meeting)
    catalogue = hub.catalogue_at(scope.as_at)
    unit = catalogue.organisation.unit(held.unit)
    listing = exceptions(hub, vital_signs_of(catalogue, unit), held.unit, period=held.period, scope=scope)
    made = [d for d in readable_decisions(hub, scope=scope) if d.meeting_id == held.id]
    packs = [pack for pack in sealed_packs(hub.engine, as_at=scope.as_at) if pack.meeting == held.id]
    raised = marks(hub, scope=scope, unit=held.unit)
    agenda = tuple(
        _agendum(line_of(row, catalogue, raised=raised.get(row.metric.id, "")), made) for row in listing.exceptions
    )
    return Room(
        meeting=held,
        body_name=catalogue.framework.body(held.body).name,
        title=about(catalogue, held),
        sentence=_sentence(agenda, made, held, unit.name) + _drafts(hub, held.id, scope),
        agenda=agenda,
        pack=packs[0] if packs else None,
        decisions=decision_rows(catalogue, made, title="Decisions of this meeting"),
        owners=tuple((owner.id, owner.name) for owner in catalogue.framework.owners),
        units=_units(catalogue, held),
    )


def _agendum(line: ExceptionLine, made: list[Decision]) -> Agendum:
    return Agendum(line, tuple(d.decision for d in made if d.metric_id == line.metric))


def _sentence(agenda: tuple[Agendum, ...], made: list[Decision], meeting: Meeting, unit: str) -> str:
    told = f"{words.count(len(agenda), 'exception')} of {unit} in {meeting.period.name}"
    left = sum(not held.decided for held in agenda)
    if not made:
        return f"{told}; nothing has been decided yet."
    return f"{told}; {words.count(len(made), 'decision')} recorded, {left} still without one."


def _drafts(hub: Hub, meeting: str, scope: Scope) -> str:
    waiting = sum(draft.meeting_id == meeting for draft, _ in readable_drafts(hub, scope=scope))
    return f" {words.count(waiting, 'draft')} without cost, benefit or evidence: see Ledger." if waiting else ""


def _units(catalogue: Catalogue, meeting: Meeting) -> tuple[tuple[str, str], ...]:
    below = catalogue.organisation.below(meeting.unit, on=meeting.on)
    levels = ("department", "service", "team")
    held = [catalogue.organisation.unit(meeting.unit), *(unit for unit in below if unit.level in levels)]
    return tuple((unit.id, unit.name) for unit in held)
