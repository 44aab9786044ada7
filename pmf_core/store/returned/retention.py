"""How long the bytes of returns are kept: their figures, events and checksums stay for good."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from pmf_core.catalogue.catalogue import Catalogue
from pmf_core.definitions.moment import in_london
from pmf_core.definitions.period import add_months
from pmf_core.definitions.submission import OPEN, Actor, Submission
from pmf_core.errors import BadInput
from pmf_core.store.audit.entry import Deed
from pmf_core.store.decided import catalogue_as_at
from pmf_core.store.edition import new_edition
from pmf_core.store.engine import Engine, Query
from pmf_core.store.returned.events import submissions
from pmf_core.store.returned.files import erase, kept_file


def erase_file(folder: Path, digest: str, *, actor: Actor, reason: str) -> None:
    """Erase one file's bytes, with the reason; the store is written anew, so that nothing of them lies in it."""
    if not reason.strip():
        raise BadInput("A file is erased with a reason: say which rule or request asks for it.")
    with new_edition(folder, compact=True) as edition:
        kept_file(edition.engine, digest)
        with edition.engine.transaction() as transaction:
            erase(transaction, digest, actor=actor, reason=reason)
        edition.tell(Deed.ERASED, kind="return_file", id=digest, reason=reason)


def erase_due(folder: Path, *, today: date, actor: Actor) -> tuple[str, ...]:
    """Erase every file that has been kept as long as its return says; their SHA-256 come back."""
    with new_edition(folder, compact=True) as edition:
        due = overdue(edition.engine, catalogue_as_at(edition.engine, None), today=today)
        if not due:
            edition.discard()
        with edition.engine.transaction() as transaction:
            for digest, reason in due.items():
                erase(transaction, digest, actor=actor, reason=reason)
                edition.tell(Deed.ERASED, kind="return_file", id=digest, reason=reason)
    return tuple(due)


def overdue(engine: Engine, catalogue: Catalogue, *, today: date) -> dict[str, str]:
    """The files whose time is over, each with the rule; a file that is still worked on is kept."""
    kept = engine.fetch(
        Query("files with bytes", "select sha256, received_at from return_file where bytes is not null")
    )
    users: dict[str, list[Submission]] = {}
    for held in submissions(engine):
        users.setdefault(held.sha256, []).append(held)
    due = {}
    for digest, received in kept:
        mine = users.get(digest, [])
        told = [
            catalogue.returns[held.return_id].keep_files_months for held in mine if held.return_id in catalogue.returns
        ]
        if not told or any(held.state in OPEN for held in mine):
            continue
        months = max(told)
        if add_months(in_london(received).date(), months) < today:
            due[digest] = f"kept for {months} months, as its return says"
    return due
