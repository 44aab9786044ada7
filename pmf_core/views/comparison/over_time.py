"""A unit beside its group over time: the group's average and its middle half, and who moved by more than chance."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from pmf_core.access.scope import Scope
from pmf_core.catalogue.catalogue import Catalogue
from pmf_core.definitions.period import Grain, Period
from pmf_core.definitions.unit import Unit
from pmf_core.judgement.arrays import Codes, Numbers
from pmf_core.judgement.benchmark import clear_movements, judged
from pmf_core.judgement.direction import Direction
from pmf_core.judgement.order import counted, quantiles
from pmf_core.judgement.verdict import NotJudged
from pmf_core.store.hub import Hub
from pmf_core.views.comparison.figures import Figures, change_between, figures_of, values_of
from pmf_core.views.comparison.references import average_of, can_be_pooled
from pmf_core.views.comparison.sampling import sampling
from pmf_core.views.comparison.values import Comparison

POINTS_SHOWN = 48
"""How many of the latest periods are drawn: four years of months."""

FEWEST_FOR_HALF = 4
"""A middle half is told of four values or more."""

YEARS_BACK = {Grain.YEAR: (3, 2, 1), Grain.SPAN: (3, 2, 1)}
"""Over how many years movements are looked at, the longest for which there are figures; months over one year."""


@dataclass(frozen=True, slots=True)
class OverTime:
    """Arrays over the periods, NaN where there is nothing."""

    periods: tuple[Period, ...]
    own: Numbers
    average: Numbers
    count: Numbers
    """How many members the average rests on; NaN where it is a published figure."""
    lower: Numbers
    upper: Numbers
    """The quarters between which the middle half of the group lies."""
    lines: tuple[tuple[str, Numbers], ...]
    """The region and England as published, where they are not the group itself and not totals."""


@dataclass(frozen=True, slots=True)
class Mover:
    """A unit of the group, or the unit itself, in two periods."""

    unit: Unit
    change: Direction
    clear: int | None
    """1 improved (or rose, where neither way is better), -1 worsened (or fell), 0 within chance; None: no counts."""
    own: bool


@dataclass(frozen=True, slots=True)
class Movers:
    """Who moved since an earlier period: the most improved first, or where neither way is better the most moved."""

    since: Period
    movers: tuple[Mover, ...]
    without: int
    """How many of the group have no value in one of the two periods."""


def figures_over_time(hub: Hub, found: Comparison, periods: Sequence[Period], *, scope: Scope) -> Figures:
    """The figures of the unit, its group, its region and England in all the periods, in one query."""
    named = [found.own.unit.id, *found.comparator.members, *(held.unit for held in found.references if held.unit)]
    first = min(period.start for period in periods)
    return figures_of(hub, found.metric, found.period, named, scope=scope, since=first)


def over_time(found: Comparison, figures: Figures, periods: Sequence[Period]) -> OverTime:
    """The unit's line with its group's, over the latest of the periods."""
    shown = tuple(periods[-POINTS_SHOWN:])
    members = found.comparator.members
    table = np.array([values_of([figures.point(name, period) for name in members]) for period in shown])
    enough = counted(table) >= FEWEST_FOR_HALF
    low, high = np.where(enough[:, None], quantiles(table, [0.25, 0.75]), np.nan).T
    average, count = _averages(found, figures, shown)
    return OverTime(
        periods=shown,
        own=_line(figures, found.own.unit.id, shown),
        average=average,
        count=count,
        lower=low,
        upper=high,
        lines=tuple(
            (held.name, _line(figures, held.unit, shown))
            for held in found.references
            if held.unit and held.unit != found.comparator.published and not held.is_total
        ),
    )


def movers(catalogue: Catalogue, found: Comparison, figures: Figures, since: Period) -> Movers:
    """Who moved between an earlier period and the one compared."""
    names = [found.own.unit.id, *found.comparator.members]
    now = [figures.point(name, found.period) for name in names]
    then = [figures.point(name, since) for name in names]
    clear = _clear(found, then, now)
    moved = []
    for name, was, held, code in zip(names, then, now, clear, strict=True):
        change = change_between(found.metric, was, held, before=since)
        if isinstance(change, Direction):
            moved.append(Mover(catalogue.organisation.unit(name), change, code, name == found.own.unit.id))
    sign = found.metric.polarity.sign
    moved.sort(key=lambda m: (-sign * m.change.difference if sign else -abs(m.change.difference), m.unit.label))
    return Movers(since, tuple(moved), len(names) - len(moved))


def periods_back(period: Period, held: Sequence[Period]) -> Period | None:
    """The earlier period to look back to: some years before, as far as there are figures."""
    for years in YEARS_BACK.get(period.grain, (1,)):
        earlier = period
        for _ in range(years):
            earlier = earlier.year_earlier()
        if earlier in held:
            return earlier
    return None


def _line(figures: Figures, unit: str, periods: Sequence[Period]) -> Numbers:
    return values_of([figures.point(unit, period) for period in periods])


def _averages(found: Comparison, figures: Figures, periods: Sequence[Period]) -> tuple[Numbers, Numbers]:
    """The group's average in each period by the way that holds for the one compared, or the published figure."""
    group = found.comparator
    if group.published is not None:
        nothing = np.full(len(periods), np.nan)
        return nothing if found.average.is_total else _line(figures, group.published, periods), nothing
    pooled = not group.plain_mean and can_be_pooled(figures, figures.now(group.members))
    held = [
        average_of(figures, [figures.point(name, period) for name in group.members], pooled=pooled)
        for period in periods
    ]
    value = np.array([np.nan if average is None else average for average, _ in held])
    return value, np.array([count for _, count in held], dtype=float)


def _clear(found: Comparison, then: Sequence, now: Sequence) -> list[int | None]:
    """Whether each moved by more than chance; None where there are no counts in both periods."""
    chance = sampling(found.metric, [*then, *now])
    if isinstance(chance, NotJudged):
        return [None] * len(now)
    (was, value), (was_error, error) = np.split(chance.centre, 2), np.split(chance.error, 2)
    codes: Codes = clear_movements(was, was_error, after=value, after_errors=error)
    told = judged(codes, found.metric.polarity)
    return [int(code) if abs(code) <= 1 else None for code in told]
