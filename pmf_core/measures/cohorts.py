"""A unit's figures category by category: who it is that a figure is about."""

from __future__ import annotations

from collections.abc import Iterator

from pmf_core.access.scope import Scope
from pmf_core.definitions.metric import Metric
from pmf_core.measures import sql
from pmf_core.measures.read import panel
from pmf_core.series import Series
from pmf_core.store.hub import Hub


def dimensions(hub: Hub, metric_id: str, unit_id: str, *, scope: Scope) -> tuple[str, ...]:
    """The ways in which a unit's figures of a metric are broken down: 'type', 'category' …"""
    return tuple(dict.fromkeys(name.partition("=")[0] for name in _breakdowns(hub, metric_id, unit_id, scope=scope)))


def cohorts(hub: Hub, metric: Metric, unit_id: str, *, dimension: str, scope: Scope) -> Iterator[tuple[str, Series]]:
    """Every category of a dimension with its series, in order of their names."""
    for breakdown in _breakdowns(hub, metric.id, unit_id, scope=scope):
        found, _, category = breakdown.partition("=")
        if found == dimension:
            held = panel(hub, [metric], [unit_id], scope=scope, breakdown=breakdown)
            if series := held.get((metric.id, unit_id)):
                yield category, series


def _breakdowns(hub: Hub, metric_id: str, unit_id: str, *, scope: Scope) -> list[str]:
    catalogue = hub.catalogue_at(scope.as_at)
    if not scope.may_read(catalogue.metric(metric_id), catalogue.organisation.unit(unit_id)):
        return []
    query = sql.breakdowns_of(metric_id, unit_id, as_at=scope.as_at)
    return list(hub.engine.fetch(query)["breakdown"])
