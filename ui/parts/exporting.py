"""A file on its way out of the hub: made when it is asked for, by whoever may, and written down."""

from __future__ import annotations

from collections.abc import Callable

from pmf_core.access.identity import renewed
from pmf_core.access.rights import Request, rights_of, scope_of
from pmf_core.cli.places import store_folder
from pmf_core.definitions.person import Action, Person
from pmf_core.errors import AccessDenied
from pmf_core.store.audit.entry import Deed
from pmf_core.store.audit.log import AuditLog
from ui import address
from ui.opened import hub
from ui.session import scope, visitor


def told(make: Callable[[], bytes], *, needs: Action = Action.EXPORT, **about: str) -> Callable[[], bytes]:
    """The same file with an entry in the audit log; refused to whoever lost the right since the page was drawn."""
    held, page, seen = visitor(), address.here(), scope().for_files().at(None).key

    def made() -> bytes:
        log, who = AuditLog(store_folder()), held.own.person.id
        try:
            _require_unchanged(held.rights.person, needs, seen)
        except AccessDenied as refusal:
            log.record(who, Deed.DENIED, address=page, reason=str(refusal))
            raise
        log.record(who, Deed.EXPORTED, page=page, **about)
        return make()

    return made


def _require_unchanged(person: Person, needs: Action, seen: str) -> None:
    """Refuse a file to whoever may not take it today, or reads other figures than when the page was drawn."""
    catalogue = hub().catalogue
    now = renewed(person, catalogue.people, catalogue.access)
    rights_of(now, catalogue.access, today=hub().today).require(needs)
    if scope_of(now, Request(hub().today, to_file=True), catalogue).key != seen:
        raise AccessDenied("What you may read has changed since this page was drawn: open it again.")
