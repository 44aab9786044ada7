"""The narrative of a metric at a unit, as it stands on the metric's page: checked, owned, dated, or not yet written."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from pmf_core.access.scope import Scope
from pmf_core.judgement.claims import Facts
from pmf_core.judgement.verdict import NotJudged
from pmf_core.store.decisions import Decision
from pmf_core.store.hub import Hub
from pmf_core.store.narrated.account import Account
from pmf_core.store.narrated.reading import accounts
from pmf_core.views import words
from pmf_core.views.metric_profile.header import Subject, subject
from pmf_core.views.narrative.checked import Sentence, checked
from pmf_core.views.narrative.draft import Draft, asks_about, draft_of, running_decisions
from pmf_core.views.narrative.facts import facts_of
from pmf_core.views.narrative.standing import Standing, State, account_of, period_of, standing_of
from pmf_core.views.status import Status

EVIDENCE = (
    ("why", "Why it changed"),
    ("peers", "Beside others"),
    ("next", "Where the year lands"),
    ("trust", "Sources"),
)
"""The tabs that a narrative rests on, and what a chip that leads there says."""


@dataclass(frozen=True, slots=True)
class Card:
    """What the card says."""

    metric: str
    title: str
    status: Status
    action: Status
    sentences: tuple[Sentence, ...]
    left_out: tuple[Sentence, ...]
    summary: str
    asks: tuple[str, ...]
    byline: str
    stale: str
    unfinished: bool
    """Whether somebody is still at it."""
    drafted: bool
    """Whether the hub drafted it, and nobody has made it their own."""
    to_approve: str
    """The id of what may be approved; empty where nothing may."""


def card(hub: Hub, *, scope: Scope, metric: str, unit: str, period: str) -> Card:
    """The newest narrative of the figure shown; where there is none, what the hub would begin with."""
    held = subject(hub, metric, unit, period=period, scope=scope)
    account = account_of(held.assessment, accounts(hub.engine, unit, metric=metric, as_at=scope.as_at))
    running = tuple(running_decisions(hub, held, scope=scope))
    standing = standing_of(hub, held, account, running, scope=scope)
    return (
        _draft_card(hub, held, standing, scope=scope) if account is None else _card(hub, held, standing, account, scope)
    )


def _card(hub: Hub, held: Subject, standing: Standing, account: Account, scope: Scope) -> Card:
    assert standing.checked is not None
    narrative = account.narrative
    decided = next(
        (d for d in running_decisions(hub, held, scope=scope) if d.decision_id == narrative.decision_id), None
    )
    asked = tuple(asks_about(hub, decided, held.catalogue, scope=scope)) if decided else ()
    return Card(
        metric=held.assessment.metric.id,
        title="Narrative",
        status=standing.status,
        action=standing.action,
        sentences=standing.checked.sentences,
        left_out=standing.checked.left_out,
        summary=standing.checked.summary,
        asks=asked,
        byline=byline(account),
        stale=standing.stale,
        unfinished=standing.state is State.DRAFT,
        drafted=False,
        to_approve=narrative.narrative_id if standing.state is State.COMPLETE else "",
    )


def byline(account: Account) -> str:
    """Who wrote it and when, and who stands behind it."""
    written = account.narrative
    told = f"Written by {written.written_by}, {words.moment(written.recorded_at)}"
    if account.approval:
        return f"{told}; approved by {account.approval.approved_by}, {words.moment(account.approval.approved_at)}."
    return f"{told}; {'not approved yet' if written.is_complete else f'still lacks {words.listed(written.missing)}'}."


def _draft_card(hub: Hub, held: Subject, standing: Standing, *, scope: Scope) -> Card:
    period, sentences, summary = period_of(held.assessment).name, (), ""
    if held.assessment.value is not None:
        draft = draft_of(hub, held, scope=scope)
        found = checked(
            {"what": draft.what, "why": draft.why, "so_what": draft.so_what}, _facts(hub, held, scope, draft)
        )
        sentences, summary = found.sentences, found.summary
    return Card(
        metric=held.assessment.metric.id,
        title="Narrative",
        status=standing.status,
        action=standing.action,
        sentences=sentences,
        left_out=(),
        summary=summary,
        asks=(),
        byline=f"Nobody has written about {period} yet."
        + (" What stands here is drafted by the hub from its verdicts." if sentences else ""),
        stale="",
        unfinished=False,
        drafted=True,
        to_approve="",
    )


def _facts(hub: Hub, held: Subject, scope: Scope, draft: Draft) -> Facts | NotJudged:
    return facts_of(hub, held, scope=scope, told=f"{draft.what} {draft.why} {draft.so_what}")


@dataclass(frozen=True)
class Desk:
    """What somebody needs to write a narrative."""

    metric: str
    name: str
    unit: str
    period: str
    period_name: str
    period_end: date
    facts: Facts | NotJudged
    draft: Draft
    account: Account | None
    """What stands already for this very period."""
    owners: tuple[tuple[str, str], ...]
    decided: tuple[tuple[str, str], ...]
    """(id, words) of running decisions that the action can be."""
    running: tuple[Decision, ...]


def desk(hub: Hub, *, scope: Scope, metric: str, unit: str, period: str) -> Desk:
    """The facts, a draft, and what stands already."""
    held = subject(hub, metric, unit, period=period, scope=scope)
    shown = period_of(held.assessment)
    account = account_of(held.assessment, accounts(hub.engine, unit, metric=metric, as_at=scope.as_at))
    running = tuple(running_decisions(hub, held, scope=scope))
    return Desk(
        metric=metric,
        name=held.assessment.metric.name,
        unit=unit,
        period=shown.id,
        period_name=shown.name,
        period_end=shown.end,
        facts=facts_of(hub, held, scope=scope),
        draft=draft_of(hub, held, scope=scope) if held.assessment.value is not None else Draft("", "", ""),
        account=account if account and account.narrative.period_end == shown.end else None,
        owners=tuple((owner.id, owner.name) for owner in held.catalogue.framework.owners),
        decided=tuple((d.decision_id, f"{d.decision} (due {words.day(d.due)})") for d in running),
        running=running,
    )
