"""Many metrics at many units in the latest period of each, as arrays: one query, whatever the size."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
from numpy.typing import NDArray

from pmf_core.access.scope import Scope
from pmf_core.definitions.calculation import Derived
from pmf_core.definitions.metric import Metric
from pmf_core.definitions.period import Period
from pmf_core.measures import sql
from pmf_core.measures.read import period
from pmf_core.store.hub import Hub

Figures = NDArray[np.float64]
"""Metrics × units, NaN where there is no figure."""


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

    What the Scope does not cover is left out of the query itself, and a derived metric has no figures here.
    """
    organisation = hub.catalogue_at(scope.as_at).organisation
    wanted = tuple(m for m in metrics if scope.may_read_metric(m) and not isinstance(m.calculation, Derived))
    readable = [name for name in dict.fromkeys(units) if scope.may_read_unit(organisation.unit(name))]
    others = [name for name in dict.fromkeys(beside) if name not in readable]
    everyone = (*readable, *others)
    if not wanted or not readable:
        return _laid_out(wanted, everyone, ())
    names = [metric.id for metric in wanted]
    query = sql.latest_readings(names, readable, beside=others, breakdown=breakdown, until=until, as_at=scope.as_at)
    return _laid_out(wanted, everyone, hub.engine.fetch(query))


def _laid_out(metrics: tuple[Metric, ...], units: tuple[str, ...], rows: Iterable[tuple]) -> Latest:
    row_of = {metric.id: place for place, metric in enumerate(metrics)}
    column_of = {unit: place for place, unit in enumerate(units)}
    periods: list[Period | None] = [None] * len(metrics)
    value, numerator, denominator = (np.full((len(metrics), len(units)), np.nan) for _ in range(3))
    missing: dict[tuple[int, int], str] = {}
    for metric, unit, grain, start, end, top, bottom, held, reason in rows:
        at = row_of[metric], column_of[unit]
        if periods[at[0]] is None:
            periods[at[0]] = period(start, end, grain)
        if held is None:
            missing[at] = reason or "not_available"
            continue
        value[at] = held
        if top is not None and bottom:
            numerator[at], denominator[at] = top, bottom
    return Latest(metrics, units, tuple(periods), value, numerator, denominator, missing)
