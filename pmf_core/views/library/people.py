"""The tab People & access: who holds which role where, what that opens, and what has nobody to answer for it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from pmf_core.access.rights import Rights
from pmf_core.access.scope import Scope
from pmf_core.catalogue.catalogue import Catalogue
from pmf_core.definitions.metric import Sensitivity
from pmf_core.definitions.person import ACTION_WORDS, ALL, Action, Grant, Person, Role
from pmf_core.store.hub import Hub
from pmf_core.views import words
from pmf_core.views.assessment import reading_day
from pmf_core.views.library.orphans import orphans
from pmf_core.views.library.proof import Proof, own_proof, proof
from pmf_core.views.status import Table

READERS = (Action.VIEW_AS, Action.READ_AUDIT)
"""Whoever may do one of these sees everybody's access: stewards and auditors. Others see their own."""

ROLES = ("Role", "Duty", "Reads in its own units", "Reads elsewhere", "Levels", "Pages", "May")
PEOPLE = ("Person", "Roles and units", "Held", "Line manages", "Signs in as", "Standing")


@dataclass(frozen=True, slots=True)
class PeopleAndAccess:
    """The register as it stood at the moment read; without the right to it, one's own row."""

    sentence: str
    own: Proof | None
    """What somebody may see and why: one's own, or that of the person chosen."""
    roles: Table | None = None
    people: Table | None = None
    person_ids: tuple[str, ...] = ()
    orphans: tuple[Table, ...] = ()


def may_read_register(rights: Rights) -> bool:
    """Whether everybody's access is theirs to see."""
    return any(rights.may(action) for action in READERS)


def people_and_access(hub: Hub, *, scope: Scope, rights: Rights, who: str = "") -> PeopleAndAccess:
    """Everybody's roles for whoever keeps or checks them; to others, what they see and why."""
    catalogue, day = hub.catalogue_at(scope.as_at), reading_day(hub, scope)
    if not may_read_register(rights):
        told = "What you may see and why. Everybody's access is open to stewards and auditors."
        return PeopleAndAccess(told, own_proof(hub, rights, scope=scope))
    chosen = proof(hub, catalogue.person(who), catalogue, on=day) if who else None
    return PeopleAndAccess(
        sentence=_sentence(catalogue, day),
        own=chosen,
        roles=role_table(catalogue),
        people=_people(catalogue, day),
        person_ids=tuple(person.id for person in _in_order(catalogue.people)),
        orphans=orphans(hub, catalogue, scope=scope, on=day),
    )


def _sentence(catalogue: Catalogue, day: date) -> str:
    people = catalogue.people
    held = sum(_standing(person, day) == "Active" for person in people)
    told = f"{words.count(len(people), 'person', 'people')} in {words.count(len(catalogue.access.roles), 'role')} on "
    told += f"{words.day(day)}: {held} active, {len(people) - held} not."
    rule = catalogue.access.individual_level
    return f"{told} Figures of single people are {'open to line managers' if rule.on else 'switched off'}."


def role_table(catalogue: Catalogue) -> Table:
    """Each role with what it reads, opens and does."""
    return Table(
        "Roles", ROLES, tuple(_role(catalogue, role) for role in catalogue.access.roles), note=_note(catalogue)
    )


def _note(catalogue: Catalogue) -> str:
    access = catalogue.access
    told = [
        f"Members of {held.group} sign in as {_role_name(catalogue, held.role)} of {_units(catalogue, held.units)}."
        for held in access.groups
    ]
    if access.everyone:
        name = _role_name(catalogue, access.everyone.role)
        told.append(f"Whoever else the provider lets in is {name} of {_units(catalogue, access.everyone.units)}.")
    else:
        told.append("Whoever is neither listed nor in a group is turned away.")
    return " ".join(told)


def _role(catalogue: Catalogue, role: Role) -> tuple[str, ...]:
    levels = [level.name if (level := catalogue.framework.level(name)) else name for name in role.levels]
    return (
        role.name,
        role.duty,
        reads(role.inside, joint=role.joint, exact=role.exact),
        "The same" if role.outside == role.inside and not role.joint else reads(role.outside, joint=role.joint),
        words.listed(levels) or "All but single people",
        page_words(role.pages, every=_pages(catalogue)),
        words.capitalised(words.listed([ACTION_WORDS[action].lower() for action in role.actions])) or "Read only",
    )


