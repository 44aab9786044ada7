"""Who belongs to a group on a day: reorganisations and changes of membership are read by date."""

from __future__ import annotations

from datetime import date

from pmf_core.catalogue.catalogue import Catalogue
from pmf_core.definitions.peers import Peer, PeerGroup, PeerKind
from pmf_core.definitions.unit import Unit


def members_of(catalogue: Catalogue, group: PeerGroup, unit: Unit, *, then: date) -> tuple[str, ...]:
    """The others of a unit's group on a day, the closest first; of a computed group, who may be computed among."""
    match group.kind:
        case PeerKind.NEIGHBOURS | PeerKind.CHOSEN:
            return group.peers_of(unit.id, on=then)
        case PeerKind.COMPUTED:
            return everyone_like(catalogue, unit, then=then) if in_every_tier(catalogue, unit) else ()
        case PeerKind.REGION:
            listed = group.peers_of(unit.id, on=then)
            return listed or (_alike(catalogue, unit, then=then, region=unit.region) if unit.region else ())
        case PeerKind.TYPE:
            listed = group.peers_of(unit.id, on=then)
            return listed or (_alike(catalogue, unit, then=then, kind=unit.kind) if unit.kind else ())


def in_every_tier(catalogue: Catalogue, unit: Unit) -> bool:
    """Whether a unit is an authority that answers for social care and schools: a model of likeness knows those."""
    return any(unit.id in _listed(group) for group in catalogue.peers.values() if group.kind is PeerKind.TYPE)


def everyone_like(catalogue: Catalogue, unit: Unit, *, then: date) -> tuple[str, ...]:
    """Every other unit that answers for the same things on a day: all upper-tier authorities, or all of its kind."""
    for group in catalogue.peers.values():
        if group.kind is PeerKind.TYPE and unit.id in (listed := _listed(group)):
            return tuple(name for name, there in listed.items() if name != unit.id and there.holds_on(then))
    return _alike(catalogue, unit, then=then, kind=unit.kind)


def _listed(group: PeerGroup) -> dict[str, Peer]:
    return {member.peer: member for member in group.members}


def _alike(
    catalogue: Catalogue, unit: Unit, *, then: date, region: str | None = None, kind: str = ""
) -> tuple[str, ...]:
    """Units of the same level on a day, of a region or kind if one is named."""
    return tuple(
        held.id
        for held in catalogue.organisation.units.values()
        if held.level == unit.level and held.exists_on(then) and held.id != unit.id
        and (region is None or held.region == region) and (not kind or held.kind == kind)
    )  # fmt: skip
