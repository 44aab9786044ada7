"""Tasks of narratives: the exceptions that nobody has told yet, and those told that wait for somebody's approval."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from pmf_core.access.scope import Scope
from pmf_core.catalogue.catalogue import Catalogue
from pmf_core.definitions.person import Action
from pmf_core.store.hub import Hub
from pmf_core.views.assessment import vital_signs_of
from pmf_core.views.context import opening_month
from pmf_core.views.exceptions.listing import ExceptionRow
from pmf_core.views.exceptions.month import month_listing
from pmf_core.views.home.reader import Reader, somebody_is
from pmf_core.views.home.tasks.values import Task, day_status
from pmf_core.views.meetings import meetings
from pmf_core.views.narrative.exceptions import standings_of
from pmf_core.views.narrative.standing import FINISHED, Standing, State
from pmf_core.views.status import Status, StatusKind

NARRATIVE = "Narrative"

DO = {
    State.NONE: "Write the narrative",
    State.OF_BEFORE: "Write the narrative anew",
    State.DRAFT: "Finish the narrative",
    State.UNSUPPORTED: "Mend the narrative, or say why it stands",
}
"""What is to be done about one that is not finished."""


def narratives_owed(hub: Hub, scope: Scope, reader: Reader) -> Iterator[Task]:
    """The exceptions of the reader's own units in the month that the hub opens on."""
    catalogue, month = hub.catalogue, opening_month(hub)
    writes, approves = (
        set(reader.rights.units_of(action)) for action in (Action.WRITE_NARRATIVE, Action.APPROVE_NARRATIVE)
    )
    places = [catalogue.organisation.units[name] for name in writes | approves if name in catalogue.organisation.units]
    for place in places:
        if not vital_signs_of(catalogue, place):
            continue
        unit, listing = place.id, month_listing(hub, place, period=month, scope=scope)
        told = standings_of(hub, listing.exceptions, unit, catalogue=catalogue, scope=scope)
        due = _papers(hub, unit)
        for row in listing.exceptions:
            standing = told[row.metric.id]
            if unit in writes and standing.state not in FINISHED and _owes(catalogue, row, reader):
                yield _task(row, what=DO[standing.state], due=due, today=hub.today)
            elif unit in approves and standing.state is State.COMPLETE and _is_anothers(standing, reader):
                yield _task(row, what="Approve the narrative", due=due, today=hub.today)


def _owes(catalogue: Catalogue, row: ExceptionRow, reader: Reader) -> bool:
    """The metric's owner writes; where nobody who signs in is that, whoever answers for the unit or chases for it."""
    if reader.is_owner(catalogue, row.metric.owner):
        return True
    if somebody_is(catalogue, row.metric.owner):
        return False
    return reader.may(Action.SEAL_PACK) or not reader.may(Action.DECIDE)


def _is_anothers(standing: Standing, reader: Reader) -> bool:
    by = standing.account.narrative.written_by if standing.account else ""
    return by.casefold() != reader.name.casefold()


def _papers(hub: Hub, unit: str) -> date | None:
    """The day by which the papers of the unit's next meeting are due."""
    ahead = (m.papers for m in meetings(hub) if m.unit == unit and m.performance and m.papers >= hub.today)
    return min(ahead, default=None)


def _task(row: ExceptionRow, *, what: str, due: date | None, today: date) -> Task:
    unit = row.assessment.unit
    return Task(
        kind=NARRATIVE,
        what=f"{what}: {row.metric.name}",
        about=f"{unit.name}, {row.assessment.asked.name}",
        due=due,
        state=day_status(due, today) if due else Status(StatusKind.NEUTRAL, "No day", "no meeting is near"),
        page="metric",
        choices=(("m", row.metric.id), ("u", unit.id)),
    )
