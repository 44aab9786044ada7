"""What is known of a return's figures before it comes: the last period's, and the limits of each series."""

from __future__ import annotations

import numpy as np

from pmf_core.access.scope import Scope
from pmf_core.catalogue.returns import units_by_item
from pmf_core.definitions.period import Period
from pmf_core.definitions.returning import Return
from pmf_core.measures.read import panel
from pmf_core.returns.history import History
from pmf_core.series import Point
from pmf_core.store.hub import Hub
from pmf_core.views.assessment import Assessment, assessed, reading_day
from pmf_core.views.process import Process, processes
from pmf_core.views.process.material import ADJUSTED


def history(hub: Hub, asked: Return, period: Period, *, scope: Scope) -> History:
    """The figures of the period before, and what each series would give by itself, for every figure asked."""
    catalogue = hub.catalogue_at(scope.as_at)
    by_metric = units_by_item(asked, catalogue.organisation, on=period.end)
    units = sorted({unit for metric in asked.metric_ids for unit in by_metric[metric]})
    metrics = [catalogue.metric(metric, on=period.end) for metric in asked.metric_ids]
    before, day = period.before(), reading_day(hub, scope)
    held = panel(hub, metrics, units, scope=scope, until=before.end)
    known = [
        assessed(
            metric,
            catalogue.organisation.unit(unit),
            held[metric.id, unit],
            period=before,
            today=day,
            phase_starts=catalogue.phase_starts(metric.id, unit),
        )
        for metric in metrics
        for unit in by_metric[metric.id]
        if (metric.id, unit) in held
    ]
    limits = [_limits(one, process, period) for one, process in zip(known, processes(known), strict=True)]
    last = [_figures(one.series.at(before)) for one in known]
    return History(
        metric=tuple(one.metric.id for one in known),
        unit=tuple(one.unit.id for one in known),
        last=np.array(last, dtype=float).reshape(-1, 3).T,
        lower=np.array([lower for lower, _ in limits], dtype=float),
        upper=np.array([upper for _, upper in limits], dtype=float),
    )


def _figures(point: Point | None) -> tuple[float, float, float]:
    if point is None:
        return (np.nan, np.nan, np.nan)
    parts = (point.numerator, point.denominator, point.value)
    top, bottom, value = (np.nan if part is None else part for part in parts)
    return top, bottom, value


def _limits(held: Assessment, process: Process, period: Period) -> tuple[float, float]:
    """The limits of the last value, or of the same season a year earlier; none for a figure that grows all year."""
    if held.metric.cumulative or process.last < 0:
        return np.nan, np.nan
    place = process.last
    if ADJUSTED in process.notes:
        season = period.year_earlier()
        place = next((i for i, point in enumerate(held.series) if point.period == season), place)
    lower, upper = process.lower[place], process.upper[place]
    return (np.nan if lower is None else lower), (np.nan if upper is None else upper)
