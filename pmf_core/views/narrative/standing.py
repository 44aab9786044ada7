"""How far a figure's narrative is, and whether anything is done about it: for lists, cards and packs alike."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from pmf_core.access.scope import Scope
from pmf_core.definitions.period import Period
from pmf_core.store.decisions import Decision
from pmf_core.store.hub import Hub
from pmf_core.store.narrated.account import Account, Narrative
from pmf_core.views import words
from pmf_core.views.assessment import Assessment
from pmf_core.views.metric_profile.header import Subject, subject
from pmf_core.views.narrative.checked import Checked, checked
from pmf_core.views.narrative.facts import facts_of
from pmf_core.views.status import Status, StatusKind


class State(StrEnum):
    """How far a narrative is."""

    NONE = "none"
    OF_BEFORE = "of an earlier period"
    DRAFT = "draft"
    UNSUPPORTED = "not supported"
    COMPLETE = "complete"
    APPROVED = "approved"


FINISHED = (State.COMPLETE, State.APPROVED)
"""The states of a narrative that a board can rest on."""

KINDS = {
    State.NONE: StatusKind.NOT_JUDGED,
    State.OF_BEFORE: StatusKind.NOT_JUDGED,
    State.DRAFT: StatusKind.REQUIRES_IMPROVEMENT,
    State.UNSUPPORTED: StatusKind.INADEQUATE,
    State.COMPLETE: StatusKind.GOOD,
    State.APPROVED: StatusKind.GOOD,
}
"""What each is drawn as."""


@dataclass(frozen=True)
class Standing:
    """Where the narrative of a figure stands."""

    state: State
    status: Status
    action: Status
    has_action: bool
    """Whether something is done about it, owned and dated, or it is said why nothing is."""
    account: Account | None = None
    checked: Checked | None = None
    stale: str = ""
    """What has come since it was written; empty where it is of the figure shown."""


def period_of(assessment: Assessment) -> Period:
    """The period that a narrative of this figure is of: the figure's own, or where there is none the one asked for."""
    return assessment.point.period if assessment.point else assessment.asked


def account_of(assessment: Assessment, held: Sequence[Account]) -> Account | None:
    """The narrative of a figure's period, or else the newest from before it."""
    end = period_of(assessment).end
    mine = (one for one in held if one.narrative.metric_id == assessment.metric.id)
    return next((one for one in mine if one.narrative.period_end <= end), None)


def standing_of(
    hub: Hub, held: Subject, account: Account | None, running: Sequence[Decision], *, scope: Scope
) -> Standing:
    """The narrative held against what is known of its own period, as known at the moment of the Scope."""
    action, has_action = _action(held, account, running)
    if account is None:
        status = Status(
            KINDS[State.NONE], "No narrative", f"nobody has written about {period_of(held.assessment).name}"
        )
        return Standing(State.NONE, status, action, has_action)
    narrative, shown = account.narrative, period_of(held.assessment)
    of_before = narrative.period_end < shown.end
    about = _as_it_was(hub, narrative, scope=scope) if of_before else held
    told = " ".join(narrative.parts.values())
    found = checked(narrative.parts, facts_of(hub, about, scope=scope, told=told), overrides=account.overrides)
    state = State.OF_BEFORE if of_before else _state(account, found)
    period = period_of(about.assessment).name
    stale = f"Written for {period}; figures to {shown.name} have come since." if of_before else ""
    return Standing(state, _status(state, account, found, period), action, has_action, account, found, stale)


def _as_it_was(hub: Hub, narrative: Narrative, *, scope: Scope) -> Subject:
    return subject(hub, narrative.metric_id, narrative.unit_id, period=narrative.period_id, scope=scope)


def _state(account: Account, found: Checked) -> State:
    if not account.narrative.is_complete:
        return State.DRAFT
    if found.to_explain:
        return State.UNSUPPORTED
    return State.APPROVED if account.approval else State.COMPLETE


def _status(state: State, account: Account, found: Checked, period: str) -> Status:
    word, reason = _words(state, account, found, period)
    return Status(KINDS[state], word, reason)


def _words(state: State, account: Account, found: Checked, period: str) -> tuple[str, str]:
    match state:
        case State.DRAFT:
            return "Narrative: draft", f"it lacks {words.listed(account.narrative.missing)}"
        case State.UNSUPPORTED:
            many = words.count(len(found.to_explain), "sentence")
            return "Narrative: not supported", f"{many} that the figures don't bear out, without a reason"
        case State.OF_BEFORE:
            return f"Narrative of {period}", "it was written for an earlier period"
        case State.APPROVED:
            assert account.approval is not None
            return "Narrative approved", f"by {account.approval.approved_by}"
        case _:
            return "Narrative complete", f"written by {account.narrative.written_by}"


def _action(held: Subject, account: Account | None, running: Sequence[Decision]) -> tuple[Status, bool]:
    """What is done: by the narrative of this very figure, else by a decision that is still running."""
    narrative = account.narrative if account else None
    if narrative is not None and narrative.period_end == period_of(held.assessment).end and narrative.has_action:
        return _written(held, narrative), True
    mine = (one for one in running if (one.metric_id, one.unit_id) == _key(held.assessment))
    decided = next(mine, None)
    if decided is None:
        return Status(StatusKind.REQUIRES_IMPROVEMENT, "No action yet", "nothing is owned and dated"), False
    owner = held.catalogue.owner(decided.owner_id).name
    return Status(StatusKind.NEUTRAL, f"Decided, due {words.day(decided.due)}", f"{decided.decision} ({owner})"), True


def _key(assessment: Assessment) -> tuple[str, str]:
    return assessment.metric.id, assessment.unit.id


def _written(held: Subject, narrative: Narrative) -> Status:
    if narrative.no_action:
        return Status(StatusKind.NEUTRAL, "No action, with a reason")
    assert narrative.due is not None
    late = narrative.due < held.assessment.today
    kind = StatusKind.REQUIRES_IMPROVEMENT if late else StatusKind.NEUTRAL
    word = f"Action {'was ' if late else ''}due {words.day(narrative.due)}"
    return Status(kind, word, held.catalogue.owner(narrative.owner_id).name)
