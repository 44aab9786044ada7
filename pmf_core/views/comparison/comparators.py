"""Who a unit is compared with: its neighbours, its region, its type, the whole country, or a group chosen by hand."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from pmf_core.access.scope import Scope
from pmf_core.catalogue.catalogue import Catalogue
from pmf_core.definitions.metric import Metric
from pmf_core.definitions.peers import PeerGroup, PeerKind
from pmf_core.definitions.unit import Unit
from pmf_core.errors import NotPossible, unknown
from pmf_core.store.hub import Hub
from pmf_core.views import words
from pmf_core.views.assessment import Assessment, reading_day
from pmf_core.views.comparison.groups import everyone_like, in_every_tier, members_of
from pmf_core.views.comparison.likeness import Likeness, likeness

ENGLAND = "E92000001"
"""The country's code in the register of the Office for National Statistics."""

WHOLE_COUNTRY = "england"
"""The comparator that is every authority."""

BY_NAME = (PeerKind.CHOSEN, PeerKind.COMPUTED)
"""Groups that are always asked for by their own name: there may be several of a kind."""


@dataclass(frozen=True, slots=True)
class Offer:
    """A group that a unit can be compared with."""

    id: str
    name: str
    group: PeerGroup | None
    """None is the whole country."""


@dataclass(frozen=True, slots=True)
class Comparator:
    """A group to be compared with, and who is in it."""

    id: str
    name: str
    others: str
    """The group inside a sentence: 'its statistical neighbours'."""
    members: tuple[str, ...]
    """Without the unit itself, the closest first."""
    published: str | None
    """The unit whose published figure stands for the whole group, if there can be one."""
    description: str
    """Whose grouping it is, and of when."""
    plain_mean: bool = False
    """Whether its average is the plain mean of its members (LAIT), and not the sum over the sum."""
    source: str = ""
    """Who says who belongs to it; empty where everybody does, and where it is worked out here."""
    source_date: date | None = None
    likeness: Likeness | None = None
    """How alike the members are, where they were worked out here."""


def offered(catalogue: Catalogue, metric: Metric, unit: Unit, *, on: date, then: date) -> tuple[Offer, ...]:
    """The groups that a metric at a unit can be compared with, as they are on the day of reading.

    The groups in force on that day serve every period, so that a series is compared with one group throughout;
    an older edition stays on offer under its own name. Who belongs to a region or a type is read for `then`, the
    last day of the period compared.
    """
    by_name: dict[str, Offer] = {}
    for offer in _offers(catalogue, metric, unit, on=on, then=then):
        by_name.setdefault(offer.name, offer)
    return tuple(by_name.values())


def comparator(hub: Hub, assessment: Assessment, *, named: str, scope: Scope) -> Comparator:
    """The group of that name; refuses what isn't there, and says what is."""
    catalogue, metric, unit = hub.catalogue_at(scope.as_at), assessment.metric, assessment.unit
    found = _offers(catalogue, metric, unit, on=reading_day(hub, scope), then=compared_on(assessment))
    offers = {offer.id: offer for offer in found}
    if named in offers:
        return settled(hub, offers[named], assessment, scope=scope)
    if named not in known_names(catalogue):
        raise unknown("comparator", named, known_names(catalogue))
    if not offers:
        raise NotPossible(why_none(catalogue, metric, unit))
    told = words.listed([f"'{name}'" for name in offers])
    raise NotPossible(f"'{metric.name}' at {unit.label} can't be compared with '{named}': choose from {told}.")


