"""The ledger: what was decided, by whom, on which evidence, what was asked for, and what became of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from pmf_core.access.scope import Scope
from pmf_core.catalogue.catalogue import Catalogue
from pmf_core.store.decisions import Answer, Ask, AskAnswer, Decision, asks
from pmf_core.store.hub import Hub
from pmf_core.store.papers import Paper
from pmf_core.views import words
from pmf_core.views.decisions import decision_rows, readable_decisions, readable_drafts
from pmf_core.views.effects import effects_of
from pmf_core.views.status import Table

DRAFTS = ("Metric", "Decision", "Body", "Written", "Still missing")
"""The columns of a list of drafts."""

ASKS = ("Unit", "Asked to", "Metric", "Due", "Answer", "Note")
"""The columns of a list of asks."""


@dataclass(frozen=True, slots=True)
class Ledger:
    """Everything that was decided, newest first."""

    sentence: str
    decisions: Table
    metrics: tuple[str, ...]
    """The metric of each decision, to go on to."""
    asks: Table
    drafts: Table
    open_drafts: tuple[tuple[str, str], ...]
    """(id, words) of the decisions whose paper is not whole."""
    open_asks: tuple[tuple[str, str, str], ...]
    """(id, unit id, words) of what still waits for an answer."""


def ledger(hub: Hub, *, scope: Scope) -> Ledger:
    """Decisions, what they asked of units, and how many have answered."""
    catalogue = hub.catalogue_at(scope.as_at)
    made = readable_decisions(hub, scope=scope)
    by_id = {decision.decision_id: decision for decision in made}
    waiting = readable_drafts(hub, scope=scope)
    asked = [held for held in asks(hub.engine, as_at=scope.as_at) if held[0].decision_id in by_id]
    return Ledger(
        sentence=_sentence(made, asked),
        decisions=decision_rows(catalogue, made, title="Decisions", effects=effects_of(hub, made, scope=scope)),
        metrics=tuple(decision.metric_id for decision in made),
        asks=_asks(catalogue, asked, by_id),
        drafts=_drafts(catalogue, waiting),
        open_drafts=tuple((draft.decision_id, draft.decision) for draft, _ in waiting),
        open_asks=tuple(
            (ask.ask_id, ask.unit_id, f"{catalogue.organisation.unit(ask.unit_id).name}: {ask.request}")
            for ask, answer in asked
            if answer is None or answer.answer is Answer.ACKNOWLEDGED
        ),
    )


def _sentence(made: Sequence[Decision], asked: Sequence[tuple[Ask, AskAnswer | None]]) -> str:
    if not made:
        return "No decision has been recorded yet: open a meeting and record the first."
    told = f"{words.count(len(made), 'decision')} recorded."
    if not asked:
        return told
    answered = sum(answer is not None for _, answer in asked)
    return f"{told} {answered} of {words.count(len(asked), 'ask')} acknowledged ({answered / len(asked):.0%})."


def _drafts(catalogue: Catalogue, waiting: Sequence[tuple[Decision, Paper]]) -> Table:
    rows = tuple(
        (
            catalogue.metric(draft.metric_id).name,
            draft.decision,
            catalogue.framework.body(draft.body_id).name,
            words.day(draft.recorded_at),
            words.capitalised(words.listed(paper.missing)),
        )
        for draft, paper in waiting
    )
    return Table("Drafts", DRAFTS, rows, note="" if rows else "Every decision has its cost, benefit and evidence.")


def _asks(catalogue: Catalogue, asked: Sequence[tuple[Ask, AskAnswer | None]], made: dict[str, Decision]) -> Table:
    rows = tuple(
        (
            catalogue.organisation.unit(ask.unit_id).name,
            ask.request,
            catalogue.metric(made[ask.decision_id].metric_id).name,
            words.day(ask.due),
            words.capitalised(answer.answer.value) if answer else "Not acknowledged",
            answer.note if answer else "",
        )
        for ask, answer in asked
    )
    return Table("Asks", ASKS, rows, note="" if rows else "Nothing has been asked of a unit yet.")
