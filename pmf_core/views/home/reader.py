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

    rights: Rights

    @property
    def name(self) -> str:
        """How they are written down where they act."""
        return self.rights.person.name

    @property
    def units(self) -> tuple[str, ...]:
        """The units that their roles are for."""
        return tuple(dict.fromkeys(unit for _, grant in self.rights.held for unit in grant.units))

    @property
    def parts(self) -> tuple[HomePart, ...]:
        """What stands on their page, in order: one role's after the other's."""
        return tuple(dict.fromkeys(part for role, _ in self.rights.held for part in role.home or EVERY_PART))

    @property
    def everything(self) -> bool:
        """Whether they sit at the machine itself and stand for everybody."""
        return any(role.id == LOCAL_ROLE.id for role, _ in self.rights.held)

    def may(self, action: Action) -> bool:
        """Whether one of their roles allows an action."""
        return self.rights.may(action)

    def is_owner(self, catalogue: Catalogue, owner_id: str) -> bool:
        """Whether they are the owner, or stand for everybody."""
        contact = catalogue.owner(owner_id).contact.casefold()
        return self.everything or contact in {held.casefold() for held in self.rights.person.identities}


def somebody_is(catalogue: Catalogue, owner_id: str) -> bool:
    """Whether anybody who signs in by name is the owner."""
    contact = catalogue.owner(owner_id).contact.casefold()
    return any(contact == held.casefold() for person in catalogue.people for held in person.identities)
