"""Every version of many figures, read once: any moment can then be looked at without asking the store again."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby

from pmf_core.access.scope import Scope
from pmf_core.definitions.metric import Metric
from pmf_core.measures import sql
from pmf_core.measures.read import Asked, Panel, asked_of, derived_at, point_of, with_gaps
from pmf_core.measures.rounding import rounded_panel
from pmf_core.series import Point, Series
from pmf_core.store.engine import Engine
from pmf_core.store.hub import Hub

Versions = tuple[Point, ...]
"""What was said of one figure, the oldest knowledge first."""


@dataclass(frozen=True)
class History:
    """What was said of every figure that was asked for, and when."""

    hub: Hub
    scope: Scope
    versions: Mapping[tuple[str, str], tuple[Versions, ...]]
    """(metric, unit) → its figures in period order, each with its versions."""
    asked: tuple[Asked, ...]
    wanted: frozenset[str]

    def at(self, moment: datetime | None) -> Panel:
        """Every series as it was known at a moment; none means all that is known."""
        found = {key: held for key, figures in self.versions.items() if (held := _series(key, figures, moment))}
        metrics = {name: metric for asked in self.asked for name, metric in asked.stored.items()}
        found |= rounded_panel(self.hub, found, metrics, scope=self.scope.at(moment))
        for asked in self.asked:
            found |= derived_at(asked, found)
        return {key: held for key, held in found.items() if key[0] in self.wanted}


def history(hub: Hub, metrics: Iterable[Metric], units: Sequence[str], *, scope: Scope) -> History:
    """Many series with everything that was ever said of them, in one query for each block that may be read."""
    wanted = tuple(metrics)
    asked = tuple(asked_of(hub, wanted, units, scope=scope))
    versions: dict[tuple[str, str], tuple[Versions, ...]] = {}
    for block in asked:
        query = sql.all_readings(sorted(block.stored), block.units, as_at=scope.as_at, source=sql.source_for(scope))
        versions |= _versions(hub.engine, query)
    return History(hub, scope, versions, asked, frozenset(metric.id for metric in wanted))


def _versions(engine: Engine, query: sql.Query) -> dict[tuple[str, str], tuple[Versions, ...]]:
    found: dict[tuple[str, str], tuple[Versions, ...]] = {}
    for key, rows in groupby(engine.fetch(query), key=lambda row: row[:2]):
        by_figure = groupby(map(point_of, rows), key=lambda point: point.period)
        found[key] = tuple(tuple(versions) for _, versions in by_figure)
    return found


def _series(key: tuple[str, str], figures: Sequence[Versions], moment: datetime | None) -> Series | None:
    known = [point for versions in figures if (point := _known(versions, moment)) is not None]
    return Series(*key, points=tuple(with_gaps(known))) if known else None


def _known(versions: Versions, moment: datetime | None) -> Point | None:
    """The version known last by a moment; a total that lost its last part is none."""
    for point in reversed(versions):
        if moment is None or (point.known_from is not None and point.known_from <= moment):
            return None if point.parts_expected == 0 else point
    return None
