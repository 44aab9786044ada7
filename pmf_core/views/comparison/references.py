"""The figures to hold a unit's against: the group's average, and its region and England as they were published."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np

from pmf_core.catalogue.catalogue import Catalogue
from pmf_core.definitions.calculation import Ratio
from pmf_core.definitions.unit import Unit
from pmf_core.judgement.benchmark import neighbour_average, pooled_average
from pmf_core.judgement.direction import Direction, direction
from pmf_core.judgement.verdict import NotJudged
from pmf_core.series import Point, missing_words
from pmf_core.views import words
from pmf_core.views.comparison.comparators import ENGLAND, Comparator
from pmf_core.views.comparison.figures import Figures, change_between, is_amount, values_of
from pmf_core.views.comparison.sampling import counts
from pmf_core.views.comparison.values import Reference

AS_PUBLISHED = "as published"
"""Said of a regional or national figure: it is never an average of authorities."""

A_TOTAL = "as published: a total, not an average"
"""Said of a regional or national count or amount: it grows with the place."""


def references(catalogue: Catalogue, figures: Figures, unit: Unit, group: Comparator) -> Iterator[Reference]:
    """The group's average first, then the region and England unless the group is one of them."""
    if group.published is not None:
        yield _published(catalogue, figures, group.published)
    else:
        yield _average(figures, unit, group)
    for place in (unit.region, ENGLAND):
        if place is not None and place not in (group.published, unit.id):
            yield _published(catalogue, figures, place)


def _published(catalogue: Catalogue, figures: Figures, place: str) -> Reference:
    (point,), (earlier,) = figures.now([place]), figures.earlier([place])
    value = point.value if point else None
    total = is_amount(figures.metric)
    missing = missing_words(point.missing_reason) if point else "no figure is published for it"
    change = change_between(figures.metric, earlier, point, before=figures.before)
    name = catalogue.organisation.unit(place).label
    basis = missing if value is None else A_TOTAL if total else AS_PUBLISHED
    return Reference(name, place, value, change, basis, is_total=total)


def _average(figures: Figures, unit: Unit, group: Comparator) -> Reference:
    """The plain mean of neighbours (LAIT); of another group the sum over the sum, where there are counts."""
    now, earlier = figures.now(group.members), figures.earlier(group.members)
    pooled = not group.plain_mean and can_be_pooled(figures, now)
    value, count = average_of(figures, now, pooled=pooled)
    how = "sum over sum" if pooled else "plain mean"
    without = "" if count == len(group.members) else f" of {len(group.members)}"
    basis = f"{how} of {words.count(count, 'member')}{without}, {unit.label} left out"
    if value is None:
        basis = "no member has a value"
    return Reference(
        f"Average of {group.others}", "", value, _moved(figures, earlier, now, pooled=pooled), basis, count
    )


def average_of(figures: Figures, points: Sequence[Point | None], *, pooled: bool) -> tuple[float | None, int]:
    """The average of the points and how many it rests on: the sum over the sum, or the plain mean."""
    return _pooled(figures, points) if pooled else _plain(points)


def can_be_pooled(figures: Figures, points: Sequence[Point | None]) -> bool:
    """Whether every member that has a value has the counts behind it."""
    x, n = counts(points)
    counted = ~(np.isnan(x) | np.isnan(n))
    return isinstance(figures.metric.calculation, Ratio) and bool(counted[~np.isnan(values_of(points))].all())


def _plain(points: Sequence[Point | None]) -> tuple[float | None, int]:
    """The plain mean; the unit itself stands first, without a value, for nobody is their own neighbour."""
    found = neighbour_average([np.nan, *values_of(points)], [range(1, len(points) + 1)])
    return _held(found.value[0]), int(found.count[0])


def _pooled(figures: Figures, points: Sequence[Point | None]) -> tuple[float | None, int]:
    calculation = figures.metric.calculation
    x, n = counts(points)
    found = pooled_average(x, n, multiplier=calculation.per if isinstance(calculation, Ratio) else 1.0)
    return _held(float(found.value)), int(found.count)


def _moved(
    figures: Figures, earlier: Sequence[Point | None], now: Sequence[Point | None], *, pooled: bool
) -> Direction | NotJudged:
    """How the average moved, of the members that have a value in both periods: a newcomer is no movement."""
    both = ~(np.isnan(values_of(earlier)) | np.isnan(values_of(now)))
    was, value = (
        average_of(figures, kept, pooled=pooled)
        for kept in ([p for p, held in zip(points, both, strict=True) if held] for points in (earlier, now))
    )
    if was[0] is None or value[0] is None:
        return NotJudged(f"no average for {figures.before.name}")
    return direction(was[0], value[0], polarity=figures.metric.polarity, target_range=figures.metric.target_range)


def _held(value: float) -> float | None:
    return None if np.isnan(value) else float(value)