def reads(ceiling: Sensitivity | None, *, joint: bool = False, exact: bool = False) -> str:
    """How sensitive a metric may be that is read, in words."""
    if ceiling is None:
        return "Nothing"
    told = {
        Sensitivity.PUBLIC: "Public metrics",
        Sensitivity.INTERNAL: "Public and internal metrics",
        Sensitivity.RESTRICTED: "Public, internal and restricted metrics",
    }[ceiling]
    told += " that are shared with it" if joint else ""
    return f"{told}, small numbers exactly on the screen" if exact else told


def _pages(catalogue: Catalogue) -> tuple[str, ...]:
    """Every page that some role names."""
    return tuple(dict.fromkeys(page for role in catalogue.access.roles for page in role.pages if page != ALL))


def page_words(pages: Iterable[str], *, every: Iterable[str]) -> str:
    """The pages of a role as they are called on screen: those that are missing where these are fewer.

    >>> page_words(["home", "metric"], every=["home", "metric", "vital_signs"])
    'All but Vital Signs'
    """
    held = set(pages)
    lacking = [page for page in every if page not in held]
    if ALL in held or not lacking:
        return "Every page"
    if not held:
        return "None: reads without signing in"
    if len(lacking) < len(held):
        return f"All but {words.listed([page_name(page) for page in lacking])}"
    return words.listed([page_name(page) for page in every if page in held])


def page_name(page: str) -> str:
    """A page as it is called on screen.

    >>> page_name("vital_signs")
    'Vital Signs'
    """
    return page.replace("_", " ").title()


def _people(catalogue: Catalogue, day: date) -> Table:
    rows = tuple(_row(catalogue, person, day) for person in _in_order(catalogue.people))
    note = "" if rows else "Nobody is listed by name: groups of the sign-in provider decide."
    return Table(f"People on {words.day(day)}", PEOPLE, rows, note=note)


def _in_order(people: Iterable[Person]) -> list[Person]:
    """Active people by name, then those who no longer come in."""
    return sorted(people, key=lambda person: (person.disabled, person.name.casefold()))


def _row(catalogue: Catalogue, person: Person, day: date) -> tuple[str, ...]:
    return (
        person.name,
        "; ".join(grant_words(catalogue, grant) for grant in person.grants) or "No role",
        "; ".join(_held(grant) for grant in person.grants),
        _units(catalogue, person.line_manages),
        ", ".join(person.identities) or "Not set: can't sign in",
        _standing(person, day) + (", illustrative" if person.illustrative else ""),
    )


def grant_words(catalogue: Catalogue, grant: Grant) -> str:
    """A role with where it is held: 'Team manager of Ashfield Living Well Team'."""
    return f"{_role_name(catalogue, grant.role)} of {_units(catalogue, grant.units)}"


def _role_name(catalogue: Catalogue, role_id: str) -> str:
    role = catalogue.access.role(role_id)
    return role.name if role else f"'{role_id}', a role that no longer exists"


def _units(catalogue: Catalogue, unit_ids: Iterable[str]) -> str:
    held = catalogue.organisation.units
    return words.listed([held[unit].name if unit in held else f"'{unit}', no longer a unit" for unit in unit_ids])


def _held(grant: Grant) -> str:
    """From when to when a role is held."""
    first = f"from {words.day(grant.effective_from)}" if grant.effective_from else ""
    last = f"until {words.day(grant.effective_to)}" if grant.effective_to else ""
    return words.capitalised(" ".join(filter(None, (first, last)))) or "Without dates"


def _standing(person: Person, day: date) -> str:
    if person.disabled:
        return "Disabled"
    if any(grant.holds_on(day) for grant in person.grants):
        return "Active"
    begins = [grant.effective_from for grant in person.grants if grant.effective_from and grant.effective_from > day]
    return f"Begins on {words.day(min(begins))}" if begins else "Every role has ended" if person.grants else "No role"
