"""A task, and a list of them in words."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from pmf_core.views import words
from pmf_core.views.status import Status, StatusKind

WEEK = timedelta(days=7)
"""What is due this week is due within this time, or was due before."""

RETURN, APPROVAL = "Return", "Approval"
"""The kinds that some people have a list of their own for."""


@dataclass(frozen=True, slots=True)
class Task:
    """One thing to do, with the place where it is done."""

    kind: str
    """'Return', 'Approval', 'Ask' …"""
    what: str
    about: str
    due: date | None
    state: Status
    page: str
    choices: tuple[tuple[str, str], ...] = ()
    """What the page is asked for: (name, value), as in an address."""


@dataclass(frozen=True, slots=True)
class Tasks:
    """A list of tasks with its sentence."""

    sentence: str
    tasks: tuple[Task, ...]


def in_order(tasks: Iterable[Task]) -> tuple[Task, ...]:
    """The soonest due first, what has no day last."""
    return tuple(sorted(tasks, key=lambda task: (task.due or date.max, task.kind, task.what, task.about)))


def due_this_week(tasks: Sequence[Task], today: date) -> int:
    """How many are due within a week, or late."""
    return sum(task.due is not None and task.due <= today + WEEK for task in tasks)


def listed(tasks: Sequence[Task], *, today: date, nothing: str) -> Tasks:
    """A list with how many of them are due this week and late."""
    if not tasks:
        return Tasks(nothing, ())
    late = sum(task.due is not None and task.due < today for task in tasks)
    soon = due_this_week(tasks, today)
    told = f"{words.count(len(tasks), 'task')}, {soon or 'none'} due this week"
    return Tasks(f"{told}{f', {late} of them late' if late else ''}.", tuple(tasks))


def day_status(due: date, today: date) -> Status:
    """How far off a day is."""
    days = (due - today).days
    if days < 0:
        return Status(StatusKind.INADEQUATE, "Late", f"by {words.count(-days, 'day')}")
    told = "today" if not days else f"in {words.count(days, 'day')}"
    soon = StatusKind.REQUIRES_IMPROVEMENT if days <= WEEK.days else StatusKind.NEUTRAL
    return Status(soon, "Due", told)
