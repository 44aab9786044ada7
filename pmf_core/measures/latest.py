"""Many metrics at many units in the latest period of each, as arrays: one query, whatever the size."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np
from numpy.typing import NDArray

from pmf_core.access.scope import Scope
from pmf_core.definitions.calculation import Derived
from pmf_core.definitions.metric import Metric
from pmf_core.definitions.period import Period
from pmf_core.measures import sql
from pmf_core.measures.read import period
from pmf_core.measures.rounding import Counts, rounded, rounding
from pmf_core.store.hub import Hub

Figures = NDArray[np.float64]
"""Metrics × units, NaN where there is no figure."""


Row = tuple[Any, ...]
"""A row of `sql.latest_readings`."""


@dataclass(frozen=True)
class Latest:
    """Metrics × units, each metric in one period for all of them."""

    metrics: tuple[Metric, ...]
    units: tuple[str, ...]
    periods: tuple[Period | None, ...]
    """The period of each metric: the latest in which any of the units asked for has a value."""
    value: Figures
    numerator: Figures
    denominator: Figures
    missing: Mapping[tuple[int, int], str]
    """(place of the metric, place of the unit) → the publisher's reason, where there is a row without a value."""


def latest(
    hub: Hub,
    metrics: Iterable[Metric],
    units: Sequence[str],
    *,
    scope: Scope,
    until: date | None = None,
    beside: Sequence[str] = (),
    breakdown: str = "all",
) -> Latest:
    """The latest figures; those `beside` are read for the same periods and don't decide which these are.

    What the Scope does not cover is left out of the query itself, what is withheld to protect people is missing
    with that reason, and a derived metric has no figures here.
    """
    organisation = hub.catalogue_at(scope.as_at).organisation
    wanted = tuple(metric for metric in metrics if not isinstance(metric.calculation, Derived))
    asked = dict.fromkeys(units)
    everyone = tuple(dict.fromkeys([*units, *beside]))
    rows: list[Row] = []
    for allowed, readable in scope.blocks(wanted, map(organisation.unit, everyone)):
        names = [unit.id for unit in readable]
        # Those beside whom a Scope reads apart from the units decide their own period, which is checked below.
        deciding = [name for name in names if name in asked] or names
        others = [name for name in names if name not in deciding]
        query = sql.latest_readings(
            [metric.id for metric in allowed],
            deciding,
            beside=others,
            breakdown=breakdown,
            until=until,
            as_at=scope.as_at,
            source=sql.source_for(scope),
        )
        rows += _rounded(hub, hub.engine.fetch(query), allowed, scope=scope)
    return _laid_out(wanted, everyone, rows, asked=set(asked))


def _rounded(hub: Hub, rows: Iterable[Row], metrics: Iterable[Metric], *, scope: Scope) -> Iterator[Row]:
    """The rows, those of metrics whose counts are rounded for this reader rounded."""
    found = {metric.id: (metric, profile) for metric in metrics if (profile := rounding(hub, metric, scope=scope))}
    for row in rows:
        if row[0] in found:
            yield (*row[:5], *rounded(Counts(*row[5:8]), *found[row[0]]), row[8])
        else:
            yield row


def _laid_out(metrics: tuple[Metric, ...], units: tuple[str, ...], rows: Sequence[Row], *, asked: set[str]) -> Latest:
    row_of = {metric.id: place for place, metric in enumerate(metrics)}
    column_of = {unit: place for place, unit in enumerate(units)}
    periods = _periods(rows, asked)
    value, numerator, denominator = (np.full((len(metrics), len(units)), np.nan) for _ in range(3))
    missing: dict[tuple[int, int], str] = {}
    for metric, unit, _, _, end, top, bottom, held, reason in rows:
        if metric not in periods or end != periods[metric].end:
            continue
        at = row_of[metric], column_of[unit]
        if held is None:
            missing[at] = reason or "not_available"
            continue
        value[at] = held
        if top is not None and bottom:
            numerator[at], denominator[at] = top, bottom
    shown = tuple(periods.get(metric.id) for metric in metrics)
    return Latest(metrics, units, shown, value, numerator, denominator, missing)


def _periods(rows: Sequence[Row], asked: set[str]) -> dict[str, Period]:
    """The latest period of each metric in which a unit that was asked for has a value."""
    newest: dict[str, Period] = {}
    for metric, unit, grain, start, end, _, _, held, _ in rows:
        if held is not None and unit in asked and (metric not in newest or end > newest[metric].end):
            newest[metric] = period(start, end, grain)
    return newest
