"""The way into the rooms: those that somebody has written in, and the exceptions that none is open for."""

from __future__ import annotations

from dataclasses import dataclass

from pmf_core.access.scope import Scope
from pmf_core.definitions.moment import in_london
from pmf_core.definitions.period import parse
from pmf_core.store.hub import Hub
from pmf_core.store.issues import rooms
from pmf_core.views import words
from pmf_core.views.assessment import vital_signs_of
from pmf_core.views.exceptions import exceptions
from pmf_core.views.status import Table


@dataclass(frozen=True, slots=True)
class Rooms:
    """The rooms that may be read, and where a new one would begin."""

    sentence: str
    open: Table
    open_at: tuple[tuple[str, str], ...]
    """(metric, unit) of each row."""
    waiting: Table
    waiting_for: tuple[str, ...]
    """The metric of each row."""


def room_list(hub: Hub, *, scope: Scope, unit: str, period: str) -> Rooms:
    """Every open room, newest first, and the unit's exceptions without one."""
    catalogue = hub.catalogue_at(scope.as_at)
    place = catalogue.organisation.unit(unit)
    rows, at = [], []
    for metric_id, unit_id, newest in rooms(hub.engine, as_at=scope.as_at):
        metric, where = catalogue.metric(metric_id), catalogue.organisation.unit(unit_id)
        if scope.may_read(metric, where):
            rows.append((metric.name, where.name, words.day(in_london(newest).date())))
            at.append((metric_id, unit_id))
    listing = exceptions(hub, vital_signs_of(catalogue, place), unit, period=parse(period), scope=scope)
    waiting = [row for row in listing.exceptions if (row.metric.id, unit) not in at]
    return Rooms(
        sentence=_sentence(len(rows), len(waiting), place.name),
        open=Table(
            "Open rooms", ("Issue", "Unit", "Last written in"), tuple(rows), note="" if rows else "No room is open yet."
        ),
        open_at=tuple(at),
        waiting=Table(
            f"Exceptions of {place.name} without a room",
            ("Exception", "Why it is one"),
            tuple((row.metric.name, row.sentence) for row in waiting),
            note="" if waiting else "None.",
        ),
        waiting_for=tuple(row.metric.id for row in waiting),
    )


def _sentence(held: int, waiting: int, unit: str) -> str:
    told = f"{words.capitalised(words.count(held, 'room'))} open" if held else "No room is open yet"
    return f"{told}; {words.count(waiting, 'exception')} of {unit} without one."
