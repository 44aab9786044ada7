"""Issue rooms: what people put into one, written once; a later entry may take an earlier one's place."""

from __future__ import annotations

from dataclasses import astuple, dataclass, fields
from datetime import datetime
from enum import StrEnum
from pathlib import Path

from pmf_core.errors import BadInput
from pmf_core.store.decided import FOREVER
from pmf_core.store.edition import new_edition
from pmf_core.store.engine import Engine, Query


class Place(StrEnum):
    """The part of a room that an entry stands in."""

    QUESTION = "question"
    EVIDENCE = "evidence"
    CAUSE = "cause"
    GAP = "gap"
    OPTION = "option"
    FOLLOW_UP = "follow_up"


class Says(StrEnum):
    """What a piece of evidence says of the issue."""

    BETTER = "better"
    WORSE = "worse"
    UNCLEAR = "unclear"


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing that somebody put into a room."""

    entry_id: str
    metric_id: str
    unit_id: str
    place: Place
    text: str
    source: str
    """Where a piece of evidence is from, by which method a cause was found, or what an option costs and risks."""
    says: str
    strength: str
    replaces: str
    """The entry that it takes the place of; empty for a new one."""
    added_at: datetime
    added_by: str
    details: str = ""
    """A `Detail` as JSON; empty for plain words."""


ENTRY = tuple(field.name for field in fields(Entry))
"""The columns of the table."""

LONGEST = 4_000
"""The longest text of an entry, in characters."""


def add_entry(folder: Path, entry: Entry) -> None:
    """Put something into a room."""
    if not entry.text.strip():
        raise BadInput("There is nothing in it yet: write what you want to add to the room.")
    if len(entry.text) > LONGEST:
        raise BadInput(f"It has {len(entry.text):,} characters: {LONGEST:,} is the most; attach the rest.")
    if not entry.added_by.strip():
        raise BadInput("Say who adds it: a room shows whose words these are.")
    with new_edition(folder) as edition, edition.engine.transaction() as transaction:
        transaction.insert("issue_entry", ENTRY, [astuple(entry)])


def entries(engine: Engine, metric: str, unit: str, *, as_at: datetime | None = None) -> tuple[Entry, ...]:
    """What stood in a room at a moment, oldest first; what was replaced by then is left out."""
    sql = f"""
select {", ".join("e." + column for column in ENTRY)}
from issue_entry as e
where e.metric_id = :metric and e.unit_id = :unit and e.added_at <= :as_at
  and not exists (
      select 1 from issue_entry as later where later.replaces = e.entry_id and later.added_at <= :as_at
  )
order by e.added_at, e.entry_id
"""
    found = engine.fetch(Query("room", sql, {"metric": metric, "unit": unit, "as_at": as_at or FOREVER}))
    return tuple(_entry(row) for row in found)


def _entry(row: tuple) -> Entry:
    *said, details = row
    return Entry(said[0], said[1], said[2], Place(said[3]), *said[4:], details=details or "")


def rooms(engine: Engine, *, as_at: datetime | None = None) -> tuple[tuple[str, str, datetime], ...]:
    """Every room that has something in it: metric, unit and when something was added last, newest first."""
    sql = """
select metric_id, unit_id, max(added_at) as newest
from issue_entry
where added_at <= :as_at
group by metric_id, unit_id
order by newest desc, metric_id, unit_id
"""
    return tuple(engine.fetch(Query("rooms", sql, {"as_at": as_at or FOREVER})))
