"""The calendar: every meeting of every body, with what is due for it."""

from __future__ import annotations

from datetime import timedelta

from pmf_core.definitions.meeting import Meeting, meetings_of
from pmf_core.errors import unknown
from pmf_core.store.hub import Hub

AHEAD = timedelta(days=366)
"""How far the calendar looks ahead: a year."""


def meetings(hub: Hub) -> tuple[Meeting, ...]:
    """Every meeting up to a year from now, oldest first."""
    until = hub.today + AHEAD
    found = [held for cycle in hub.catalogue.framework.cycles for held in meetings_of(cycle, until=until)]
    return tuple(sorted(found, key=lambda held: (held.on, held.id)))


def meeting_named(hub: Hub, name: str) -> Meeting:
    """The meeting of that id."""
    held = {meeting.id: meeting for meeting in meetings(hub)}
    if name not in held:
        raise unknown("meeting", name, held, place="the calendar")
    return held[name]
