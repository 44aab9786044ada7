"""Saved views: an address under a name, readable by whoever saved it and by nobody else."""

from __future__ import annotations

from uuid import uuid4

from pmf_core.definitions.kept import SavedView, own_address, plain_name
from pmf_core.definitions.moment import now
from pmf_core.errors import BadInput, UnknownName
from pmf_core.store.kept.file import Kept

MOST_VIEWS = 60
"""How many views one person saves at most."""

COLUMNS = "id, name, address"


def saved_views(kept: Kept) -> tuple[SavedView, ...]:
    """Their saved views, by name."""
    with kept.reading() as held:
        rows = held.execute(
            f"select {COLUMNS} from saved_view where person = ? order by lower(name), id", (kept.person,)
        ).fetchall()
    return tuple(SavedView(*row) for row in rows)


def saved_view(kept: Kept, view_id: str) -> SavedView:
    """One of their views; another's is as unknown as one that never was."""
    with kept.reading() as held:
        row = held.execute(
            f"select {COLUMNS} from saved_view where person = ? and id = ?", (kept.person, view_id)
        ).fetchone()
    if row is None:
        raise UnknownName("You have no saved view under this address: your own stand on Home.")
    return SavedView(*row)


def save_view(kept: Kept, *, name: str, address: str) -> SavedView:
    """Save an address under a name; a view of the same name is replaced."""
    view = SavedView(uuid4().hex, plain_name(name), own_address(address))
    with kept.writing() as held:
        held.execute("delete from saved_view where person = ? and name = ?", (kept.person, view.name))
        many = held.execute("select count(*) from saved_view where person = ?", (kept.person,)).fetchone()[0]
        if many >= MOST_VIEWS:
            raise BadInput(f"You have {many} saved views, and {MOST_VIEWS} is the most: take one out first.")
        row = (view.id, kept.person, view.name, view.address, now().isoformat())
        held.execute("insert into saved_view values (?, ?, ?, ?, ?)", row)
    return view


def remove_view(kept: Kept, view_id: str) -> None:
    """Take a view out; another's stays."""
    with kept.writing() as held:
        held.execute("delete from saved_view where person = ? and id = ?", (kept.person, view_id))
