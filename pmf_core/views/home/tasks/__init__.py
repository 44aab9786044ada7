"""What somebody is asked to do: one list, whoever asks.

A source is a function from the hub, a Scope and a reader to tasks; adding one is a line in `SOURCES`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

from pmf_core.access.scope import Scope
from pmf_core.store.hub import Hub
from pmf_core.views.home.reader import Reader
from pmf_core.views.home.tasks.decided import asks, decisions_due, effects_to_look_for, plans_to_check
from pmf_core.views.home.tasks.narratives import narratives_owed
from pmf_core.views.home.tasks.raised import raised_with
from pmf_core.views.home.tasks.returned import approvals, queries, returns_due
from pmf_core.views.home.tasks.values import Task, Tasks, in_order, listed

__all__ = ["SOURCES", "Task", "Tasks", "listed", "tasks_of"]

Source = Callable[[Hub, Scope, Reader], Iterable[Task]]

SOURCES: tuple[Source, ...] = (
    returns_due,
    approvals,
    queries,
    raised_with,
    narratives_owed,
    asks,
    decisions_due,
    effects_to_look_for,
    plans_to_check,
)
"""Whatever the hub knows that waits for somebody."""


def tasks_of(hub: Hub, scope: Scope, reader: Reader) -> tuple[Task, ...]:
    """Everything that waits for a reader, in the order in which it is due."""
    return in_order(task for source in SOURCES for task in source(hub, scope, reader))
