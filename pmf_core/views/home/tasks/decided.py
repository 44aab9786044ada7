"""Tasks that follow from decisions: what a unit was asked, what somebody is to do, and when to look for an effect."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from pmf_core.access.scope import Scope
from pmf_core.catalogue.catalogue import Catalogue
from pmf_core.definitions.person import Action
from pmf_core.store.decisions import Answer, Decision
from pmf_core.store.decisions import asks as asked_of_units
from pmf_core.store.hub import Hub
from pmf_core.views.decisions import readable_decisions
from pmf_core.views.home.reader import Reader
from pmf_core.views.home.tasks.values import Task, day_status

LEDGER = (("tab", "ledger"),)
"""Where decisions and asks stand."""


def asks(hub: Hub, scope: Scope, reader: Reader) -> Iterator[Task]:
    """What a body asked of the reader's units and nobody has acknowledged, or finished, yet."""
    if not reader.may(Action.ANSWER_ASK):
        return
    catalogue, today = hub.catalogue, hub.today
    made = {decision.decision_id: decision for decision in readable_decisions(hub, scope=scope)}
    for ask, answer in asked_of_units(hub.engine, as_at=scope.as_at):
        decision = made.get(ask.decision_id)
        open_still = answer is None or answer.answer is Answer.ACKNOWLEDGED
        if decision is None or not open_still or not _asked(catalogue, ask.unit_id, reader, on=today):
            continue
        do = "Acknowledge" if answer is None else "Finish"
        unit = catalogue.organisation.unit(ask.unit_id)
        yield Task(
            kind="Ask",
            what=f"{do}: {ask.request}",
            about=f"{unit.name}, {catalogue.metric(decision.metric_id).name}",
            due=ask.due,
            state=day_status(ask.due, today),
            page="boardroom",
            choices=LEDGER,
        )


def _asked(catalogue: Catalogue, unit: str, reader: Reader, *, on: date) -> bool:
    """Whether an ask is the reader's to answer: of their own unit, or of one below that nobody else holds."""
    if reader.everything or unit in reader.units:
        return True
    nearer = {held for person in catalogue.people for grant in person.grants for held in grant.units}
    path = [above.id for above in catalogue.organisation.path(unit, on=on)]
    holding = [name for name in reversed(path) if name in nearer or name in reader.units]
    return bool(holding) and holding[0] in reader.units


def decisions_due(hub: Hub, scope: Scope, reader: Reader) -> Iterator[Task]:
    """What was decided and the reader owns, until its effect is looked for or a month after it was due."""
    catalogue, today = hub.catalogue, hub.today
    for decision in _owned(hub, scope, reader):
        over = decision.check_date or date.fromordinal(decision.due.toordinal() + 31)
        if today <= over:
            yield _task(catalogue, decision, kind="Action", what=decision.decision, due=decision.due, today=today)


def effects_to_look_for(hub: Hub, scope: Scope, reader: Reader) -> Iterator[Task]:
    """The days on which the effect of a decision is looked for, from a month before."""
    catalogue, today = hub.catalogue, hub.today
    for decision in _owned(hub, scope, reader):
        check = decision.check_date
        if check is not None and abs((check - today).days) <= 31:
            what = f"See what became of: {decision.decision}"
            yield _task(catalogue, decision, kind="Check", what=what, due=check, today=today)


def plans_to_check(hub: Hub, scope: Scope, reader: Reader) -> Iterator[Task]:
    """The days on which a running plan of the reader's is looked at."""
    catalogue, today = hub.catalogue, hub.today
    for plan in catalogue.plans:
        metric, unit = catalogue.metric(plan.metric), catalogue.organisation.unit(plan.unit)
        if plan.runs_on(today) and reader.is_owner(catalogue, plan.owner) and scope.may_read(metric, unit):
            yield Task(
                kind="Check",
                what=f"Check the plan: {plan.what}",
                about=f"{metric.name}, {unit.name}",
                due=plan.check_date,
                state=day_status(plan.check_date, today),
                page="metric",
                choices=(("m", metric.id), ("u", unit.id)),
            )


def _owned(hub: Hub, scope: Scope, reader: Reader) -> Iterator[Decision]:
    made = readable_decisions(hub, scope=scope)
    return (decision for decision in made if reader.is_owner(hub.catalogue, decision.owner_id))


def _task(catalogue: Catalogue, decision: Decision, *, kind: str, what: str, due: date, today: date) -> Task:
    body = catalogue.framework.body(decision.body_id).name
    return Task(
        kind=kind,
        what=what,
        about=f"{catalogue.metric(decision.metric_id).name}, {body}",
        due=due,
        state=day_status(due, today),
        page="boardroom",
        choices=LEDGER,
    )
