"""The units beside a unit: of the same level, under the same parent, and what they are at together."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from pmf_core.access.scope import Scope
from pmf_core.definitions.metric import Metric
from pmf_core.definitions.period import Period
from pmf_core.definitions.unit import Unit
from pmf_core.measures.read import panel
from pmf_core.store.hub import Hub
from pmf_core.views.metric_profile.header import Subject


def siblings(held: Subject) -> tuple[Unit, ...]:
    """The units of the same level under the same parent."""
    unit, day = held.assessment.unit, held.assessment.asked.end
    parent = held.catalogue.organisation.parent(unit.id, on=day)
    if parent is None:
        return ()
    children = held.catalogue.organisation.children(parent.id, on=day)
    return tuple(each for each in children if each.id != unit.id and each.level == unit.level)


def _alike(held: Subject) -> tuple[Unit, ...]:
    """Every other unit of the same level in the tree: whom a unit is beside that is the only one of its kind."""
    unit, organisation = held.assessment.unit, held.catalogue.organisation
    others = (each for each in organisation.units.values() if each.level == unit.level and each.id != unit.id)
    return tuple(each for each in others if organisation.in_tree(each.id))


def siblings_name(held: Subject) -> str:
    """'The other departments'."""
    level = held.catalogue.framework.level(held.assessment.unit.level)
    return f"The other {level.plural.lower() if level else 'units'}"


def siblings_together(
    hub: Hub, held: Subject, metric: Metric, periods: Sequence[Period], *, scope: Scope
) -> tuple[float, ...]:
    """The siblings' value in each period, sum over sum without its factor; NaN where none has a figure."""
    seen = scope.without_people()
    read = panel(hub, [metric], [unit.id for unit in siblings(held)], scope=seen)
    if not read:
        read = panel(hub, [metric], [unit.id for unit in _alike(held)], scope=seen)
    top, bottom = dict.fromkeys(periods, 0.0), dict.fromkeys(periods, 0.0)
    for series in read.values():
        for point in series:
            if point.period in top and point.numerator is not None and point.denominator:
                top[point.period] += point.numerator
                bottom[point.period] += point.denominator
    return tuple(top[period] / bottom[period] if bottom[period] else np.nan for period in periods)
