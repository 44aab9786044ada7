"""Peer groups: who is compared with whom, by whose model, from when."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import Self

from pydantic import model_validator

from pmf_core.definitions.base import Definition
from pmf_core.definitions.likeness import LikenessModel


class PeerKind(StrEnum):
    """What makes units peers."""

    NEIGHBOURS = "neighbours"
    """Each unit has its own peers, ranked by how close they are, by a publisher's model."""
    COMPUTED = "computed"
    """The same by a model of the council's own, worked out from figures that the hub holds."""
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
    effective_from: date | None = None
    effective_to: date | None = None
    """The first and the last day of a membership that has not always been."""

    def holds_on(self, day: date | None) -> bool:
        """Whether it is a member on a day; without a day, whether it ever was."""
        if day is None:
            return True
        begun = self.effective_from is None or self.effective_from <= day
        return begun and (self.effective_to is None or day <= self.effective_to)


class PeerGroup(Definition):
    """A way of choosing comparators, in one edition."""

    id: str
    name: str
    kind: PeerKind
    description: str = ""
    source: str = ""
    """Whose model or register it is; empty where the hub works it out."""
    source_date: date
    effective_from: date
    effective_to: date | None = None
    members: tuple[Peer, ...] = ()
    model: LikenessModel | None = None
    """How neighbours are worked out, where they are computed."""

    @model_validator(mode="after")
    def _computed_by_a_model(self) -> Self:
        if (self.kind is PeerKind.COMPUTED) != (self.model is not None):
            raise ValueError("a computed group has a model, and no other group has one")
        return self

    def in_force(self, day: date) -> bool:
        """Whether this edition holds on a day."""
        return self.effective_from <= day and (self.effective_to is None or day <= self.effective_to)

    def peers_of(self, unit: str, *, on: date | None = None) -> tuple[str, ...]:
        """The peers of a unit on a day, the closest first, without the unit itself.

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
        return tuple(member.peer for member in ranked if member.peer != unit and member.holds_on(on))
