"""Whoever looks, as far as Home cares: what they answer for, and what stands on their page."""

from __future__ import annotations

from dataclasses import dataclass

from pmf_core.access.rights import LOCAL_ROLE, Rights
from pmf_core.catalogue.catalogue import Catalogue
from pmf_core.definitions.person import Action, HomePart

EVERY_PART = (
    HomePart.CHANGED,
    HomePart.TASKS,
    HomePart.EXCEPTIONS,
    HomePart.MEETING,
    HomePart.TEAMS,
    HomePart.WARNINGS,
    HomePart.STRENGTHS,
    HomePart.THREAD,
    HomePart.KEPT,
    HomePart.UNITS,
)
"""What stands on the page of a role that doesn't say."""


@dataclass(frozen=True, slots=True)
class Reader:
    """One person with the roles they hold."""

    id: str
    name: str
    units: tuple[str, ...]
    """The units that their roles are for."""
    parts: tuple[HomePart, ...]
    actions: tuple[Action, ...] = ()
    identities: tuple[str, ...] = ()
    """What they are known by: an owner with one of these addresses is them."""
    everything: bool = False
    """Whether they sit at the machine itself and stand for everybody."""

    @classmethod
    def of(cls, rights: Rights) -> Reader:
        """The reader with somebody's rights."""
        roles = [role for role, _ in rights.held]
        parts = tuple(dict.fromkeys(part for role in roles for part in role.home or EVERY_PART))
        return cls(
            id=rights.person.id,
            name=rights.person.name,
            units=tuple(dict.fromkeys(unit for _, grant in rights.held for unit in grant.units)),
            parts=parts or EVERY_PART,
            actions=tuple(action for action in Action if rights.may(action)),
            identities=tuple(held.casefold() for held in rights.person.identities),
            everything=any(role.id == LOCAL_ROLE.id for role in roles),
        )

    def may(self, action: Action) -> bool:
        """Whether one of their roles allows an action."""
        return action in self.actions

    def is_owner(self, catalogue: Catalogue, owner_id: str) -> bool:
        """Whether they are the owner, or stand for everybody."""
        return self.everything or catalogue.owner(owner_id).contact.casefold() in self.identities


def somebody_is(catalogue: Catalogue, owner_id: str) -> bool:
    """Whether anybody who signs in by name is the owner."""
    contact = catalogue.owner(owner_id).contact.casefold()
    return any(contact == held.casefold() for person in catalogue.people for held in person.identities)
