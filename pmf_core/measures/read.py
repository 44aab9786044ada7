"""Reading series: metric and unit in, measured values with explicit gaps out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from itertools import groupby
from math import isfinite
from operator import itemgetter
from typing import Any

from pmf_core.access.scope import Scope
from pmf_core.catalogue.catalogue import Catalogue
from pmf_core.definitions.calculation import Derived
from pmf_core.definitions.metric import Metric
from pmf_core.definitions.period import Grain, Period
from pmf_core.definitions.unit import Unit
from pmf_core.errors import NotPossible
from pmf_core.measures import sql
from pmf_core.measures.derived import derived_series
from pmf_core.measures.rounding import rounded_panel
from pmf_core.series import Point, Series
from pmf_core.store.engine import Engine
from pmf_core.store.hub import Hub

Panel = Mapping[tuple[str, str], Series]
"""Series by (metric id, unit id)."""

REGULAR = (Grain.MONTH, Grain.QUARTER)
"""Grains in which a period without a row is a gap that must be seen; years are published when they are."""


def series(hub: Hub, metric_id: str, unit_id: str, *, scope: Scope, breakdown: str = "all") -> Series:
    """One series; refuses what may not be read, and says why there is nothing where there is nothing."""
    catalogue = hub.catalogue_at(scope.as_at)
    metric, unit = catalogue.metric(metric_id), catalogue.organisation.unit(unit_id)
    scope.require(metric, unit)
    found = panel(hub, [metric], [unit_id], scope=scope, breakdown=breakdown).get((metric_id, unit_id))
    if found is None:
        raise NotPossible(why_nothing(catalogue, metric, unit))
    return found


def panel(
    hub: Hub,
    metrics: Iterable[Metric],
    units: Sequence[str],
    *,
    scope: Scope,
    breakdown: str = "all",
    since: date | None = None,
    until: date | None = None,
) -> Panel:
    """Many series at once; what the Scope does not cover is left out of the query itself."""
    asked = tuple(metrics)
    found: dict[tuple[str, str], Series] = {}
    for block in asked_of(hub, asked, units, scope=scope):
        query = sql.readings(
            sorted(block.stored),
            block.units,
            breakdown=breakdown,
            since=since,
            until=until,
            as_at=scope.as_at,
            source=sql.source_for(scope),
        )
        read = _gathered(hub.engine, query, breakdown=breakdown)
        found |= read | rounded_panel(hub, read, block.stored, scope=scope)
        found |= derived_at(block, found)
    wanted = {metric.id for metric in asked}
    return {key: held for key, held in found.items() if key[0] in wanted}


@dataclass(frozen=True, slots=True)
class Asked:
    """What is read together: the metrics that are stored and those made from them, at the units they may be read of."""

    stored: Mapping[str, Metric]
    derived: tuple[Metric, ...]
    units: tuple[str, ...]


def asked_of(hub: Hub, metrics: Sequence[Metric], units: Sequence[str], *, scope: Scope) -> Iterator[Asked]:
    """The blocks in which metrics and the parts of derived ones may be read."""
    catalogue = hub.catalogue_at(scope.as_at)
    derived = [metric for metric in metrics if isinstance(metric.calculation, Derived)]
    parts = [catalogue.metric(part) for metric in derived for part in _parts(metric)]
    for allowed, readable in scope.blocks((*metrics, *parts), map(catalogue.organisation.unit, units)):
        names = {metric.id for metric in allowed}
        stored = {metric.id: metric for metric in allowed if not isinstance(metric.calculation, Derived)}
        made = tuple(metric for metric in derived if metric.id in names)
        yield Asked(stored, made, tuple(unit.id for unit in readable))


def derived_at(block: Asked, found: Panel) -> dict[tuple[str, str], Series]:
    """The derived metrics at the units that have every part."""
    made: dict[tuple[str, str], Series] = {}
    for metric in block.derived:
        for unit in block.units:
            parts = {part: found[part, unit] for part in _parts(metric) if (part, unit) in found}
            if len(parts) == len(_parts(metric)):
                made[metric.id, unit] = derived_series(metric, unit, parts=parts)
    return made


def _parts(metric: Metric) -> tuple[str, ...]:
    return metric.calculation.parts if isinstance(metric.calculation, Derived) else ()


def _gathered(engine: Engine, query: sql.Query, *, breakdown: str) -> dict[tuple[str, str], Series]:
    rows = groupby(engine.fetch(query), key=itemgetter(0, 1))
    return {
        key: Series(*key, points=tuple(with_gaps([point_of(row) for row in held])), breakdown=breakdown)
        for key, held in rows
    }


def point_of(row: tuple[Any, ...]) -> Point:
    """A row of figures (`sql.FIGURE`) as a point."""
    _, _, grain, start, end, value, numerator, denominator, missing, *known = row
    if not all(map(isfinite, (value or 0.0, numerator or 0.0, denominator or 0.0))):
        value, numerator, denominator, missing = None, None, None, "not_a_number"
    if missing is None:
        missing = "" if value is not None else "zero_denominator" if denominator == 0 else "not_available"
    return Point(period(start, end, grain), value, numerator, denominator, missing, *known)


@lru_cache(maxsize=20_000)
def period(start: date, end: date, grain: str) -> Period:
    """A stored period; made once, for the same months stand in every series."""
    return Period(start, end, Grain(grain))


def with_gaps(points: Sequence[Point]) -> list[Point]:
    """The points with a missing one for each month or quarter that has no row."""
    filled: list[Point] = []
    for point in points:
        if filled and point.period.grain in REGULAR:
            expected = _following(filled[-1].period)
            while expected.start < point.period.start:
                filled.append(Point(expected, None, missing_reason="not_received"))
                expected = _following(expected)
        filled.append(point)
    return filled


@lru_cache(maxsize=20_000)
def _following(earlier: Period) -> Period:
    return earlier.before(-1)


def why_nothing(catalogue: Catalogue, metric: Metric, unit: Unit) -> str:
    """Why a unit has no figure of a metric, and where there is one."""
    levels = [found.plural.lower() for name in metric.levels if (found := catalogue.framework.level(name))]
    if unit.level not in metric.levels:
        reason = f" It can't be added up: {metric.aggregation_reason.rstrip('.')}." if metric.aggregation_reason else ""
        return f"'{metric.name}' has no figure for {unit.name}: it exists for {_listed(levels)}.{reason}"
    return f"'{metric.name}' has no figure for {unit.name}: nothing has been published or returned for it."


def _listed(words: Sequence[str]) -> str:
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} and {words[-1]}"
