"""The register of returns that the council owes to others: owner, due, sent, and the catalogue's own figures."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from pmf_core.access.scope import Scope
from pmf_core.catalogue.catalogue import Catalogue
from pmf_core.definitions.external import ExternalDue, ExternalReturn
from pmf_core.definitions.metric import Metric
from pmf_core.measures.latest import Latest, latest
from pmf_core.store.hub import Hub
from pmf_core.views import words
from pmf_core.views.status import Status, StatusKind, Table

SOON = 31
"""In how many days a return is due soon."""

COLUMNS = ("Return", "Collected by", "Period", "Due by", "State", "Answered for by")
FIGURES = ("Metric", "Return", "Period", "Figure in the hub")


@dataclass(frozen=True, slots=True)
class External:
    """The register, late ones first, and the figures that rest on the same definitions."""

    sentence: str
    table: Table
    states: tuple[Status, ...]
    """In the order of the table."""
    figures: Table
    metrics: tuple[str, ...]
    """The metric of each row of the figures."""


def external(hub: Hub, *, scope: Scope) -> External:
    """Every external return with the period that counts now."""
    catalogue, today = hub.catalogue_at(scope.as_at), hub.today
    held = [(asked, due_now(asked)) for asked in catalogue.framework.external_returns]
    ordered = sorted(held, key=lambda pair: (pair[1].sent_on is not None, pair[1].due_on, pair[0].name))
    states = tuple(state_of(due, today=today) for _, due in ordered)
    rows = tuple(
        (
            f"{asked.name}{' (days are illustrative)' * asked.illustrative}",
            asked.collected_by,
            due.period,
            words.day(due.due_on),
            state.word,
            catalogue.owner(asked.owner).name,
        )
        for (asked, due), state in zip(ordered, states, strict=True)
    )
    note = "" if rows else "No external return is registered: add it to the framework profile."
    figures, metrics = _figures(hub, catalogue, [asked for asked, _ in ordered], scope)
    late = [asked.name for (asked, due), state in zip(ordered, states, strict=True) if _is_late(due, today)]
    return External(
        _sentence(len(rows), late), Table("External returns", COLUMNS, rows, note=note), states, figures, metrics
    )


def due_now(asked: ExternalReturn) -> ExternalDue:
    """The first period that was not sent yet, or the last one."""
    ordered = sorted(asked.due, key=lambda due: due.due_on)
    return next((due for due in ordered if due.sent_on is None), ordered[-1])


def _is_late(due: ExternalDue, today: date) -> bool:
    return due.sent_on is None and due.due_on < today


def state_of(due: ExternalDue, *, today: date) -> Status:
    """How a period of an external return stands on a day."""
    if due.sent_on is not None:
        told = f"sent on {words.day(due.sent_on)}"
        if due.sent_on > due.due_on:
            return Status(StatusKind.REQUIRES_IMPROVEMENT, f"Sent late, {words.day(due.sent_on)}", told)
        return Status(StatusKind.GOOD, f"Sent {words.day(due.sent_on)}", told)
    days = (due.due_on - today).days
    if days < 0:
        return Status(StatusKind.INADEQUATE, f"Overdue by {words.count(-days, 'day')}", "it was not sent")
    when = "today" if days == 0 else f"in {words.count(days, 'day')}"
    kind = StatusKind.REQUIRES_IMPROVEMENT if days <= SOON else StatusKind.NOT_JUDGED
    return Status(kind, f"Due {when}", "it was not sent yet")


def _sentence(count: int, late: Sequence[str]) -> str:
    told = f"{words.count(count, 'return')} owed to others"
    return f"{told}; overdue: {words.listed(late)}." if late else f"{told}; none is overdue."


def _figures(
    hub: Hub, catalogue: Catalogue, asked: Sequence[ExternalReturn], scope: Scope
) -> tuple[Table, tuple[str, ...]]:
    named = [(one, metric) for one in asked for metric in one.metrics]
    metrics = [catalogue.metric(metric) for metric in dict.fromkeys(metric for _, metric in named)]
    found = latest(hub, metrics, [catalogue.settings.council], scope=scope)
    told = {metric.id: _told(found, place) for place, metric in enumerate(found.metrics)}
    rows = tuple(
        (_name(catalogue.metric(metric)), one.name, *told.get(metric, ("", "worked out from other metrics")))
        for one, metric in named
    )
    note = "The figures and definitions are the catalogue's own: each leads to its metric."
    return Table("Figures behind them", FIGURES, rows, numeric=(3,), note=note), tuple(metric for _, metric in named)


def _name(metric: Metric) -> str:
    return f"{metric.name} (illustrative)" if metric.illustrative else metric.name


def _told(found: Latest, place: int) -> tuple[str, str]:
    """The period of a metric's latest figure, and the figure as its page has it."""
    period, value = found.periods[place], found.value[place, 0]
    if period is None or value != value:
        return "", "none that is open to you"
    return period.name, words.number(float(value), found.metrics[place])
