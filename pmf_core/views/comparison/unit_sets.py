"""Sets of units to lay side by side: a unit's parts, the units beside it, and the groups that it is compared with."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from pmf_core.access.scope import INDIVIDUAL, Scope
from pmf_core.catalogue.catalogue import Catalogue
from pmf_core.definitions.peers import PeerGroup, PeerKind
from pmf_core.definitions.unit import Unit
from pmf_core.store.hub import Hub
from pmf_core.views.assessment import reading_day
from pmf_core.views.comparison.comparators import BY_NAME, named_for
from pmf_core.views.comparison.groups import in_every_tier, members_of
from pmf_core.views.comparison.likeness import likeness

PARTS, BESIDE, ALL = "parts", "beside", "all"
"""The sets within the tree: what lies directly below, what hangs from the same unit, and the lowest units below."""


@dataclass(frozen=True, slots=True)
class UnitSet:
    """Units to lay side by side."""

    id: str
    name: str
    group: PeerGroup | None = None
    """The group that it is; none for a set within the tree."""


def unit_sets(hub: Hub, unit: Unit, *, scope: Scope, then: date) -> tuple[UnitSet, ...]:
    """The sets that a unit has, the one that says most about it first."""
    catalogue = hub.catalogue_at(scope.as_at)
    groups = tuple(_groups(catalogue, unit, on=reading_day(hub, scope), then=then))
    within = tuple(_within(catalogue, unit, then=then))
    return (*groups, *within) if in_every_tier(catalogue, unit) else (*within, *groups)


def units_of(hub: Hub, chosen: UnitSet, unit: Unit, *, scope: Scope, then: date) -> tuple[Unit, ...]:
    """The units of a set that may be read; the unit itself first, unless they are its own parts."""
    organisation = hub.catalogue_at(scope.as_at).organisation
    if chosen.id == PARTS:
        found = organisation.children(unit.id, on=then)
    elif chosen.id == ALL:
        found = _lowest(hub.catalogue_at(scope.as_at), unit, then=then)
    elif chosen.group is None:
        above = organisation.parent(unit.id, on=then)
        beside = organisation.children(above.id, on=then) if above else ()
        found = (unit, *(held for held in beside if held.id != unit.id and held.level == unit.level))
    else:
        found = (unit, *map(organisation.unit, _members(hub, chosen.group, unit, scope=scope, then=then)))
    # Single people are never set beside one another, not even for whoever reads each of them.
    seen = scope.without_people()
    return tuple(held for held in found if held.id == unit.id or seen.may_read_unit(held))


def _members(hub: Hub, group: PeerGroup, unit: Unit, *, scope: Scope, then: date) -> tuple[str, ...]:
    if group.model is not None:
        return tuple(neighbour.unit.id for neighbour in likeness(hub, group.model, unit, scope=scope).neighbours)
    return members_of(hub.catalogue_at(scope.as_at), group, unit, then=then)


def _groups(catalogue: Catalogue, unit: Unit, *, on: date, then: date) -> Iterator[UnitSet]:
    held = [group for group in catalogue.peers.values() if group.in_force(on)]
    order = [PeerKind.NEIGHBOURS, PeerKind.REGION, PeerKind.TYPE, *BY_NAME]
    for group in sorted(held, key=lambda group: order.index(group.kind)):
        if members_of(catalogue, group, unit, then=then):
            named = group.id if group.kind in BY_NAME else group.kind.value
            yield UnitSet(named, named_for(catalogue, group, unit), group)


def _within(catalogue: Catalogue, unit: Unit, *, then: date) -> Iterator[UnitSet]:
    organisation = catalogue.organisation
    below = [held for held in organisation.children(unit.id, on=then) if held.level != INDIVIDUAL]
    if below:
        kinds = dict.fromkeys(level.plural for held in below if (level := catalogue.framework.level(held.level)))
        yield UnitSet(PARTS, f"Its {' and '.join(kinds)}")
    lowest = _lowest(catalogue, unit, then=then)
    if lowest and lowest[0].level not in {held.level for held in below}:
        level = catalogue.framework.level(lowest[0].level)
        yield UnitSet(ALL, f"All its {level.plural if level else 'lowest units'}")
    above = organisation.parent(unit.id, on=then)
    beside = organisation.children(above.id, on=then) if above else ()
    if unit.level != INDIVIDUAL and sum(held.level == unit.level for held in beside) > 1:
        level = catalogue.framework.level(unit.level)
        yield UnitSet(BESIDE, f"The other {level.plural if level else 'units'} of {above.label if above else ''}")


def _lowest(catalogue: Catalogue, unit: Unit, *, then: date) -> tuple[Unit, ...]:
    """The units of the level furthest below a unit, single people left out: all teams of a council."""
    below = [held for held in catalogue.organisation.below(unit.id, on=then) if held.level != INDIVIDUAL]
    return tuple(held for held in below if held.level == below[-1].level)
