"""Who may approve a return: its named approver, or whoever approves returns for all of its units.

Either way it takes a role that approves returns. The named approver is the person who signs in with the address that
the framework gives for that owner.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from pmf_core.access.rights import Rights, rights_of
from pmf_core.catalogue.catalogue import Catalogue
from pmf_core.catalogue.returns import units_by_item
from pmf_core.definitions.person import Action, Person
from pmf_core.definitions.returning import Return
from pmf_core.errors import AccessDenied

MOST_NAMED = 4
"""How many people are named who may approve: the named approver stands first anyway."""


@dataclass(frozen=True)
class Approval:
    """The approval of a return, as the organisation stands today."""

    catalogue: Catalogue
    asked: Return
    today: date

    def is_open_to(self, rights: Rights) -> bool:
        """Whether somebody may approve the return."""
        if not rights.may(Action.APPROVE):
            return False
        own = self.catalogue.organisation.standing_under(rights.units_of(Action.APPROVE), on=self.today)
        return self._is_named(rights.person) or self._units <= own

    def require(self, rights: Rights) -> None:
        """Refuse whoever may not, and say who may."""
        if not self.is_open_to(rights):
            raise AccessDenied(f"{rights.person.name} may not approve '{self.asked.name}': {self.who_may}")

    def why_not(self) -> str:
        """Why somebody may not, as it is said to themselves."""
        return f"Your roles don't approve this return: {self.who_may}"

    @property
    def who_may(self) -> str:
        """Who approves it, in a sentence of its own."""
        owner = self.catalogue.owner(self.asked.approver).name
        people = [rights_of(one, self.catalogue.access, today=self.today) for one in self.catalogue.people]
        others = [one.person.name for one in people if self.is_open_to(one) and not self._is_named(one.person)]
        told = "; ".join([*others[:MOST_NAMED], *(["others"] if len(others) > MOST_NAMED else [])])
        beside = f", or by whoever approves returns for all of its units: {told}" if told else ""
        return f"it is approved by the {owner}{beside}."

    @property
    def _units(self) -> frozenset[str]:
        by_item = units_by_item(self.asked, self.catalogue.organisation, on=self.today)
        return frozenset(unit for units in by_item.values() for unit in units)

    def _is_named(self, person: Person) -> bool:
        address = self.catalogue.owner(self.asked.approver).contact.casefold()
        return address in (identity.casefold() for identity in person.identities)
