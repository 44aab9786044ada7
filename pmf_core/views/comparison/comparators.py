"""Who a unit is compared with: its neighbours, its region, its type, the whole country, or a group chosen by hand."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from pmf_core.catalogue.catalogue import Catalogue
from pmf_core.definitions.metric import Metric
from pmf_core.definitions.peers import PeerGroup, PeerKind
from pmf_core.definitions.unit import Unit
from pmf_core.errors import NotPossible, unknown
from pmf_core.views import words

ENGLAND = "E92000001"
"""The country's code in the register of the Office for National Statistics."""

WHOLE_COUNTRY = "england"
"""The comparator that is every authority."""


@dataclass(frozen=True, slots=True)
class Comparator:
    """A group to be compared with."""

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
    """Who says who belongs to it; empty where everybody does."""
    source_date: date | None = None


def offered(catalogue: Catalogue, metric: Metric, unit: Unit, *, on: date) -> tuple[Comparator, ...]:
    """The groups that a metric at a unit can be compared with, as they are on the day of reading.

    The groups in force on that day serve every period, so that a series is compared with one group throughout;
    an older edition stays on offer under its own name.
    """
    by_name: dict[str, Comparator] = {}
    for group in _groups(catalogue, metric, unit, on=on):
        by_name.setdefault(group.name, group)
    return tuple(by_name.values())


def _groups(catalogue: Catalogue, metric: Metric, unit: Unit, *, on: date) -> tuple[Comparator, ...]:
    found = [*_by_kind(catalogue, metric, unit, on=on), *_by_name(catalogue, metric, unit, on=on)]
    return tuple(group for group in found if group.members)


def comparator(catalogue: Catalogue, metric: Metric, unit: Unit, *, named: str, on: date) -> Comparator:
    """The group of that name; refuses what isn't there, and says what is."""
    groups = {group.id: group for group in _groups(catalogue, metric, unit, on=on)}
    if named in groups:
        return groups[named]
    if named not in known_names(catalogue):
        raise unknown("comparator", named, known_names(catalogue))
    if not groups:
        raise NotPossible(why_none(catalogue, metric, unit))
    told = words.listed([f"'{name}'" for name in groups])
    raise NotPossible(f"'{metric.name}' at {unit.label} can't be compared with '{named}': choose from {told}.")


def known_names(catalogue: Catalogue) -> tuple[str, ...]:
    """Every name that a comparator may have."""
    return (*(kind.value for kind in PeerKind if kind is not PeerKind.CHOSEN), WHOLE_COUNTRY, *catalogue.peers)


def why_none(catalogue: Catalogue, metric: Metric, unit: Unit) -> str:
    """Why there is nobody to compare with."""
    if not metric.comparators:
        return f"'{metric.name}' is {catalogue.settings.council_name}'s own: nobody else publishes it."
    return f"{unit.label} stands in none of the groups that '{metric.name}' is compared in."


def everyone_like(catalogue: Catalogue, unit: Unit) -> tuple[str, ...]:
    """Every other unit that answers for the same things: all upper-tier authorities, or all of its level."""
    for group in catalogue.peers.values():
        listed = dict.fromkeys(member.peer for member in group.members)
        if group.kind is PeerKind.TYPE and unit.id in listed:
            return tuple(member for member in listed if member != unit.id)
    return _still_there(catalogue, unit)


def _still_there(catalogue: Catalogue, unit: Unit, *, region: str | None = None, kind: str = "") -> tuple[str, ...]:
    """Units of the same level today, of a region or kind if one is named."""
    return tuple(
        held.id
        for held in catalogue.organisation.units.values()
        if held.level == unit.level and held.effective_to is None and held.id != unit.id
        and (region is None or held.region == region) and (not kind or held.kind == kind)
    )  # fmt: skip


def _by_kind(catalogue: Catalogue, metric: Metric, unit: Unit, *, on: date) -> Iterator[Comparator]:
    for name in metric.comparators:
        if name == WHOLE_COUNTRY:
            described = "Every authority in England that answers for the same services."
            everyone = everyone_like(catalogue, unit)
            yield Comparator(name, "All of England", "the rest of England", everyone, ENGLAND, described)
            continue
        for group in catalogue.peers.values():
            if group.kind == name and group.kind is not PeerKind.CHOSEN and _in_force(group, on):
                yield _comparator(catalogue, group, unit, named=name)


def _by_name(catalogue: Catalogue, metric: Metric, unit: Unit, *, on: date) -> Iterator[Comparator]:
    """Groups chosen by hand, and every edition of the neighbours under its own name."""
    for group in catalogue.peers.values():
        chosen = group.kind is PeerKind.CHOSEN and bool(metric.comparators)
        another = group.kind is PeerKind.NEIGHBOURS and group.kind in metric.comparators
        if (chosen and _in_force(group, on)) or another:
            yield _comparator(catalogue, group, unit, named=group.id)


def _in_force(group: PeerGroup, day: date) -> bool:
    return group.effective_from <= day and (group.effective_to is None or day <= group.effective_to)


def _comparator(catalogue: Catalogue, group: PeerGroup, unit: Unit, *, named: str) -> Comparator:
    members, published, name, others = group.peers_of(unit.id), None, group.name, f"the group '{group.name}'"
    if group.kind is PeerKind.NEIGHBOURS:
        others = "its statistical neighbours"
    elif group.kind is PeerKind.REGION:
        published = unit.region
        region = catalogue.organisation.unit(unit.region).name if unit.region else "its region"
        name, others = region, f"the rest of {region}"
        members = members or (_still_there(catalogue, unit, region=unit.region) if unit.region else ())
    elif group.kind is PeerKind.TYPE:
        name, others = f"Same type: {unit.kind.lower()}", "the others of its type"
        members = members or (_still_there(catalogue, unit, kind=unit.kind) if unit.kind else ())
    return Comparator(
        id=named,
        name=name,
        others=others,
        members=members,
        published=published,
        description=group.description or group.name,
        plain_mean=group.kind is PeerKind.NEIGHBOURS,
        source=group.source,
        source_date=group.source_date,
    )
