"""Many metrics at many units in the latest period of each, as arrays: one query, whatever the size."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import partial
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
from pmf_core.store.engine import Query
from pmf_core.store.hub import Hub

Figures = NDArray[np.float64]
"""Metrics × units, NaN where there is no figure."""


Row = tuple[Any, ...]
"""A row of `sql.latest_readings`."""

MANY_CELLS = 100
"""From so many cells on, the last year is looked through before everything."""

LAST_YEAR = timedelta(days=400)
"""A year and what it may be late by."""


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
        question = partial(
            sql.latest_readings,
            beside=others,
            breakdown=breakdown,
            until=until,
            as_at=scope.as_at,
            source=sql.source_for(scope),
        )
        rows += _rounded(hub, _fetched(hub, question, allowed, deciding, until), allowed, scope=scope)
    return _laid_out(wanted, everyone, rows, asked=set(asked))


def _fetched(
    hub: Hub, question: Callable[..., Query], metrics: Sequence[Metric], units: Sequence[str], until: date | None
) -> list[Row]:
    """The rows of a block; of many cells those of the last year first, because most of what is held is older."""
    names = [metric.id for metric in metrics]
    if until is None or len(names) * len(units) < MANY_CELLS:
        return list(hub.engine.fetch(question(names, units)))
    rows = list(hub.engine.fetch(question(names, units, since=until - LAST_YEAR)))
    found = {row[0] for row in rows}
    older = [name for name in names if name not in found]
    return rows + list(hub.engine.fetch(question(older, units))) if older else rows


def _rounded(hub: Hub, rows: Iterable[Row], metrics: Iterable[Metric], *, scope: Scope) -> Iterator[Row]:
    """The rows, those of metrics whose counts are rounded for this reader rounded."""
    found = {metric.id: (metric, profile) for metric in metrics if (profile := rounding(hub, metric, scope=scope))}
    for row in rows:
        if row[0] in found:
            yield (*row[:5], *rounded(Counts(*row[5:8]), *found[row[0]]), row[8])
        else:
            yield row


def _laid_out(metrics: tuple[Metric, ...], units: tuple[str, ...], rows: Sequence[Row], *, asked: set[str]) -> Latest:
    """The rows as arrays; filled as lists, which take single values five times as fast."""
    row_of = {metric.id: place for place, metric in enumerate(metrics)}
    column_of = {unit: place for place, unit in enumerate(units)}
    periods = _periods(rows, asked)
    ends = {metric: held.end for metric, held in periods.items()}
    value, numerator, denominator = ([[np.nan] * len(units) for _ in metrics] for _ in range(3))
    missing: dict[tuple[int, int], str] = {}
    for metric, unit, _, _, end, top, bottom, held, reason in rows:
        if ends.get(metric) != end:
            continue
        row, column = row_of[metric], column_of[unit]
        if held is None:
            missing[row, column] = reason or "not_available"
            continue
        value[row][column] = held
        if top is not None and bottom:
            numerator[row][column], denominator[row][column] = top, bottom
    shown = tuple(periods.get(metric.id) for metric in metrics)
    shape = len(metrics), len(units)
    held_as = [np.array(held, dtype=float).reshape(shape) for held in (value, numerator, denominator)]
    return Latest(metrics, units, shown, held_as[0], held_as[1], held_as[2], missing)


def _periods(rows: Sequence[Row], asked: set[str]) -> dict[str, Period]:
    """The latest period of each metric in which a unit that was asked for has a value."""
    newest: dict[str, tuple[date, date, str]] = {}
    for metric, unit, grain, start, end, _, _, held, _ in rows:
        if held is not None and unit in asked and (metric not in newest or end > newest[metric][1]):
            newest[metric] = (start, end, grain)
    return {metric: period(*held) for metric, held in newest.items()}
