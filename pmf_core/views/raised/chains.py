"""What was raised, step after step: an escalation that is passed up stays one matter with one trail."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from pmf_core.access.rights import Rights
from pmf_core.access.scope import Scope
from pmf_core.catalogue.catalogue import Catalogue
from pmf_core.definitions.person import Action
from pmf_core.definitions.raising import Kind, Reply
from pmf_core.store.hub import Hub
from pmf_core.store.raised import Raised, Said, raised
from pmf_core.views import words
from pmf_core.views.assessment import reading_day
from pmf_core.views.raised.receiving import is_local, receives

Held = tuple[Raised, tuple[Said, ...]]

VERBS = {
    Kind.ESCALATION: "Escalated to",
    Kind.CONCERN: "Concern raised with",
    Kind.QUESTION: "Asked of",
    Kind.RECOMMENDATION: "Recommended to",
    Kind.DATA_QUERY: "Data queried with",
}
"""Each kind as the beginning of a sentence."""


@dataclass(frozen=True, slots=True)
class Step:
    """One thing that happened to a matter."""

    when: str
    who: str
    what: str
    note: str


@dataclass(frozen=True, slots=True)
class RaisedLine:
    """One matter as it stands."""

    id: str
    kind: Kind
    metric: str
    unit: str
    about: str
    text: str
    by: str
    to: str
    body: str
    raised_on: str
    due: str
    due_on: date
    is_open: bool
    is_late: bool
    state: str
    replies: tuple[Reply, ...]
    """What can be said to it now."""
    steps: tuple[Step, ...]
    address: str
    """The view in which it was raised, as at that moment."""


@dataclass(frozen=True, slots=True)
class Chain:
    """A matter from its first step to its newest."""

    held: tuple[Held, ...]

    @property
    def newest(self) -> Raised:
        """The step that counts."""
        return self.held[-1][0]

    @property
    def said(self) -> tuple[Said, ...]:
        """The replies to the newest step."""
        return self.held[-1][1]

    @property
    def is_open(self) -> bool:
        """Whether an answer is still waited for."""
        return not any(each.reply.closes for each in self.said)


def chains(hub: Hub, *, scope: Scope, who: Rights) -> tuple[Chain, ...]:
    """Every matter that somebody may see, oldest first; a concern only for those between whom it is."""
    catalogue, on = hub.catalogue_at(scope.as_at), reading_day(hub, scope)
    found = [Chain(held) for held in _followed(raised(hub.engine, as_at=scope.as_at))]
    return tuple(chain for chain in found if _may_see(chain, catalogue, scope, who, on))


def _followed(everything: Sequence[Held]) -> list[tuple[Held, ...]]:
    """The steps of each matter; the steps come oldest first, so each finds what it follows."""
    by_last: dict[str, tuple[Held, ...]] = {}
    for held in everything:
        before = by_last.pop(held[0].follows, ())
        by_last[held[0].raised_id] = (*before, held)
    return list(by_last.values())


def _may_see(chain: Chain, catalogue: Catalogue, scope: Scope, who: Rights, on: date) -> bool:
    newest = chain.newest
    unit = catalogue.organisation.unit(newest.unit_id)
    if newest.metric_id:
        readable = scope.may_read(catalogue.metric(newest.metric_id), unit)
    else:
        readable = scope.may_read_unit(unit)
    if not readable or newest.kind is not Kind.CONCERN:
        return readable
    mine = any(held.raised_by_id == who.person.id or receives(who, held, catalogue, on=on) for held, _ in chain.held)
    return mine or is_local(who) or who.may(Action.READ_AUDIT)


def line_of(chain: Chain, catalogue: Catalogue, *, on: date) -> RaisedLine:
    """A matter in words."""
    newest = chain.newest
    late = chain.is_open and newest.due < on
    said = [each.reply for each in chain.said]
    replies = tuple(reply for reply in newest.kind.replies if reply not in said) if chain.is_open else ()
    if newest.kind is Kind.RECOMMENDATION:
        replies = tuple(r for r in replies if (r is Reply.DONE) is (Reply.ACCEPTED in said))
    return RaisedLine(
        id=newest.raised_id,
        kind=newest.kind,
        metric=newest.metric_id,
        unit=newest.unit_id,
        about=_about(newest, catalogue),
        text=newest.text,
        by=newest.raised_by,
        to=addressee(newest, catalogue),
        body=catalogue.framework.body(newest.body_id).name if newest.body_id else "",
        raised_on=words.day(newest.raised_at),
        due=words.day(newest.due),
        due_on=newest.due,
        is_open=chain.is_open,
        is_late=late,
        state=_state(chain, late=late),
        replies=replies,
        steps=tuple(step for held in chain.held for step in _steps(held, catalogue)),
        address=newest.address,
    )


def addressee(held: Raised, catalogue: Catalogue) -> str:
    """Whom it is for, by name of the owner or the role."""
    if held.to_owner:
        return catalogue.owner(held.to_owner).name
    role = catalogue.access.role(held.to_role)
    return role.name if role else held.to_role


def _about(held: Raised, catalogue: Catalogue) -> str:
    unit = catalogue.organisation.unit(held.unit_id).name
    return f"{catalogue.metric(held.metric_id).name}, {unit}" if held.metric_id else unit


def _state(chain: Chain, *, late: bool) -> str:
    last = words.capitalised(chain.said[-1].reply.value) if chain.said else ""
    if not chain.is_open:
        return f"{last} {words.day(chain.said[-1].replied_at)}"
    waits = f"late, was due {words.day(chain.newest.due)}" if late else f"due {words.day(chain.newest.due)}"
    return f"{last or 'Not received yet'}; {waits}"


def _steps(held: Held, catalogue: Catalogue) -> list[Step]:
    asked, said = held
    first = Step(
        words.moment(asked.raised_at),
        asked.raised_by,
        f"{VERBS[asked.kind]} {addressee(asked, catalogue)}, due {words.day(asked.due)}",
        asked.text,
    )
    return [first, *(_reply(each) for each in said if each.reply is not Reply.PASSED_UP)]


def _reply(said: Said) -> Step:
    return Step(words.moment(said.replied_at), said.replied_by, words.capitalised(said.reply.value), said.note)
