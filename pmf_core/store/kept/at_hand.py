"""What somebody wants at hand, where they were, and when they last looked."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from pmf_core.definitions.kept import Favourite, FavouriteKind, Looked, Recent
from pmf_core.definitions.moment import now
from pmf_core.errors import BadInput
from pmf_core.store.kept.file import Kept

MOST_FAVOURITES = 60
"""How many favourites one person has at most."""

RECENT_KEPT = 12
"""How many pages are remembered."""

VISIT = timedelta(hours=4)
"""Whoever comes back within this time is still on the same visit."""


def favourites(kept: Kept) -> tuple[Favourite, ...]:
    """Their favourites, the newest first."""
    with kept.reading() as held:
        rows = held.execute(
            "select kind, id from favourite where person = ? order by kept_at desc, kind, id", (kept.person,)
        ).fetchall()
    return tuple(Favourite(FavouriteKind(kind), name) for kind, name in rows)


def add_favourite(kept: Kept, favourite: Favourite) -> None:
    """Keep a favourite."""
    with kept.writing() as held:
        many = held.execute("select count(*) from favourite where person = ?", (kept.person,)).fetchone()[0]
        if many >= MOST_FAVOURITES:
            raise BadInput(f"You have {many} favourites, and {MOST_FAVOURITES} is the most: take one out first.")
        row = (kept.person, favourite.kind.value, favourite.id, now().isoformat())
        held.execute("insert or ignore into favourite values (?, ?, ?, ?)", row)


def remove_favourite(kept: Kept, favourite: Favourite) -> None:
    """Take a favourite out; one that is not there is out already."""
    with kept.writing() as held:
        held.execute(
            "delete from favourite where person = ? and kind = ? and id = ?",
            (kept.person, favourite.kind.value, favourite.id),
        )


def recent(kept: Kept) -> tuple[Recent, ...]:
    """The pages they were on, the newest first."""
    with kept.reading() as held:
        rows = held.execute(
            "select page, metric, unit from recent where person = ? order by at desc, page, metric, unit",
            (kept.person,),
        ).fetchall()
    return tuple(Recent(*row) for row in rows)


def remember(kept: Kept, page: Recent) -> None:
    """Remember a page; the oldest are forgotten."""
    with kept.writing() as held:
        row = (kept.person, page.page, page.metric, page.unit, now().isoformat())
        held.execute("insert or replace into recent values (?, ?, ?, ?, ?)", row)
        held.execute(
            "delete from recent where person = ?1 and at not in "
            "(select at from recent where person = ?1 order by at desc limit ?2)",
            (kept.person, RECENT_KEPT),
        )


def looked(kept: Kept) -> Looked | None:
    """When they were here before this visit; None on the first."""
    with kept.reading() as held:
        row = held.execute("select before_at, before_knew from looked where person = ?", (kept.person,)).fetchone()
    return _looked(row) if row else None


def look(kept: Kept, *, knew: datetime, at: datetime | None = None) -> Looked | None:
    """Write down that they are here, and say when they were here before this visit."""
    moment = at or now()
    with kept.writing() as held:
        row = held.execute("select at, knew, before_at, before_knew from looked where person = ?", (kept.person,))
        last_at, last_knew, *before = row.fetchone() or (None,) * 4
        if last_at and moment - datetime.fromisoformat(last_at) > VISIT:
            before = [last_at, last_knew]
        told = (kept.person, moment.isoformat(), knew.isoformat(), *before)
        held.execute("insert or replace into looked values (?, ?, ?, ?, ?)", told)
    return _looked(before)


def _looked(told: Sequence[str | None]) -> Looked | None:
    at, knew = told
    return Looked(datetime.fromisoformat(at), datetime.fromisoformat(knew)) if at and knew else None
