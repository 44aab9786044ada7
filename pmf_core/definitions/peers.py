"""Peer groups: who is compared with whom, by whose model, from when."""

from __future__ import annotations

from datetime import date
from enum import StrEnum

from pmf_core.definitions.base import Definition


class PeerKind(StrEnum):
    """What makes units peers."""

    NEIGHBOURS = "neighbours"
    """Each unit has its own peers, ranked by how close they are."""
    REGION = "region"
    TYPE = "type"
    CHOSEN = "chosen"


class Peer(Definition):
    """One unit's place in another's group."""

    unit: str
    """Whose peer it is; blank where the whole group is everybody's."""
    peer: str
    rank: int = 0
    closeness: str = ""


class PeerGroup(Definition):
    """A way of choosing comparators, in one edition."""

    id: str
    name: str
    kind: PeerKind
    description: str = ""
    source: str
    source_date: date
    effective_from: date
    effective_to: date | None = None
    members: tuple[Peer, ...] = ()

    def peers_of(self, unit: str) -> tuple[str, ...]:
        """The peers of a unit, the closest first, without the unit itself.

        >>> group = PeerGroup(id="n", name="N", kind="neighbours", source="s", source_date=date(2025, 5, 1),
        ...     effective_from=date(2025, 5, 1), members=(Peer(unit="a", peer="c", rank=2), Peer(unit="a", peer="b")))
        >>> group.peers_of("a")
        ('b', 'c')
        """
        if self.kind is PeerKind.NEIGHBOURS:
            held = [member for member in self.members if member.unit == unit]
        else:
            own = {member.unit for member in self.members if member.peer == unit}
            held = [member for member in self.members if member.unit in own]
        ranked = sorted(held, key=lambda member: (member.rank, member.peer))
        return tuple(member.peer for member in ranked if member.peer != unit)
