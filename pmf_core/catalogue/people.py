"""People, roles and sign-in from `config/people.yaml`."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

from pmf_core.catalogue.catalogue import Catalogue
from pmf_core.catalogue.faults import validated
from pmf_core.catalogue.yaml_file import Document, read
from pmf_core.definitions.person import ALL, Access, Grant, Person
from pmf_core.definitions.sign_in import SignIn
from pmf_core.errors import DefinitionError, did_you_mean

FILE = "people.yaml"
"""The file in `config/`; without it nobody but the machine's own user may come in."""

APART = ("sign_in", "people")
"""The parts of the file that are read by themselves."""


def read_people(config: Path, *, faults: list[str]) -> tuple[Access, tuple[Person, ...]]:
    """The table of roles and everyone who may sign in by name; what is wrong is added to the faults."""
    document = _document(config)
    if document is None:
        return Access(), ()
    faults += document.faults
    values = {key: value for key, value in document.values.items() if key not in APART}
    access = validated(Access, values, document=document, faults=faults)
    validated(SignIn, document.values.get("sign_in", {}), document=document, place=("sign_in",), faults=faults)
    entries = document.values.get("people") or ()
    people = (
        validated(Person, entry, document=document, place=("people", index), faults=faults)
        for index, entry in enumerate(entries)
    )
    return access or Access(), tuple(person for person in people if person is not None)


def sign_in_of(config: Path) -> SignIn:
    """How people sign in to this installation; raises DefinitionError with every fault of it."""
    document = _document(config)
    if document is None:
        return SignIn()
    faults = list(document.faults)
    values = document.values.get("sign_in", {})
    found = validated(SignIn, values, document=document, place=("sign_in",), faults=faults)
    if found is None or faults:
        raise DefinitionError(faults)
    return found


def _document(config: Path) -> Document | None:
    file = config / FILE
    return read(file, named=Path(config.name, FILE)) if file.exists() else None


def grants_are_of_something(catalogue: Catalogue) -> Iterator[str]:
    """Roles, levels and units that people.yaml names are there, and so are the people's own units."""
    roles = {role.id for role in catalogue.access.roles}
    for where, grant in _grants(catalogue):
        if grant.role not in roles:
            yield f"{where}: there is no role '{grant.role}'.{did_you_mean(grant.role, roles)}"
        yield from _unknown_units(catalogue, where, grant.units)
    levels = {level.id for level in catalogue.framework.levels}
    for role in catalogue.access.roles:
        for name in sorted(set(role.levels) - levels):
            yield f"role '{role.id}': there is no level '{name}'.{did_you_mean(name, levels)}"
        if ALL in role.pages and len(role.pages) > 1:
            yield f"role '{role.id}': 'all' pages and others beside it: keep one of them."
    for name in catalogue.access.ladder:
        if name not in roles:
            yield f"ladder: there is no role '{name}'.{did_you_mean(name, roles)}"
    for person in catalogue.people:
        named = (*person.line_manages, *filter(None, (person.works_as, person.home)))
        yield from _unknown_units(catalogue, f"person '{person.id}'", named)


def identities_are_unique(catalogue: Catalogue) -> Iterator[str]:
    """Nobody signs in as two people, and no two people share an id."""
    seen: dict[tuple[str, str], list[str]] = defaultdict(list)
    for person in catalogue.people:
        seen["id", person.id].append(person.id)
        for identity in person.identities:
            seen["identity", identity.casefold()].append(person.id)
    for (kind, name), held in seen.items():
        if len(held) > 1:
            yield f"people.yaml: the {kind} '{name}' stands for {len(held)} people ({', '.join(held)}): keep one."


def _grants(catalogue: Catalogue) -> Iterator[tuple[str, Grant]]:
    access = catalogue.access
    for group in access.groups:
        yield f"group '{group.group}'", group.grant
    if access.everyone:
        yield "everyone", access.everyone
    for person in catalogue.people:
        for grant in person.grants:
            yield f"person '{person.id}'", grant


def _unknown_units(catalogue: Catalogue, where: str, named: tuple[str, ...]) -> Iterator[str]:
    known = catalogue.organisation.units
    for name in named:
        if name not in known:
            yield f"{where}: there is no unit '{name}'.{did_you_mean(name, known)}"
