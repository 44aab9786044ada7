"""What was tried before, for the same figure elsewhere or for another of its topic, and what became of it."""

from __future__ import annotations

from pmf_core.access.scope import Scope
from pmf_core.catalogue.catalogue import Catalogue
from pmf_core.definitions.metric import Metric
from pmf_core.definitions.moment import in_london
from pmf_core.store.decisions import Decision
from pmf_core.store.hub import Hub
from pmf_core.views import words
from pmf_core.views.decisions import readable_decisions
from pmf_core.views.effects import effects_of
from pmf_core.views.status import StatusKind, Table

COLUMNS = ("What was decided", "For", "At", "When", "What became of it")
"""The columns of what was tried before."""

MOST = 8
"""How many earlier decisions are shown: more would not be read."""

FIRST = (StatusKind.IMPROVING, StatusKind.WORSENING)
"""What helped comes first, then what hindered, then what can't be told."""


def lessons(hub: Hub, metric: Metric, unit: str, *, scope: Scope) -> Table:
    """Decisions about the same metric at other units, or about others of its topic; what helped first."""
    catalogue = hub.catalogue_at(scope.as_at)
    alike = [d for d in readable_decisions(hub, scope=scope) if _is_alike(catalogue, d, metric, unit)]
    became = effects_of(hub, alike, scope=scope)

    def order(decision: Decision) -> tuple[int, bool]:
        kind = became[decision.decision_id].status.kind
        return FIRST.index(kind) if kind in FIRST else len(FIRST), decision.metric_id != metric.id

    rows = tuple(
        (
            decision.decision,
            catalogue.metric(decision.metric_id).name,
            catalogue.organisation.unit(decision.unit_id).name,
            words.day(in_london(decision.recorded_at).date()),
            became[decision.decision_id].sentence,
        )
        for decision in sorted(alike, key=order)[:MOST]
    )
    note = (
        ""
        if rows
        else f"No decision about {metric.name} elsewhere, or about {metric.topic or 'its topic'}, is held yet."
    )
    return Table("What was tried before", COLUMNS, rows, note=note)


def _is_alike(catalogue: Catalogue, decision: Decision, metric: Metric, unit: str) -> bool:
    if decision.metric_id == metric.id:
        return decision.unit_id != unit
    return bool(metric.topic) and catalogue.metric(decision.metric_id).topic == metric.topic
