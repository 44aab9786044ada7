"""The calendar: every meeting with its days, and whether its pack is sealed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from pmf_core.access.scope import Scope
from pmf_core.catalogue.catalogue import Catalogue
from pmf_core.definitions.meeting import Meeting
from pmf_core.store.hub import Hub
from pmf_core.store.sealed import SealedPack, sealed_packs
from pmf_core.views import words
from pmf_core.views.meetings import meetings
from pmf_core.views.status import Table

BEHIND, AHEAD = timedelta(days=62), timedelta(days=62)
"""How far back and ahead the calendar shows: two months, about as far as anyone prepares."""

SEAL_SHOWN = 8
"""How much of a seal stands in a table."""

COLUMNS = ("Body", "About", "Meets on", "Reports on", "Figures by", "Papers by", "Pack")
"""The columns of a list of meetings."""


@dataclass(frozen=True, slots=True)
class Calendar:
    """What is to come, and what has been."""

    sentence: str
    upcoming: Table
    upcoming_ids: tuple[str, ...]
    past: Table
    past_ids: tuple[str, ...]
    bodies: tuple[tuple[str, str], ...]
    """(id, name) of the bodies that meet, to narrow the list by."""


def calendar(hub: Hub, *, scope: Scope, body: str = "") -> Calendar:
    """The meetings around today, of every body or of one; those without performance on the agenda are left out."""
    catalogue, today = hub.catalogue, hub.today
    sealed = {pack.meeting: pack for pack in reversed(sealed_packs(hub.engine, as_at=scope.as_at)) if pack.meeting}
    held = [m for m in meetings(hub) if m.performance and (not body or m.body == body)]
    upcoming = [m for m in held if today <= m.on <= today + AHEAD]
    past = [m for m in reversed(held) if today - BEHIND <= m.on < today]
    asked = dict.fromkeys(cycle.body for cycle in catalogue.framework.cycles)
    return Calendar(
        sentence=_sentence(catalogue, upcoming, today),
        upcoming=_table(catalogue, "Upcoming meetings", upcoming, sealed, today),
        upcoming_ids=tuple(m.id for m in upcoming),
        past=_table(catalogue, "Past meetings", past, sealed, today),
        past_ids=tuple(m.id for m in past),
        bodies=tuple((name, catalogue.framework.body(name).name) for name in asked),
    )


def about(catalogue: Catalogue, meeting: Meeting) -> str:
    """A meeting as it is said: 'Organisational Change Board, 7 May 2026'."""
    return f"{catalogue.framework.body(meeting.body).name}, {words.day(meeting.on)}"


def _sentence(catalogue: Catalogue, upcoming: Sequence[Meeting], today: date) -> str:
    if not upcoming:
        return "No meeting is planned in the next two months."
    soonest = upcoming[0]
    until = (soonest.papers - today).days
    due = f"papers are due in {words.count(until, 'day')}" if until > 0 else "papers are due now"
    return f"Next: {about(catalogue, soonest)}; {due}. {words.count(len(upcoming), 'meeting')} in the next two months."


def _table(
    catalogue: Catalogue, title: str, held: Sequence[Meeting], sealed: dict[str, SealedPack], today: date
) -> Table:
    rows = tuple(
        (
            catalogue.framework.body(m.body).name,
            catalogue.organisation.unit(m.unit).label,
            words.day(m.on) + (" (moved)" if m.on != m.planned else ""),
            m.period.name,
            words.day(m.cut_off),
            words.day(m.papers),
            _pack_state(m, sealed.get(m.id), today),
        )
        for m in held
    )
    note = "" if rows else "None."
    return Table(title, COLUMNS, rows, note=note)


def _pack_state(meeting: Meeting, pack: SealedPack | None, today: date) -> str:
    if pack is not None:
        return f"Sealed {words.day(pack.sealed_at)}, {pack.seal[:SEAL_SHOWN]}"
    if today > meeting.papers:
        return "Not sealed, and papers are due"
    return "Draft" if today >= meeting.cut_off else "Waits for figures"
