"""Questions, recommendations and escalations together, late ones first, and what can be said to them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from pmf_core.access.rights import Rights
from pmf_core.access.scope import Scope
from pmf_core.definitions.raising import Kind, Reply
from pmf_core.store.hub import Hub
from pmf_core.views import words
from pmf_core.views.assessment import reading_day
from pmf_core.views.raised.chains import RaisedLine, chains, line_of
from pmf_core.views.raised.receiving import receives
from pmf_core.views.status import Table

COLUMNS = ("About", "What", "Raised by", "For", "Raised on", "Due", "Where it stands", "Answer")
"""The columns of a list of matters."""

TITLES = {
    Kind.QUESTION: "Questions",
    Kind.RECOMMENDATION: "Recommendations",
    Kind.ESCALATION: "Escalations",
    Kind.CONCERN: "Concerns",
    Kind.DATA_QUERY: "Data queries",
}
NOTHING = {
    Kind.QUESTION: "No question has been asked.",
    Kind.RECOMMENDATION: "No recommendation has been made.",
    Kind.ESCALATION: "Nothing has been escalated.",
    Kind.CONCERN: "No concern has been raised with you or by you.",
    Kind.DATA_QUERY: "No figure has been queried.",
}


@dataclass(frozen=True, slots=True)
class Matters:
    """The matters of one kind."""

    table: Table
    addresses: tuple[str, ...]
    """The view in which each was raised, for the row's link."""


@dataclass(frozen=True, slots=True)
class Answerable:
    """A matter that whoever looks can answer."""

    id: str
    words: str
    replies: tuple[Reply, ...]


@dataclass(frozen=True, slots=True)
class Desk:
    """Everything raised that somebody may see."""

    sentence: str
    matters: tuple[Matters, ...]
    answerable: tuple[Answerable, ...]


def desk(hub: Hub, *, scope: Scope, who: Rights) -> Desk:
    """Every matter by kind: the open ones first, and of those the ones due first."""
    catalogue, on = hub.catalogue_at(scope.as_at), reading_day(hub, scope)
    found = sorted(chains(hub, scope=scope, who=who), key=lambda c: (not c.is_open, c.newest.due, c.newest.raised_id))
    lines = [line_of(chain, catalogue, on=on) for chain in found]
    mine = [c.newest.raised_id for c in found if c.is_open and receives(who, c.newest, catalogue, on=on)]
    return Desk(
        sentence=_sentence(lines),
        matters=tuple(_matters(kind, [line for line in lines if line.kind is kind]) for kind in TITLES),
        answerable=tuple(
            Answerable(line.id, f"{line.about}: {line.text}", line.replies)
            for line in lines
            if line.id in mine and line.replies
        ),
    )


def _sentence(lines: Sequence[RaisedLine]) -> str:
    if not lines:
        return "Nothing has been raised yet: ask, escalate or recommend with 'Raise' at the top of any page."
    waiting = [line for line in lines if line.is_open]
    late = [line for line in waiting if line.is_late]
    told = f"{words.count(len(waiting), 'matter')} open of {len(lines)} raised"
    if not late:
        return f"{told}; none is late."
    names = words.listed([f"{line.kind.value} on {line.about}" for line in late[:3]])
    rest = f" and {len(late) - 3} more" if len(late) > 3 else ""
    return f"{told}; {len(late)} late: {names}{rest}."


def _matters(kind: Kind, lines: Sequence[RaisedLine]) -> Matters:
    rows = tuple(
        (
            line.about,
            line.text,
            f"{line.by}, for {line.body}" if line.body else line.by,
            line.to,
            line.raised_on,
            line.due,
            line.state,
            next((step.note for step in reversed(line.steps[1:]) if step.note), ""),
        )
        for line in lines
    )
    table = Table(TITLES[kind], COLUMNS, rows, note="" if rows else NOTHING[kind])
    return Matters(table, tuple(line.address for line in lines))
