"""Taking a person out: their entry, their name wherever it stands, the texts they typed, and their own figures."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

from pmf_core.access.identity import STRANGER
from pmf_core.catalogue.catalogue import Catalogue
from pmf_core.definitions.moment import now
from pmf_core.definitions.person import Person
from pmf_core.definitions.phase import Phase
from pmf_core.definitions.submission import Actor
from pmf_core.errors import BadInput
from pmf_core.store.audit.entry import Deed
from pmf_core.store.edition import new_edition
from pmf_core.store.engine import Query, Transaction
from pmf_core.store.erasing.figures import erase_in, require_reason
from pmf_core.store.erasing.last_known import last_known
from pmf_core.store.erasing.tables import REMOVED, TYPED
from pmf_core.store.kept.keeping import forget

PERSON = "person"
"""What the act is called in the store."""


def erase_person(folder: Path, person_id: str, *, config: Catalogue, actor: Actor, reason: str) -> int:
    """Take a person out of the store; how many rows of it named them comes back.

    `config` is what the configuration says now: whoever still stands there would be written down again.
    """
    require_reason(reason)
    _require_gone(person_id, config)
    with new_edition(folder, compact=True) as edition, edition.engine.transaction() as transaction:
        person = _last_known(transaction, person_id)
        _require_gone(person.works_as, config)
        rows = sum(_erase_texts(transaction, person.name)) + _erase_phases(transaction, person.name)
        if person.works_as:
            rows += erase_in(transaction, person.works_as, before=date.max, actor=actor, reason=reason)
            rows += _erase_unit(transaction, person.works_as)
        rows += _delete(transaction, "definition_version", "kind = 'person' and id = :id", id=person.id)
        transaction.insert(
            "retention_act",
            ("kind", "id", "done_at", "done_by", "role", "reason"),
            [(PERSON, person.id, now(), actor.name, actor.role, reason)],
        )
        rows += forget(folder, person.id)
        edition.tell(Deed.ERASED, kind=PERSON, id=person.id, rows=str(rows), reason=reason)
    return rows


def _last_known(transaction: Transaction, person_id: str) -> Person:
    """The person as last written down; whom only the sign-in provider knows, the store knows by that name alone."""
    if person_id.startswith(STRANGER):
        return Person(id=person_id, name=person_id.removeprefix(STRANGER))
    return last_known(transaction, Person, PERSON, person_id)


def _require_gone(name: str | None, config: Catalogue) -> None:
    if name and (name in config.organisation.units or name in {person.id for person in config.people}):
        raise BadInput(
            f"'{name}' still stands in the configuration, and the next build would write it down again: "
            "take the person out of config/people.yaml, and their own unit out of config/organisation.yaml, first."
        )


def _erase_texts(transaction: Transaction, name: str) -> Iterator[int]:
    """Their name, and what they typed, in every table; how many rows of each."""
    for typed in TYPED:
        columns = (typed.by, *typed.texts)
        sets = ", ".join(f"{column} = :removed" for column in columns)
        where = f"lower({typed.by}) = lower(:name)"
        rows = _count(transaction, typed.table, where, name=name)
        if rows:
            sql = f"update {typed.table} set {sets} where {where}"
            transaction.execute(Query(f"erase {typed.table}", sql, {"name": name, "removed": REMOVED}))
        yield rows


def _erase_phases(transaction: Transaction, name: str) -> int:
    """Their name and their reason in the step changes that they accepted."""
    held = transaction.fetch(Query("phases", "select id, body, batch_id from definition_version where kind = 'phase'"))
    theirs = [
        (phase, batch)
        for _, body, batch in held
        if (phase := Phase.model_validate_json(body, extra="ignore")).accepted_by.casefold() == name.casefold()
    ]
    for phase, batch in theirs:
        body = phase.model_copy(update={"accepted_by": REMOVED, "reason": REMOVED}).model_dump_json()
        sql = "update definition_version set body = :body where kind = 'phase' and id = :id and batch_id = :batch"
        transaction.execute(Query("erase phase", sql, {"body": body, "id": phase.id, "batch": batch}))
    return len(theirs)


def _erase_unit(transaction: Transaction, unit: str) -> int:
    """The unit of their own: its entry, its places in the tree, and what was derived of them."""
    links = "kind = 'link' and substr(id, 1, length(:unit) + 6) = :unit || ' from '"
    return (
        _delete(transaction, "definition_version", "kind = 'unit' and id = :unit", unit=unit)
        + _delete(transaction, "definition_version", links, unit=unit)
        + _delete(transaction, "ancestry", "unit_id = :unit", unit=unit)
    )


def _delete(transaction: Transaction, table: str, where: str, **parameters: str) -> int:
    rows = _count(transaction, table, where, **parameters)
    transaction.execute(Query(f"delete from {table}", f"delete from {table} where {where}", parameters))
    return rows


def _count(transaction: Transaction, table: str, where: str, **parameters: str) -> int:
    sql = f"select count(*) as n from {table} where {where}"
    return int(transaction.fetch(Query(f"count {table}", sql, parameters))["n"][0])
