"""Tasks of returns: what is due to be sent, what waits for approval, and what somebody asks about."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from pmf_core.access.scope import Scope
from pmf_core.catalogue.catalogue import Catalogue
from pmf_core.catalogue.returns import units_by_item
from pmf_core.definitions.moment import in_london
from pmf_core.definitions.person import Action, HomePart
from pmf_core.definitions.returning import Return
from pmf_core.definitions.submission import State, Submission
from pmf_core.store.hub import Hub
from pmf_core.store.returned.events import submissions
from pmf_core.views import words
from pmf_core.views.home.reader import Reader, somebody_is
from pmf_core.views.home.tasks.values import APPROVAL, RETURN, Task, day_status
from pmf_core.views.returns.calendar import calendar
from pmf_core.views.returns.queries import queries_of
from pmf_core.views.returns.visible import visible_returns

AHEAD = timedelta(days=31)
"""How far ahead a return is on the list: a month, so that the next one is always seen."""

PERIODS_BACK = 4
"""How many periods back something not sent is still looked for."""


def returns_due(hub: Hub, scope: Scope, reader: Reader) -> Iterator[Task]:
    """Returns that the reader sends: late, due now, or due within a month."""
    catalogue, today = hub.catalogue, hub.today
    if not reader.may(Action.SUBMIT):
        return
    mine = {name for name, asked in visible_returns(catalogue, scope=scope).items() if _sends(catalogue, asked, reader)}
    if not mine:
        return
    for due in calendar(hub, scope=scope, only=frozenset(mine), periods=PERIODS_BACK):
        if due.is_handed_in or due.due_on > today + AHEAD:
            continue
        yield Task(
            kind=RETURN,
            what=f"Send {due.return_name}",
            about=due.period_name,
            due=due.due_on,
            state=due.state,
            page="returns",
            choices=(("tab", "send"), ("ret", due.return_id), ("rp", due.period)) if due.is_over else (),
        )


def approvals(hub: Hub, scope: Scope, reader: Reader) -> Iterator[Task]:
    """What was sent and waits for the reader's answer."""
    if not reader.may(Action.APPROVE):
        return
    catalogue = hub.catalogue
    seen = visible_returns(catalogue, scope=scope)
    for held in submissions(hub.engine):
        asked = seen.get(held.return_id)
        if held.state is State.WITH_APPROVER and asked and _approves(catalogue, asked, reader):
            due = asked.cut_off_on(held.period)
            yield Task(
                kind=APPROVAL,
                what=f"Approve {asked.name}",
                about=f"{held.period.name}, sent by {held.sent_by.name}",
                due=due,
                state=day_status(due, hub.today),
                page="returns",
                choices=(("tab", "approve"), ("s", held.id)),
            )


def queries(hub: Hub, scope: Scope, reader: Reader) -> Iterator[Task]:
    """Data queries about what the reader sent: faults to mend, what was sent back, warnings without an answer."""
    seen = visible_returns(hub.catalogue, scope=scope)
    for held in submissions(hub.engine):
        if held.return_id not in seen or held.state is State.WITH_APPROVER:
            continue
        for query in queries_of(hub, held, seen):
            if reader.everything or query.who == reader.name:
                due = _day_of(seen[held.return_id], held)
                yield Task(
                    kind="Data query",
                    what=query.what,
                    about=f"{query.return_name}, {query.period_name}",
                    due=due,
                    state=day_status(due, hub.today),
                    page="returns",
                    choices=(("tab", "queries"),),
                )


def _day_of(asked: Return, held: Submission) -> date:
    """By when a query should be answered: the return's day, or a week after it was raised where that has passed."""
    raised = in_london(held.acts[-1].at).date()
    return max(asked.due_on(held.period), raised + timedelta(days=7))


def next_return(hub: Hub, scope: Scope) -> str:
    """When the next return is due, in words; nothing where none is."""
    ahead = [due for due in calendar(hub, scope=scope, periods=2) if not due.is_handed_in and due.days >= 0]
    if not ahead:
        return ""
    soonest = min(ahead, key=lambda due: (due.due_on, due.return_name))
    return f"Next: {soonest.return_name}, {soonest.period_name}, due {words.day(soonest.due_on)}."


def _sends(catalogue: Catalogue, asked: Return, reader: Reader) -> bool:
    """Whether a return is the reader's to send: as its sender, or where it is all about units of theirs."""
    if reader.is_owner(catalogue, asked.sender):
        return True
    if HomePart.RETURNS not in reader.parts or somebody_is(catalogue, asked.sender):
        return False
    return _units(catalogue, asked) <= _theirs(catalogue, asked, reader)


def _approves(catalogue: Catalogue, asked: Return, reader: Reader) -> bool:
    """Whether a return is the reader's to approve: as its approver, or where nobody is and it is about their units."""
    if reader.is_owner(catalogue, asked.approver):
        return True
    if somebody_is(catalogue, asked.approver):
        return False
    return not _units(catalogue, asked).isdisjoint(_theirs(catalogue, asked, reader))


def _units(catalogue: Catalogue, asked: Return) -> set[str]:
    by_item = units_by_item(asked, catalogue.organisation, on=asked.effective_from)
    return {unit for units in by_item.values() for unit in units}


def _theirs(catalogue: Catalogue, asked: Return, reader: Reader) -> frozenset[str]:
    return catalogue.organisation.standing_under(reader.units, on=asked.effective_from)
