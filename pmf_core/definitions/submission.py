"""A submission: one file sent for one return and period, and everything that has happened to it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from pmf_core.definitions.moment import said
from pmf_core.definitions.period import Period
from pmf_core.errors import BadInput, NotPossible


@dataclass(frozen=True, slots=True)
class Actor:
    """Who acts: a person, and the role in which they do."""

    name: str
    role: str = ""

    def __post_init__(self) -> None:
        if not self.name.strip():
            raise BadInput("Say who does this: a name or an address of work.")

    def is_same_person(self, other: Actor) -> bool:
        """Whether two names are one person's, however they are written.

        >>> Actor("Ann  Bell").is_same_person(Actor("ann bell", "Director"))
        True
        """
        return " ".join(self.name.casefold().split()) == " ".join(other.name.casefold().split())

    def __str__(self) -> str:
        return f"{self.name} ({self.role})" if self.role else self.name


class Event(StrEnum):
    """What can happen to a submission."""

    DRAFTED = "drafted"
    CHECKED = "checked"
    SUBMITTED = "submitted"
    APPROVED = "approved"
    REJECTED = "rejected"
    WITHDRAWN = "withdrawn"
    PUBLISHED = "published"
    CORRECTED = "corrected"


class State(StrEnum):
    """How a submission stands after its last event."""

    DRAFT = "draft"
    FAILED = "failed checks"
    CHECKED = "ready to submit"
    WITH_APPROVER = "with approver"
    APPROVED = "approved, waits for its cut-off"
    REJECTED = "rejected"
    WITHDRAWN = "withdrawn"
    PUBLISHED = "published"
    CORRECTED = "corrected since"


OPEN = frozenset({State.DRAFT, State.FAILED, State.CHECKED, State.WITH_APPROVER, State.APPROVED, State.REJECTED})
"""The states from which something can still be done with the same file."""

ALLOWED: Mapping[Event, frozenset[State]] = {
    Event.DRAFTED: frozenset(),
    Event.CHECKED: frozenset({State.DRAFT, State.FAILED, State.CHECKED, State.REJECTED}),
    Event.SUBMITTED: frozenset({State.CHECKED}),
    Event.APPROVED: frozenset({State.WITH_APPROVER}),
    Event.REJECTED: frozenset({State.WITH_APPROVER}),
    Event.WITHDRAWN: OPEN,
    Event.PUBLISHED: frozenset({State.APPROVED}),
    Event.CORRECTED: frozenset({State.PUBLISHED}),
}
"""Each event with the states in which it can happen."""

NEEDED: Mapping[Event, str] = {
    Event.CHECKED: "only a draft is checked",
    Event.SUBMITTED: "only a return whose checks are passed is submitted",
    Event.APPROVED: "only a return that is with its approver is approved",
    Event.REJECTED: "only a return that is with its approver is rejected",
    Event.WITHDRAWN: "what is published is not taken back but corrected: send a new file with the reason",
    Event.PUBLISHED: "only an approved return is published",
    Event.CORRECTED: "only a published return is corrected",
}
"""Why an event is refused in any other state."""


@dataclass(frozen=True, slots=True)
class Act:
    """One event of a submission."""

    event: Event
    at: datetime
    actor: Actor
    note: str = ""
    batch: int | None = None
    """The batch with its figures, once it is published."""
    summary: Mapping[str, int] = field(default_factory=dict)
    """For a check: how many findings of each severity, and how many figures."""


@dataclass(frozen=True, slots=True)
class Submission:
    """A file sent for a return and a period, with its events in order."""

    id: str
    return_id: str
    period: Period
    sha256: str
    acts: tuple[Act, ...]

    @property
    def state(self) -> State:
        """How it stands."""
        last = self.acts[-1]
        match last.event:
            case Event.DRAFTED:
                return State.DRAFT
            case Event.CHECKED:
                return State.FAILED if last.summary.get("error") else State.CHECKED
            case Event.SUBMITTED:
                return State.WITH_APPROVER
            case Event.APPROVED:
                return State.APPROVED
            case Event.REJECTED:
                return State.REJECTED
            case Event.WITHDRAWN:
                return State.WITHDRAWN
            case Event.PUBLISHED:
                return State.PUBLISHED
            case Event.CORRECTED:
                return State.CORRECTED

    def last(self, event: Event) -> Act | None:
        """The newest act of a kind, if there is one."""
        return next((act for act in reversed(self.acts) if act.event is event), None)

    @property
    def sent_by(self) -> Actor:
        """Who answers for it as its sender: whoever submitted it, else whoever drafted it."""
        return (self.last(Event.SUBMITTED) or self.acts[0]).actor

    @property
    def batch(self) -> int | None:
        """The batch with its figures, once it is published."""
        published = self.last(Event.PUBLISHED)
        return published.batch if published else None

    def require(self, event: Event) -> None:
        """Refuse, and say why, an event that can't happen now."""
        if self.state in ALLOWED[event]:
            return
        last = self.acts[-1]
        raise NotPossible(
            f"{self.id} can't be {event.value}: it was {last.event.value} by {last.actor} on {said(last.at)}, "
            f"and {NEEDED[event]}."
        )

    def require_other_eyes(self, actor: Actor) -> None:
        """Two people look at every figure: whoever had a hand in sending it can't approve it."""
        hands = (act for act in self.acts if act.event in (Event.DRAFTED, Event.CHECKED, Event.SUBMITTED))
        if any(actor.is_same_person(act.actor) for act in hands):
            raise NotPossible(
                f"{actor.name} sent {self.id}, so another person must look at it: "
                "two people stand behind every published figure."
            )
