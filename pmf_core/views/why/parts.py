"""The parts of a unit over time: the units below it at a level, or the categories of a breakdown, as arrays.

A part that did not exist in a period, or did not have the metric yet, has 0; one that isn't known has NaN.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np

from pmf_core.access.scope import Scope
from pmf_core.definitions.calculation import Mean, Ratio
from pmf_core.definitions.metric import Metric
from pmf_core.definitions.period import Period
from pmf_core.judgement.arrays import Marks, Numbers
from pmf_core.judgement.decomposition import Parts
from pmf_core.judgement.spc.decumulate import decumulated
from pmf_core.measures.cohorts import cohorts, dimensions
from pmf_core.measures.read import panel
from pmf_core.series import Point, Series
from pmf_core.store.hub import Hub
from pmf_core.views import words
from pmf_core.views.context import Choice
from pmf_core.views.metric_profile.header import Subject

COHORT = "by_"
"""What the name of a split by a breakdown begins with, in an address."""

SUPPRESSED = "suppressed"

Spells = tuple[tuple[date, date], ...]
"""The spans of days in which a part belonged to the whole."""


@dataclass(frozen=True, slots=True)
class Part:
    """One part of the whole."""

    name: str
    unit: str = ""
    """Empty for a category, which has no page of its own."""
    spells: Spells = ((date.min, date.max),)

    def belongs(self, day: date) -> bool:
        """Whether it is a part of the whole on a day."""
        return any(first <= day <= last for first, last in self.spells)


@dataclass(frozen=True, eq=False)
class Panel:
    """Parts × periods, with the whole's own figures."""

    parts: tuple[Part, ...]
    periods: tuple[Period, ...]
    amounts: Parts
    whole: Parts
    absent: Marks
    """In which periods a part was no part of the whole."""
    hidden: Marks
    """Which figures are suppressed to protect people."""
    counted: bool
    """Whether numerators are counts of single events over denominators."""

    def column(self, period: Period) -> int:
        """Where a period is."""
        return self.periods.index(period)


def splits(hub: Hub, held: Subject, *, scope: Scope) -> tuple[Choice, ...]:
    """By what the change can be split: levels of units below that have the metric, then breakdowns."""
    metric, unit = held.assessment.metric, held.assessment.unit
    day = held.assessment.point.period.end if held.assessment.point else held.assessment.asked.end
    seen = scope.without_people()
    below = [u for u in held.catalogue.organisation.below(unit.id, on=day) if seen.may_read(metric, u)]
    present = {each.level for each in below} & set(metric.levels)
    levels = [level for level in held.catalogue.framework.levels if level.id in present]
    return (
        *(Choice(level.id, words.capitalised(level.plural)) for level in levels),
        *(
            Choice(f"{COHORT}{name}", words.capitalised(name.replace("_", " ")), "cohort")
            for name in dimensions(hub, metric.id, unit.id, scope=scope)
        ),
    )


def panel_of(hub: Hub, held: Subject, split: str, *, scope: Scope) -> Panel:
    """The parts as arrays over the periods of the whole's own series."""
    found = list(_series_of(hub, held, split, scope=scope))
    periods = tuple(point.period for point in held.assessment.series)
    metric = held.assessment.metric
    parts = tuple(part for part, _ in found)
    shape = len(parts), len(periods)
    rows = [_aligned(series, periods) for _, series in found]
    absent = np.array([_absent(part, series, periods) for part, series in found], dtype=bool).reshape(shape)
    hidden = np.array([[_is_hidden(point) for point in row] for row in rows], dtype=bool).reshape(shape) & ~absent
    amounts = _amounts(metric, rows, periods, absent=absent)
    always = np.zeros((1, len(periods)), dtype=bool)
    whole = _amounts(metric, [_aligned(held.assessment.series, periods)], periods, absent=always)
    return Panel(parts, periods, amounts, whole, absent, hidden, _counted(metric, amounts))


def _series_of(hub: Hub, held: Subject, split: str, *, scope: Scope) -> Iterator[tuple[Part, Series]]:
    metric, unit = held.assessment.metric, held.assessment.unit
    if split.startswith(COHORT):
        for name, series in cohorts(hub, metric, unit.id, dimension=split.removeprefix(COHORT), scope=scope):
            yield Part(words.capitalised(name.replace("_", " "))), series
        return
    members = _spells(held, unit.id, split)
    read = panel(hub, [metric], list(members), scope=scope.without_people())
    for (_, name), series in sorted(read.items()):
        yield Part(held.catalogue.organisation.unit(name).name, name, members[name]), series


def _spells(held: Subject, unit: str, level: str) -> Mapping[str, Spells]:
    """Every unit of a level that was ever below the unit, and when."""
    organisation = held.catalogue.organisation
    found: dict[str, list[tuple[date, date]]] = {}
    for chain in organisation.ancestries():
        if chain.ancestor == unit and organisation.unit(chain.unit).level == level:
            found.setdefault(chain.unit, []).append((chain.first, chain.last))
    return {name: tuple(spells) for name, spells in found.items()}


def _aligned(series: Series, periods: Sequence[Period]) -> list[Point | None]:
    by_period = {point.period: point for point in series}
    return [by_period.get(period) for period in periods]


def _absent(part: Part, series: Series, periods: Sequence[Period]) -> list[bool]:
    """In which periods it was no part of the whole, or did not have the metric yet."""
    begun = series.points[0].period.start if series.points else date.max
    return [not part.belongs(period.end) or period.start < begun for period in periods]


def _is_hidden(point: Point | None) -> bool:
    return point is not None and point.missing_reason == SUPPRESSED


def _amounts(
    metric: Metric, rows: Sequence[Sequence[Point | None]], periods: Sequence[Period], *, absent: Marks
) -> Parts:
    """Numerators over denominators for a ratio or a mean, values for an amount; a year to date is taken apart."""
    over = isinstance(metric.calculation, Ratio | Mean)

    def laid_out(name: str) -> Numbers:
        held = np.array([[_number(point, name) for point in row] for row in rows], dtype=float).reshape(absent.shape)
        return np.where(absent, 0.0, held)

    tables = [laid_out("numerator"), laid_out("denominator")] if over else [laid_out("value")]
    if metric.cumulative:
        starts = np.array([period.start.month == metric.year_type.first_month for period in periods])
        tables = [decumulated(table, year_starts=starts) for table in tables]
    return Parts(*tables)


def _number(point: Point | None, name: str) -> float:
    if point is None or point.value is None:
        return np.nan
    held = getattr(point, name)
    return np.nan if held is None else held


def _counted(metric: Metric, amounts: Parts) -> bool:
    """Whether chance in the numerators is that of counting single events."""
    if not isinstance(metric.calculation, Ratio) or amounts.denominator is None:
        return False
    held = amounts.numerator[np.isfinite(amounts.numerator)]
    return (
        bool(held.size) and bool((held >= 0).all()) and bool((held == np.rint(held)).all()) and not metric.unit.prefix
    )


def shares_of(amounts: Parts) -> Numbers:
    """Each part's own value in every period, NaN where it has none."""
    if amounts.denominator is None:
        return amounts.numerator
    there = amounts.denominator > 0
    return np.divide(amounts.numerator, amounts.denominator, out=np.full(there.shape, np.nan), where=there)
