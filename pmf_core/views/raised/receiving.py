"""Whom something that is raised is for: the next roles up the ladder at its unit, or whoever owns the metric."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from pmf_core.access.rights import LOCAL_ROLE, Rights
from pmf_core.catalogue.catalogue import Catalogue
from pmf_core.definitions.person import Grant, Person
from pmf_core.store.raised import Raised


def is_local(rights: Rights) -> bool:
    """Whether the hub serves one machine only, whose user answers for everybody."""
    return any(role.id == LOCAL_ROLE.id for role, _ in rights.held)


def receives(rights: Rights, held: Raised, catalogue: Catalogue, *, on: date) -> bool:
    """Whether something was raised with a person."""
    if is_local(rights):
        return True
    if held.to_owner:
        return _owns(rights.person, held.to_owner, catalogue)
    grants = [grant for role, grant in rights.held if role.id == held.to_role]
    return _answers_for(rights.person, grants, held.to_role, held.unit_id, catalogue, on=on)


def receivers(catalogue: Catalogue, role: str, unit: str, *, on: date) -> tuple[str, ...]:
    """Everybody listed who holds a role at a unit or above it."""
    return tuple(
        person.name
        for person in catalogue.people
        if not person.disabled
        and _answers_for(
            person, [g for g in person.grants if g.role == role and g.holds_on(on)], role, unit, catalogue, on=on
        )
    )


def _owns(person: Person, owner: str, catalogue: Catalogue) -> bool:
    contact = catalogue.owner(owner).contact.casefold()
    return contact in {identity.casefold() for identity in person.identities}


def _answers_for(person: Person, grants: list[Grant], role: str, unit: str, catalogue: Catalogue, *, on: date) -> bool:
    ladder = catalogue.access.ladder
    if ladder and role == ladder[0] and unit in person.line_manages:
        return True
    above = {each.id for each in catalogue.organisation.path(unit, on=on)}
    return any(above.intersection(grant.units) for grant in grants)


def steps_up(rights: Rights, unit: str, catalogue: Catalogue, *, on: date) -> tuple[str, ...]:
    """The roles above somebody's own at a unit, the next one first; somebody outside the ladder has all of it above."""
    ladder = catalogue.access.ladder
    above = {each.id for each in catalogue.organisation.path(unit, on=on)}
    held = [ladder.index(r.id) for r, grant in rights.held if r.id in ladder and above.intersection(grant.units)]
    return ladder[max(held, default=-1) + 1 :]


@dataclass(frozen=True, slots=True)
class Rung:
    """A role that something can be raised with, and who holds it there."""

    role: str
    words: str
    is_held: bool


def rungs(rights: Rights, unit: str, catalogue: Catalogue, *, on: date, managers: bool) -> Iterator[Rung]:
    """The steps up with who holds each; a team's own manager is one to tell, never one to escalate to."""
    for role_id in steps_up(rights, unit, catalogue, on=on):
        role = catalogue.access.role(role_id)
        if role is None or (role_id == catalogue.access.ladder[0] and not managers):
            continue
        named = receivers(catalogue, role_id, unit, on=on)
        yield Rung(role_id, f"{role.name} ({', '.join(named) if named else 'nobody listed here'})", bool(named))