def settled(hub: Hub, offer: Offer, assessment: Assessment, *, scope: Scope) -> Comparator:
    """The group with its members, who belong to it on the last day of the period compared."""
    catalogue, unit, then = hub.catalogue_at(scope.as_at), assessment.unit, compared_on(assessment)
    if offer.group is None:
        described = "Every authority in England that answers for the same services."
        everyone = everyone_like(catalogue, unit, then=then)
        return Comparator(offer.id, offer.name, "the rest of England", everyone, ENGLAND, described)
    group, alike = offer.group, None
    members = members_of(catalogue, group, unit, then=then)
    if group.model is not None:
        alike = likeness(hub, group.model, unit, scope=scope)
        members = tuple(neighbour.unit.id for neighbour in alike.neighbours)
    registered = group.kind not in (PeerKind.REGION, PeerKind.TYPE) or in_every_tier(catalogue, unit)
    return Comparator(
        id=offer.id,
        name=offer.name,
        others=_others(catalogue, group, unit),
        members=members,
        published=unit.region if group.kind is PeerKind.REGION else None,
        description=(group.description or group.name) if registered else "Every body of the same kind.",
        plain_mean=group.kind in (PeerKind.NEIGHBOURS, PeerKind.COMPUTED),
        source=group.source if registered else "",
        source_date=group.source_date,
        likeness=alike,
    )


def compared_on(assessment: Assessment) -> date:
    """The last day of the period that is compared."""
    return assessment.point.period.end if assessment.point else assessment.asked.end


def known_names(catalogue: Catalogue) -> tuple[str, ...]:
    """Every name that a comparator may have."""
    return (*(kind.value for kind in PeerKind if kind not in BY_NAME), WHOLE_COUNTRY, *catalogue.peers)


def why_none(catalogue: Catalogue, metric: Metric, unit: Unit) -> str:
    """Why there is nobody to compare with."""
    if not metric.comparators:
        return f"'{metric.name}' is {catalogue.settings.council_name}'s own: nobody else publishes it."
    return f"{unit.label} stands in none of the groups that '{metric.name}' is compared in."


def _offers(catalogue: Catalogue, metric: Metric, unit: Unit, *, on: date, then: date) -> tuple[Offer, ...]:
    found = (*_by_kind(catalogue, metric, unit, on=on), *_by_name(catalogue, metric, unit, on=on))
    return tuple(offer for offer in found if _has_members(catalogue, offer, unit, then=then))


def _has_members(catalogue: Catalogue, offer: Offer, unit: Unit, *, then: date) -> bool:
    if offer.group is None:
        return bool(everyone_like(catalogue, unit, then=then))
    return bool(members_of(catalogue, offer.group, unit, then=then))


def _by_kind(catalogue: Catalogue, metric: Metric, unit: Unit, *, on: date) -> Iterator[Offer]:
    for name in metric.comparators:
        if name == WHOLE_COUNTRY:
            yield Offer(name, "All of England", None)
            continue
        for group in catalogue.peers.values():
            if group.kind == name and group.kind not in BY_NAME and group.in_force(on):
                yield Offer(name, named_for(catalogue, group, unit), group)


def _by_name(catalogue: Catalogue, metric: Metric, unit: Unit, *, on: date) -> Iterator[Offer]:
    """Groups chosen by hand or computed, and every edition of the neighbours under its own name."""
    for group in catalogue.peers.values():
        own = group.kind in BY_NAME and bool(metric.comparators)
        another = group.kind is PeerKind.NEIGHBOURS and group.kind in metric.comparators
        if (own and group.in_force(on)) or another:
            yield Offer(group.id, named_for(catalogue, group, unit), group)


def named_for(catalogue: Catalogue, group: PeerGroup, unit: Unit) -> str:
    """What a group is called for a unit: its region, its type, or the name of its own."""
    match group.kind:
        case PeerKind.REGION:
            return catalogue.organisation.unit(unit.region).name if unit.region else group.name
        case PeerKind.TYPE:
            return f"Same type: {unit.kind if unit.kind.startswith('NHS') else unit.kind.lower()}"
        case _:
            return group.name


def _others(catalogue: Catalogue, group: PeerGroup, unit: Unit) -> str:
    """The group inside a sentence."""
    match group.kind:
        case PeerKind.NEIGHBOURS:
            return "its statistical neighbours"
        case PeerKind.COMPUTED:
            return "the authorities most like it"
        case PeerKind.REGION:
            return f"the rest of {named_for(catalogue, group, unit)}"
        case PeerKind.TYPE:
            return "the others of its type"
        case PeerKind.CHOSEN:
            return f"the others of '{group.name}'"
