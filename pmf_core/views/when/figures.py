"""The figures of a flow or of spending at one unit, on the same periods."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

import numpy as np

from pmf_core.access.scope import Scope
from pmf_core.definitions.flow import Figure, metric_of, part_of
from pmf_core.definitions.metric import Metric
from pmf_core.definitions.period import Period
from pmf_core.judgement.arrays import Numbers
from pmf_core.measures.read import Panel, panel
from pmf_core.store.hub import Hub
from pmf_core.views.metric_profile.header import Subject


def read_figures(
    hub: Hub, held: Subject, figures: Iterable[Figure], units: Sequence[str], *, scope: Scope
) -> Panel | None:
    """The series of every metric that is asked for; none where one of them may not be read here."""
    metrics = metrics_of(held, figures)
    unit = held.assessment.unit
    if not all(unit.level in metric.levels and scope.may_read(metric, unit) for metric in metrics):
        return None
    return panel(hub, metrics, units, scope=scope, until=held.assessment.asked.end)


def metrics_of(held: Subject, figures: Iterable[Figure]) -> list[Metric]:
    """The metrics that figures are of, in the version of the period asked for."""
    names = dict.fromkeys(map(metric_of, figures))
    return [held.catalogue.metric(name, on=held.assessment.asked.end) for name in names]


def figure_at(read: Panel, figure: Figure, unit: str, periods: Sequence[Period]) -> Numbers:
    """One figure at a unit in each period, NaN where there is none."""
    series = read.get((metric_of(figure), unit))
    by_period: Mapping[Period, object] = {point.period: point for point in series} if series else {}
    found = (getattr(by_period.get(period), part_of(figure), None) for period in periods)
    return np.array([np.nan if number is None else number for number in found], dtype=float)


def plain(values: Numbers) -> tuple[float | None, ...]:
    """An array as numbers of a chart, None where there is none."""
    return tuple(None if np.isnan(value) else float(value) for value in values)
