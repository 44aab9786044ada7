"""Scorecards: read by whoever made them and, once shared, by everybody through their own permissions."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any
from uuid import uuid4

from pmf_core.definitions.kept import Scorecard, chosen_metrics, plain_name
from pmf_core.definitions.moment import now
from pmf_core.errors import BadInput, UnknownName
from pmf_core.store.kept.file import Kept

MOST_SCORECARDS = 40
"""How many scorecards one person makes at most."""

COLUMNS = "id, name, unit, metrics, shared, person"


def scorecards(kept: Kept) -> tuple[Scorecard, ...]:
    """Their own scorecards and those that others share, their own first."""
    with kept.reading() as held:
        rows = held.execute(
            f"select {COLUMNS} from scorecard where person = ?1 or shared = 1 order by person <> ?1, lower(name), id",
            (kept.person,),
        ).fetchall()
    return tuple(_read(row, kept) for row in rows)


def scorecard(kept: Kept, card_id: str) -> Scorecard:
    """A scorecard of theirs, or one that is shared; another's own is as unknown as one that never was."""
    with kept.reading() as held:
        row = held.execute(
            f"select {COLUMNS} from scorecard where id = ? and (person = ? or shared = 1)", (card_id, kept.person)
        ).fetchone()
    if row is None:
        raise UnknownName("There is no scorecard under this address that is yours or shared: choose one from the list.")
    return _read(row, kept)


def make_scorecard(kept: Kept, *, name: str, unit: str, metrics: Sequence[str], shared: bool = False) -> Scorecard:
    """Keep a new scorecard."""
    card = Scorecard(uuid4().hex, plain_name(name), unit, chosen_metrics(metrics), shared, own=True)
    with kept.writing() as held:
        many = held.execute("select count(*) from scorecard where person = ?", (kept.person,)).fetchone()[0]
        if many >= MOST_SCORECARDS:
            raise BadInput(f"You have {many} scorecards, and {MOST_SCORECARDS} is the most: delete one first.")
        _require_new_name(held, kept, card)
        row = (card.id, kept.person, card.name, card.unit, json.dumps(card.metrics), int(shared), now().isoformat())
        held.execute("insert into scorecard values (?, ?, ?, ?, ?, ?, ?)", row)
    return card


def change_scorecard(kept: Kept, card_id: str, *, name: str, metrics: Sequence[str], shared: bool) -> None:
    """Name, order or share a scorecard of their own anew."""
    card = Scorecard(card_id, plain_name(name), "", chosen_metrics(metrics), shared, own=True)
    with kept.writing() as held:
        _require_new_name(held, kept, card)
        done = held.execute(
            "update scorecard set name = ?, metrics = ?, shared = ? where id = ? and person = ?",
            (card.name, json.dumps(card.metrics), int(shared), card_id, kept.person),
        )
        if not done.rowcount:
            raise UnknownName("This scorecard is not yours to change: make one of your own from it.")


def delete_scorecard(kept: Kept, card_id: str) -> None:
    """Take a scorecard of their own away, also from those it was shared with."""
    with kept.writing() as held:
        held.execute("delete from scorecard where id = ? and person = ?", (card_id, kept.person))


def _require_new_name(held: Any, kept: Kept, card: Scorecard) -> None:
    found = held.execute(
        "select 1 from scorecard where person = ? and name = ? and id <> ?", (kept.person, card.name, card.id)
    ).fetchone()
    if found:
        raise BadInput(f"You have a scorecard called '{card.name}' already: give this one another name.")


def _read(row: tuple[Any, ...], kept: Kept) -> Scorecard:
    name, told, unit, metrics, shared, person = row
    return Scorecard(name, told, unit, tuple(json.loads(metrics)), bool(shared), own=person == kept.person)
