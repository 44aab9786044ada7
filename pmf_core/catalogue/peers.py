"""Peer groups: from files of a publisher's model, or from what the units are."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path

from pmf_core.catalogue.faults import validated
from pmf_core.catalogue.reference import reference_units, rows
from pmf_core.catalogue.yaml_file import Document, read
from pmf_core.definitions.base import Definition
from pmf_core.definitions.likeness import LikenessModel
from pmf_core.definitions.peers import Peer, PeerGroup, PeerKind
from pmf_core.definitions.unit import Unit
from pmf_core.errors import unknown

UPPER_TIER = frozenset({"County", "Unitary authority", "Metropolitan district", "London borough", "City corporation"})
"""The kinds of authority that answer for social care and schools."""

OUTSIDE_TREE = {"authority"}
"""The level of authorities other than the council itself."""


class DatedMember(Definition):
    """A member that has not always been one, or no longer is."""

    unit: str
    effective_from: date | None = None
    effective_to: date | None = None


class PeerFile(Definition):
    """One file of `config/peers`: a group, and where its members are from."""

    id: str
    name: str
    kind: PeerKind
    description: str = ""
    source: str = ""
    source_date: date
    effective_from: date
    effective_to: date | None = None
    file: str = ""
    """A long file in `data/` with a row for each pair: needed for neighbours."""
    members: tuple[str | DatedMember, ...] = ()
    """The units themselves, for a group that was chosen by hand."""
    model: LikenessModel | None = None
    """How neighbours are worked out, for a group that is computed."""


def peer_groups(folder: Path, *, data: Path, units: Mapping[str, Unit], faults: list[str]) -> dict[str, PeerGroup]:
    """Every peer group of the folder by id; what is wrong with one is added to the faults."""
    found: dict[str, PeerGroup] = {}
    for file in sorted(folder.glob("*.yaml")):
        document = read(file, named=Path(folder.parent.name, folder.name, file.name))
        faults += document.faults
        described = validated(PeerFile, document.values, document=document, faults=faults)
        if described is None:
            continue
        known = {unit.id: unit for unit in reference_units(data)} | dict(units)
        members = tuple(_members(described, data=data, units=known))
        faults += _strangers(members, document=document, units=known)
        values = described.model_dump(exclude={"file", "members"}) | {"members": members}
        group = validated(PeerGroup, values, document=document, faults=faults)
        if group is not None:
            found[group.id] = group
    return found


def _members(described: PeerFile, *, data: Path, units: Mapping[str, Unit]) -> Iterator[Peer]:
    match described.kind:
        case PeerKind.NEIGHBOURS:
            yield from _neighbours(data / described.file)
        case PeerKind.CHOSEN:
            yield from map(_chosen, described.members)
        case PeerKind.COMPUTED:
            return
        case PeerKind.REGION | PeerKind.TYPE:
            for unit in _upper_tier(data, units):
                group = unit.region if described.kind is PeerKind.REGION else unit.kind
                if group:
                    first, last = unit.effective_from, unit.effective_to
                    yield Peer(unit=group, peer=unit.id, effective_from=first, effective_to=last)


def _chosen(member: str | DatedMember) -> Peer:
    if isinstance(member, str):
        return Peer(unit="", peer=member)
    return Peer(unit="", peer=member.unit, effective_from=member.effective_from, effective_to=member.effective_to)


def _neighbours(file: Path) -> Iterator[Peer]:
    for row in rows(file):
        if row["neighbour_gss_code"]:
            yield Peer(
                unit=row["gss_code"],
                peer=row["neighbour_gss_code"],
                rank=int(row["rank"]),
                closeness=row["closeness"].capitalize(),
            )


def _upper_tier(data: Path, units: Mapping[str, Unit]) -> Iterator[Unit]:
    """Authorities now and before, as the reference files know them: the council's entry needn't repeat its type."""
    for unit in reference_units(data):
        if unit.level in OUTSIDE_TREE and unit.kind in UPPER_TIER and unit.id in units:
            yield unit


def _strangers(members: tuple[Peer, ...], *, document: Document, units: Mapping[str, Unit]) -> list[str]:
    named = {member.peer for member in members}
    return [
        f"{document.at(('members',))}: {unknown('unit', name, units, place='the organisation')}"
        for name in sorted(named - set(units))
    ]
