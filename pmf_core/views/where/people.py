"""A team's workers, for their line manager only: each beside the team by name, with what they make of its figure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from pmf_core.access.scope import INDIVIDUAL, Scope
from pmf_core.definitions.metric import Measure, Metric
from pmf_core.definitions.period import Period
from pmf_core.definitions.unit import Unit
from pmf_core.judgement.arrays import Numbers
from pmf_core.judgement.funnel.standing import standing
from pmf_core.judgement.significance import Significance
from pmf_core.judgement.verdict import NotJudged
from pmf_core.measures.read import Panel, panel
from pmf_core.store.hub import Hub
from pmf_core.views import words
from pmf_core.views.comparison.sampling import sampling_of
from pmf_core.views.metric_profile.header import Subject
from pmf_core.views.status import Table
from pmf_core.views.where.judged import FEWEST_IN_A_FUNNEL, per_of

MONTHS = 12
"""A worker's month is a handful of cases, so a year of them is looked at."""


WITHIN, BEYOND = "Within what chance allows", "Beyond what chance allows"
"""How a worker stands beside the team: neither better nor worse, which a figure alone can't say of a person."""


@dataclass(frozen=True)
class _Counted:
    """Workers by name, with what they did over the periods looked at."""

    workers: Sequence[Unit]
    top: Numbers
    bottom: Numbers
    periods: Sequence[Period]

    @property
    def span(self) -> str:
        """The periods in words."""
        return f"{self.periods[0].short_name} to {self.periods[-1].short_name}"


def workers_table(hub: Hub, held: Subject, *, scope: Scope) -> Table | None:
    """The workers of a team, where the reader is their line manager and the level of single people is switched on."""
    point, unit = held.assessment.point, held.assessment.unit
    if point is None or INDIVIDUAL not in held.assessment.metric.levels:
        return None
    below = held.catalogue.organisation.children(unit.id, on=point.period.end)
    workers = sorted((each for each in below if each.id in scope.individuals), key=lambda each: each.name)
    if len(workers) < FEWEST_IN_A_FUNNEL:
        return None
    metric = held.assessment.metric
    periods = [each.period for each in held.assessment.series.points[-MONTHS:]]
    read = panel(hub, [metric], [worker.id for worker in workers], scope=scope, until=point.period.end)
    found = _counted(read, metric, workers, periods)
    return None if found is None else _table(found, metric, purpose=hub.catalogue.access.individual_level.purpose)


def _counted(read: Panel, metric: Metric, workers: Sequence[Unit], periods: Sequence[Period]) -> _Counted | None:
    """What each worker did, added up; none where the metric has no counts to be judged by."""
    top, bottom = (
        np.array([_total(read, metric, worker, periods, part) for worker in workers])
        for part in ("numerator", "denominator")
    )
    there = bottom > 0
    if there.sum() < FEWEST_IN_A_FUNNEL or isinstance(sampling_of(metric, top[there], bottom[there]), NotJudged):
        return None
    kept = [worker for worker, held in zip(workers, there.tolist(), strict=True) if held]
    return _Counted(kept, top[there], bottom[there], periods)


def _total(read: Panel, metric: Metric, worker: Unit, periods: Sequence[Period], part: str) -> float:
    wanted = set(periods)
    points = [point for point in read.get((metric.id, worker.id), ()) if point.period in wanted]
    return float(sum(getattr(point, part) or 0.0 for point in points if point.value is not None))


def _table(found: _Counted, metric: Metric, *, purpose: str) -> Table:
    shares = metric.unit.kind is Measure.PERCENTAGE and bool((found.top <= found.bottom).all())
    codes = standing(found.top, found.bottom, shares=shares).codes
    per, whole = per_of(metric), found.top.sum() / found.bottom.sum() * per_of(metric)
    own = found.top / found.bottom * per
    rest_top, rest_bottom = found.top.sum() - found.top, found.bottom.sum() - found.bottom
    without = np.divide(rest_top * per, rest_bottom, out=np.full(own.shape, whole), where=rest_bottom > 0)
    load = getattr(metric.calculation, "denominator", "") or getattr(metric.calculation, "weight", "") or "out of"
    rows, values = [], []
    for place, worker in enumerate(found.workers):
        effect = float(whole - without[place])
        told = BEYOND if abs(codes[place]) >= Significance.FAR_ABOVE else WITHIN
        numbers = (float(found.bottom[place]), float(own[place]), effect)
        shown = (f"{numbers[0]:,.0f}", words.number(numbers[1], metric), _signed(effect, metric))
        rows.append((worker.name, *shown, told))
        values.append((worker.name, *numbers, told))
    return Table(
        title=f"Workers of the team, {found.span}",
        columns=("Worker", words.capitalised(load), "Value", "Effect on the team's figure", "Beside the team"),
        rows=tuple(rows),
        values=tuple(values),
        numeric=(1, 2, 3),
        note=_note(metric, float(whole), purpose),
        personal=True,
    )


def _signed(amount: float, metric: Metric) -> str:
    sign = "+" if amount > 0 else "−" if amount < 0 else ""
    return f"{sign}{words.difference(amount, metric)}"


def _note(metric: Metric, whole: float, purpose: str) -> str:
    """What it may be used for, and what it can't say."""
    return (
        f"Together {words.number(whole, metric)}. By name, never by rank: a worker's figure depends on the cases they "
        "were given. Only beyond limits that chance crosses once in 500 times is anybody set apart, and that is a "
        f"reason to ask, not an answer. Purpose: {purpose.rstrip('.')}. You read this as line manager; it is written "
        "down that you did, and it is never exported."
    )
