"""Which authorities are most like a unit, by a model of the council's own, and what the likeness comes from."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from pmf_core.access.scope import Scope
from pmf_core.catalogue.catalogue import Catalogue
from pmf_core.definitions.likeness import LikenessModel, Variable
from pmf_core.definitions.metric import Metric
from pmf_core.definitions.period import Period
from pmf_core.definitions.unit import Unit
from pmf_core.judgement.arrays import Marks, Numbers
from pmf_core.judgement.neighbours import distances, drivers, laid_out, nearest, rebased
from pmf_core.measures.latest import Latest, latest
from pmf_core.store.hub import Hub
from pmf_core.views.comparison.absence import existence
from pmf_core.views.comparison.groups import everyone_like


@dataclass(frozen=True, slots=True)
class Trait:
    """One variable of the model: what it is, and what the unit has."""

    metric: Metric
    period: Period | None
    variable: Variable
    value: float | None


@dataclass(frozen=True, slots=True)
class Neighbour:
    """An authority that is like the unit."""

    unit: Unit
    distance: float
    """0 is the same in everything, 1 as far as the least like of all."""
    values: tuple[float, ...]
    """What it has of each variable."""
    shares: tuple[float, ...]
    """The share of the squared distance that each variable makes; they add up to 1."""


@dataclass(frozen=True, slots=True)
class Likeness:
    """A unit's neighbours by a model, the most alike first."""

    model: LikenessModel
    traits: tuple[Trait, ...]
    neighbours: tuple[Neighbour, ...]
    compared: int
    """How many authorities could be compared, the unit itself included."""
    left_out: tuple[tuple[Unit, str], ...]
    """Authorities without a value of some variable, and why."""


def likeness(hub: Hub, model: LikenessModel, unit: Unit, *, scope: Scope) -> Likeness:
    """The unit's neighbours by a model; none where the unit itself lacks a variable."""
    catalogue = hub.catalogue_at(scope.as_at)
    areas = [unit.id, *everyone_like(catalogue, unit, then=model.until)]
    figures = traits_of(hub, model, areas, scope=scope)
    values = _with_predecessors(catalogue, figures, areas)
    complete: Marks = np.asarray(~np.isnan(values).any(axis=1))
    comparable = [area for area, whole in zip(areas, complete, strict=True) if whole]
    found = _nearest(catalogue, model, comparable, values[complete]) if complete[0] and len(comparable) > 1 else ()
    return Likeness(
        model=model,
        traits=tuple(_traits(model, figures, values[0])),
        neighbours=tuple(found),
        compared=int(complete.sum()),
        left_out=tuple(_left_out(catalogue, figures, areas, values=values, complete=complete)),
    )


def traits_of(hub: Hub, model: LikenessModel, areas: Sequence[str], *, scope: Scope) -> Latest:
    """Every variable at every area, in its latest period by the model's day, with those that had the same area."""
    catalogue = hub.catalogue_at(scope.as_at)
    metrics = [catalogue.metric(variable.metric, on=model.until) for variable in model.variables]
    former = [other for area in areas for other in catalogue.organisation.same_area(area)]
    return latest(hub, metrics, areas, scope=scope, until=model.until, beside=former)


def _with_predecessors(catalogue: Catalogue, figures: Latest, areas: Sequence[str]) -> Numbers:
    """Areas × variables; where nothing is published for an area, what was for the one that had exactly its area."""
    place = {unit: column for column, unit in enumerate(figures.units)}
    values = figures.value[:, [place[area] for area in areas]].T.copy()
    for row, area in enumerate(areas):
        for other in catalogue.organisation.same_area(area):
            values[row] = np.where(np.isnan(values[row]), figures.value[:, place[other]], values[row])
    return values


def _nearest(catalogue: Catalogue, model: LikenessModel, areas: Sequence[str], values: Numbers) -> Iterator[Neighbour]:
    """The unit's neighbours; the unit is the first of the areas."""
    placed = laid_out(
        values,
        transforms=[variable.transform for variable in model.variables],
        scheme=model.scheme,
        weights=[variable.weight for variable in model.variables],
        weighting=model.weighting,
    )
    apart = distances(placed)
    found = nearest(apart, count=min(model.count, len(areas) - 1)).position[0]
    shares = drivers(placed, 0, neighbours=found)
    for place, share, far in zip(map(int, found), shares, rebased(apart)[0, found], strict=True):
        unit = catalogue.organisation.unit(areas[place])
        yield Neighbour(unit, float(far), tuple(map(float, values[place])), tuple(map(float, share)))


def _traits(model: LikenessModel, figures: Latest, own: Numbers) -> Iterator[Trait]:
    for variable, metric, period, value in zip(model.variables, figures.metrics, figures.periods, own, strict=True):
        yield Trait(metric, period, variable, None if np.isnan(value) else float(value))


def _left_out(
    catalogue: Catalogue, figures: Latest, areas: Sequence[str], *, values: Numbers, complete: Marks
) -> Iterator[tuple[Unit, str]]:
    for row in np.flatnonzero(~complete).tolist():
        unit = catalogue.organisation.unit(areas[row])
        lacking = int(np.argmax(np.isnan(values[row])))
        metric, period = figures.metrics[lacking], figures.periods[lacking]
        when = f" for {period.name}" if period else ""
        later = period is not None and unit.effective_from is not None and unit.effective_from > period.start
        why = f"; it {existence(catalogue, unit, period)}" if period and later else ""
        yield unit, f"no figure of '{metric.name}'{when}{why}"
