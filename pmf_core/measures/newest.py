"""The last figure of many metrics at many units by a day, without the series before it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from pmf_core.access.scope import Scope
from pmf_core.definitions.calculation import Derived
from pmf_core.definitions.metric import Metric
from pmf_core.measures import sql
from pmf_core.measures.read import asked_of, panel, point_of
from pmf_core.measures.rounding import rounded_panel
from pmf_core.series import Point, Series
from pmf_core.store.hub import Hub

Newest = Mapping[tuple[str, str], Point]
"""The last figure by (metric id, unit id)."""


def newest(
    hub: Hub, metrics: Iterable[Metric], units: Sequence[str], *, scope: Scope, until: date, since: date | None = None
) -> Newest:
    """The last figures of periods that end by a day; what the Scope does not cover is left out of the query itself."""
    asked = tuple(metrics)
    found: dict[tuple[str, str], Point] = {}
    for block in asked_of(hub, [m for m in asked if not isinstance(m.calculation, Derived)], units, scope=scope):
        query = sql.newest_readings(
            sorted(block.stored),
            block.units,
            since=since,
            until=until,
            as_at=scope.as_at,
            source=sql.source_for(scope),
        )
        read = {row[:2]: Series(row[0], row[1], (point_of(row),)) for row in hub.engine.fetch(query)}
        read |= rounded_panel(hub, read, block.stored, scope=scope)
        found |= {key: held.points[-1] for key, held in read.items()}
    # The parts of a derived metric are read in the periods that they share, and that is seen in their series alone.
    derived = [metric for metric in asked if isinstance(metric.calculation, Derived)]
    made = panel(hub, derived, units, scope=scope, since=since, until=until) if derived else {}
    ended = {key: [point for point in held if point.period.end <= until] for key, held in made.items()}
    return found | {key: points[-1] for key, points in ended.items() if points}
