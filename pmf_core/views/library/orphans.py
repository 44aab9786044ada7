"""What has nobody to answer for it: metrics, returns, decisions and units without a person who can be asked."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from pmf_core.access.rights import rights_of
from pmf_core.access.scope import INDIVIDUAL, Scope
from pmf_core.catalogue.catalogue import Catalogue
from pmf_core.definitions.person import Action, Person
from pmf_core.definitions.unit import Unit
from pmf_core.store.hub import Hub
from pmf_core.store.sealed import sealed_packs
from pmf_core.views import words
from pmf_core.views.decisions import readable_decisions
from pmf_core.views.library.metrics import readable
from pmf_core.views.status import Table


@dataclass(frozen=True, slots=True)
class Contact:
    """An owner and who, if anybody, signs in with its address."""

    name: str
    address: str
    fault: str
    """Why nobody can be asked, or nothing."""
    person: str = ""
    """Who signs in with its address, or nothing: a mailbox that is read by people whom the hub doesn't know."""


def orphans(hub: Hub, catalogue: Catalogue, *, scope: Scope, on: date) -> tuple[Table, ...]:
    """Five lists, each empty where everything has somebody to answer for it."""
    contacts = contacts_of(catalogue, on=on)
    return (
        _metrics(catalogue, contacts, scope),
        _packs(hub, catalogue, scope, on),
        _decisions(hub, catalogue, contacts, scope),
        _returns(catalogue, contacts, on),
        _units(catalogue, on),
    )


def contacts_of(catalogue: Catalogue, *, on: date) -> Mapping[str, Contact]:
    """Every owner with its contact; a person who left or lost every role no longer counts as one."""
    people = _by_address(catalogue.people)
    entries = [*(o for source in catalogue.sources.values() for o in source.owner_entries), *catalogue.framework.owners]
    found: dict[str, Contact] = {}
    for owner in entries:
        held = people.get(owner.contact.casefold(), [])
        active = [person for person in held if rights_of(person, catalogue.access, today=on).held]
        found[owner.id] = Contact(
            name=owner.name,
            address=owner.contact,
            fault=_fault(owner.contact, held, active),
            person=active[0].name if active else "",
        )
    return found


def _by_address(people: Iterable[Person]) -> dict[str, list[Person]]:
    found: defaultdict[str, list[Person]] = defaultdict(list)
    for person in people:
        for identity in person.identities:
            found[identity.casefold()].append(person)
    return found


def _fault(address: str, held: list[Person], active: list[Person]) -> str:
    if not address.strip():
        return "No contact is named"
    if held and not active:
        left = ["is disabled" if person.disabled else "holds no role any more" for person in held]
        return f"{held[0].name}, who answers at {address}, {left[0]}"
    return ""


def _contact(contacts: Mapping[str, Contact], owner: str) -> Contact:
    return contacts.get(owner, Contact(owner, "", f"The owner '{owner}' is not listed any more"))


def _metrics(catalogue: Catalogue, contacts: Mapping[str, Contact], scope: Scope) -> Table:
    held = readable(catalogue, scope)
    rows = tuple(
        (metric.name, contact.name, contact.fault)
        for metric in held
        for contact in [_contact(contacts, metric.owner)]
        if contact.fault
    )
    note = f"Each of {words.count(len(held), 'metric')} names a contact."
    return Table("Metrics without a contact", ("Metric", "Owner", "Why"), rows, note="" if rows else note)


def _packs(hub: Hub, catalogue: Catalogue, scope: Scope, on: date) -> Table:
    """Sealed packs that nobody who is still here put their name to."""
    active = {person.name for person in catalogue.people if rights_of(person, catalogue.access, today=on).held}
    sealed = sealed_packs(hub.engine, as_at=scope.as_at)
    rows = tuple(
        (
            catalogue.framework.product(held.product).name,
            catalogue.framework.body(held.body).name,
            words.day(held.sealed_at),
            f"Sealed by '{held.sealed_by}', who is not an active person of this register",
        )
        for held in sealed
        if held.sealed_by not in active
    )
    note = f"{words.count(len(sealed), 'pack')} sealed, each by somebody who can be asked."
    return Table("Packs without a contact", ("Pack", "Body", "Sealed", "Why"), rows, note="" if rows else note)


def _decisions(hub: Hub, catalogue: Catalogue, contacts: Mapping[str, Contact], scope: Scope) -> Table:
    made = readable_decisions(hub, scope=scope)
    rows = tuple(
        (
            held.decision,
            catalogue.framework.body(held.body_id).name,
            words.day(held.recorded_at),
            contact.name,
            contact.fault,
        )
        for held in made
        for contact in [_contact(contacts, held.owner_id)]
        if contact.fault
    )
    note = f"{words.count(len(made), 'decision')} recorded, each with an owner who can be asked."
    columns = ("Decision", "Body", "Decided", "Owner", "Why")
    return Table("Decisions without a contact", columns, rows, note="" if rows else note)


def _returns(catalogue: Catalogue, contacts: Mapping[str, Contact], on: date) -> Table:
    """Returns whose approver is nobody that can sign in and approve."""
    approvers = {
        identity.casefold()
        for person in catalogue.people
        if rights_of(person, catalogue.access, today=on).may(Action.APPROVE)
        for identity in person.identities
    }
    rows = tuple(
        (held.name, contact.name, contact.address, contact.fault or "Nobody who may approve signs in with this address")
        for held in catalogue.returns.values()
        for contact in [_contact(contacts, held.approver)]
        if contact.fault or contact.address.casefold() not in approvers
    )
    note = "Every return has an approver who can sign in."
    columns = ("Return", "Approver", "Contact", "Why")
    return Table("Returns without a person to approve them", columns, rows, note="" if rows else note)


def _units(catalogue: Catalogue, on: date) -> Table:
    """Units above the teams that nobody manages themselves, with who answers from above."""
    managed = _managers(catalogue, on)
    organisation = catalogue.organisation
    rows = []
    for unit in organisation.below(catalogue.settings.council, on=on):
        children = [child for child in organisation.children(unit.id, on=on) if child.level != INDIVIDUAL]
        lowest = not children
        if unit.id in managed or unit.level == INDIVIDUAL or lowest:
            continue
        bare = sum(child.id not in managed for child in children)
        rows.append(
            (unit.name, _level(catalogue, unit), _above(catalogue, unit, managed, on), f"{bare} of {len(children)}")
        )
    note = "Somebody who answers what a body asks manages a unit; an asker goes to whoever stands nearest above."
    columns = ("Unit", "Level", "Answered for by", "Units below without a manager of their own")
    return Table("Units nobody manages", columns, tuple(rows), numeric=(3,), note=note)


def _managers(catalogue: Catalogue, on: date) -> dict[str, str]:
    """Unit → who answers for it what a body asks."""
    found: dict[str, str] = {}
    for person in catalogue.people:
        for role, grant in rights_of(person, catalogue.access, today=on).held:
            if Action.ANSWER_ASK in role.actions and Action.VIEW_AS not in role.actions:
                found |= {unit: person.name for unit in grant.units if unit not in found}
    return found


def _above(catalogue: Catalogue, unit: Unit, managed: Mapping[str, str], on: date) -> str:
    path = catalogue.organisation.path(unit.id, on=on)
    return next((managed[above.id] for above in reversed(path) if above.id in managed), "Nobody")


def _level(catalogue: Catalogue, unit: Unit) -> str:
    level = catalogue.framework.level(unit.level)
    return level.name if level else unit.level
