"""Decisions as a table: what was decided, why, by whom, and what is expected of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from pmf_core.access.scope import Scope
from pmf_core.catalogue.catalogue import Catalogue
from pmf_core.store.decisions import Decision, decisions, drafts
from pmf_core.store.hub import Hub
from pmf_core.store.papers import Paper, papers
from pmf_core.views import words
from pmf_core.views.effects import EffectLine
from pmf_core.views.status import Table

DECISIONS = ("Decided", "Body", "Metric", "Decision", "Why", "Owner", "Due", "Expected effect", "Looked for on")
"""The columns of a list of decisions."""

EFFECT = "What became of it"
"""The column of the verdicts, where they are asked for."""


def readable_decisions(hub: Hub, *, scope: Scope) -> tuple[Decision, ...]:
    """Every decision about a figure that may be read, as known at the moment of the Scope, newest first."""
    catalogue = hub.catalogue_at(scope.as_at)
    return tuple(
        held
        for held in decisions(hub.engine, as_at=scope.as_at)
        if scope.may_read(catalogue.metric(held.metric_id), catalogue.organisation.unit(held.unit_id))
    )


def readable_drafts(hub: Hub, *, scope: Scope) -> tuple[tuple[Decision, Paper], ...]:
    """Every draft about a figure that may be read, with its paper, newest first."""
    catalogue, held = hub.catalogue_at(scope.as_at), papers(hub.engine, as_at=scope.as_at)
    return tuple(
        (draft, held[draft.decision_id])
        for draft in drafts(hub.engine, as_at=scope.as_at)
        if scope.may_read(catalogue.metric(draft.metric_id), catalogue.organisation.unit(draft.unit_id))
    )


def decision_rows(
    catalogue: Catalogue, made: Sequence[Decision], *, title: str, effects: Mapping[str, EffectLine] | None = None
) -> Table:
    """Decisions as a table; texts are as they were written, and what became of them is judged."""
    found = effects or {}
    rows = tuple(
        (
            words.day(d.recorded_at),
            catalogue.framework.body(d.body_id).name,
            catalogue.metric(d.metric_id).name,
            d.decision,
            d.reason,
            catalogue.owner(d.owner_id).name,
            words.day(d.due),
            _expected(catalogue, d),
            words.day(d.check_date) if d.check_date else words.MISSING,
            *([found[d.decision_id].sentence] if effects is not None else []),
        )
        for d in made
    )
    columns = (*DECISIONS, EFFECT) if effects is not None else DECISIONS
    return Table(title, columns, rows, note="" if rows else "Nothing has been decided yet.")


def _expected(catalogue: Catalogue, decision: Decision) -> str:
    effect = decision.expected_effect
    if effect is None:
        return "None that can be measured"
    metric = catalogue.metric(decision.metric_id)
    return f"{'Up' if effect > 0 else 'Down'} {words.difference(effect, metric)}"
