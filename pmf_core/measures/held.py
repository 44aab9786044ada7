"""Which figures are there, whoever sent them: what a return need not be chased for."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date

from pmf_core.access.scope import Scope
from pmf_core.measures import batch_sql
from pmf_core.store.hub import Hub

Held = Mapping[tuple[str, date], frozenset[str]]
"""(metric id, last day of the period) → the units that have a figure of it, or a reason why there is none."""


def held(hub: Hub, metrics: Sequence[str], *, since: date, scope: Scope) -> Held:
    """The units with a figure of each metric and period that ends on or after a day."""
    found: defaultdict[tuple[str, date], set[str]] = defaultdict(set)
    for metric, unit, end in hub.engine.fetch(batch_sql.observed(metrics, since=since, as_at=scope.as_at)):
        found[metric, end].add(unit)
    return {key: frozenset(units) for key, units in found.items()}
