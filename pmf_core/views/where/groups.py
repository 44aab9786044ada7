"""Whom a figure is broken down into: units below it, sets of similar units, its siblings, or categories."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from pmf_core.access.scope import Scope
from pmf_core.definitions.peers import PeerGroup, PeerKind
from pmf_core.definitions.unit import Unit
from pmf_core.measures.cohorts import cohorts
from pmf_core.measures.read import panel
from pmf_core.series import Point
from pmf_core.store.hub import Hub
from pmf_core.views import words
from pmf_core.views.context import Choice
from pmf_core.views.metric_profile.header import Subject
from pmf_core.views.why.parts import COHORT, splits

SET, BESIDE = "set_", "beside"
"""What the name of a declared set begins with, and the name of a unit's siblings, in an address."""

FEWEST = 2
"""Fewer than two are nobody to compare."""


@dataclass(frozen=True, slots=True)
class Member:
    """One of those set beside each other, with its figure of the period."""

    name: str
    unit: str
    """Empty for a category, which has no page of its own."""
    point: Point | None


def choices(hub: Hub, held: Subject, *, scope: Scope) -> tuple[Choice, ...]:
    """What can be set beside each other, the nearest first."""
    found = splits(hub, held, scope=scope)
    levels = [choice for choice in found if not choice.id.startswith(COHORT)]
    categories = [choice for choice in found if choice.id.startswith(COHORT)]
    sets = [choice for choice in _sets(held, scope) if _has_figures(hub, held, choice, scope=scope)]
    return (*levels, *sets, *_siblings(held, scope), *categories)


def members(hub: Hub, held: Subject, chosen: str, *, scope: Scope) -> tuple[Member, ...]:
    """Those of a choice, each with its figure of the period, by name."""
    metric, point = held.assessment.metric, held.assessment.point
    assert point is not None
    if chosen.startswith(COHORT):
        found = cohorts(hub, metric, held.assessment.unit.id, dimension=chosen.removeprefix(COHORT), scope=scope)
        return tuple(Member(_named(name), "", series.at(point.period)) for name, series in found)
    # Single people are never set beside one another, not even for whoever reads each of them.
    units = [unit for unit in units_of(held, chosen) if scope.without_people().may_read(metric, unit)]
    since, until = point.period.start, point.period.end
    read = panel(hub, [metric], [unit.id for unit in units], scope=scope, since=since, until=until)
    return tuple(
        Member(unit.label, unit.id, read[metric.id, unit.id].at(point.period))
        for unit in sorted(units, key=lambda each: each.label)
        if (metric.id, unit.id) in read
    )


def _has_figures(hub: Hub, held: Subject, choice: Choice, *, scope: Scope) -> bool:
    return held.assessment.point is not None and bool(members(hub, held, choice.id, scope=scope))


def _named(category: str) -> str:
    return words.capitalised(category.replace("_", " "))


def units_of(held: Subject, chosen: str) -> Iterator[Unit]:
    """The units of a choice; categories have none."""
    organisation, unit, day = held.catalogue.organisation, held.assessment.unit, _day(held)
    if chosen.startswith(SET):
        yield from _of_set(held, held.catalogue.peers[chosen.removeprefix(SET)])
    elif chosen == BESIDE:
        yield from _siblings_of(held)
    else:
        yield from (each for each in organisation.below(unit.id, on=day) if each.level == chosen)


def _sets(held: Subject, scope: Scope) -> Iterator[Choice]:
    """The declared sets of similar units that the unit is one of, or that lie below it."""
    organisation, unit, metric = held.catalogue.organisation, held.assessment.unit, held.assessment.metric
    below = {each.id for each in organisation.below(unit.id, on=_day(held))} | {unit.id}
    for group in held.catalogue.peers.values():
        if group.kind is PeerKind.CHOSEN and group.in_force(_day(held)):
            found = [each for each in _of_set(held, group) if scope.may_read(metric, each)]
            of_the_metric = all(each.level in metric.levels for each in found)
            inside = {each.id for each in found} <= below or unit in found
            here = all(organisation.in_tree(each.id) for each in found)
            if len(found) >= FEWEST and of_the_metric and inside and here:
                yield Choice(f"{SET}{group.id}", group.name, "set")


def _of_set(held: Subject, group: PeerGroup) -> Sequence[Unit]:
    units = held.catalogue.organisation.units
    return [units[each.peer] for each in group.members if each.peer in units and each.holds_on(_day(held))]


def _siblings(held: Subject, scope: Scope) -> Iterator[Choice]:
    metric, beside, seen = held.assessment.metric, _siblings_of(held), scope.without_people()
    above = held.catalogue.organisation.parent(held.assessment.unit.id, on=_day(held))
    if above is not None and sum(seen.may_read(metric, each) for each in beside) >= FEWEST:
        yield Choice(BESIDE, f"Beside it in {above.label}", "beside")


def _siblings_of(held: Subject) -> list[Unit]:
    """The units of its level under the same one, itself among them."""
    organisation, unit, day = held.catalogue.organisation, held.assessment.unit, _day(held)
    above = organisation.parent(unit.id, on=day)
    found = organisation.children(above.id, on=day) if above else ()
    return [each for each in found if each.level == unit.level]


def _day(held: Subject) -> date:
    point = held.assessment.point
    return point.period.end if point else held.assessment.asked.end
