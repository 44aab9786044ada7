"""Tasks from what was raised: escalations, concerns, questions and recommendations that wait for an answer."""

from __future__ import annotations

from collections.abc import Iterator

from pmf_core.access.scope import Scope
from pmf_core.definitions.raising import Kind
from pmf_core.store.hub import Hub
from pmf_core.views.home.reader import Reader
from pmf_core.views.home.tasks.values import Task, day_status
from pmf_core.views.raised import waiting_for

VERBS = {
    Kind.ESCALATION: "Answer the escalation",
    Kind.CONCERN: "Look into the concern",
    Kind.QUESTION: "Answer the question",
    Kind.RECOMMENDATION: "Accept or decline",
}
"""What is asked of whoever it was raised with."""


def raised_with(hub: Hub, scope: Scope, reader: Reader) -> Iterator[Task]:
    """What was raised with the reader and is open."""
    for line in waiting_for(hub, scope=scope, who=reader.rights):
        metric = (("m", line.metric), ("u", line.unit)) if line.metric else (("tab", "questions"),)
        yield Task(
            kind=line.kind.value.capitalize(),
            what=f"{VERBS[line.kind]}: {line.text}",
            about=f"{line.about}, raised by {line.by}",
            due=line.due_on,
            state=day_status(line.due_on, hub.today),
            page="metric" if line.metric else "boardroom",
            choices=metric,
        )
