"""A file on its way out of the hub: made when it is asked for, by whoever may, and written down."""

from __future__ import annotations

from collections.abc import Callable

from pmf_core.access.rights import Rights, rights_of
from pmf_core.cli.places import store_folder
from pmf_core.definitions.person import Action, Person
from pmf_core.store.audit.entry import Deed
from pmf_core.store.audit.log import AuditLog
from ui import address
from ui.opened import hub
from ui.session import visitor


def told(make: Callable[[], bytes], **about: str) -> Callable[[], bytes]:
    """The same file with an entry in the audit log; refused to whoever lost the right since the page was drawn."""
    held, page = visitor(), address.here()

    def made() -> bytes:
        _rights_now(held.rights.person).require(Action.EXPORT)
        AuditLog(store_folder()).record(held.own.person.id, Deed.EXPORTED, page=page, **about)
        return make()

    return made


def _rights_now(person: Person) -> Rights:
    catalogue = hub().catalogue
    listed = next((held for held in catalogue.people if held.id == person.id), person)
    now = person.model_copy(update={"disabled": listed.disabled})
    return rights_of(now, catalogue.access, today=hub().today)
