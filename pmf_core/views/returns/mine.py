"""My returns: each return that may be seen, with the period that is due now and how it stands."""

from __future__ import annotations

from dataclasses import dataclass

from pmf_core.access.scope import Scope
from pmf_core.definitions.submission import OPEN, State, Submission
from pmf_core.store.hub import Hub
from pmf_core.store.returned.events import submissions
from pmf_core.store.returned.files import kept_file
from pmf_core.views import words
from pmf_core.views.return_check import period_due
from pmf_core.views.returns.calendar import Due, calendar
from pmf_core.views.returns.readiness import state_words
from pmf_core.views.status import Table

CAN_GO_ON = OPEN - {State.WITH_APPROVER, State.APPROVED}
"""The states in which a sender goes on with the file that is there."""

COLUMNS = ("Return", "Period", "Due by", "Published on", "Approved by", "State", "Last file")


@dataclass(frozen=True, slots=True)
class MineRow:
    """One return with the period that is due."""

    return_id: str
    period: str
    open_submission: str
    """A draft to go on with; empty where there is none."""
    due: Due


@dataclass(frozen=True, slots=True)
class Mine:
    """The returns that somebody may send."""

    sentence: str
    table: Table
    rows: tuple[MineRow, ...]


def mine(hub: Hub, *, scope: Scope) -> Mine:
    """The returns that may be seen, each with the period due now, by name."""
    catalogue = hub.catalogue_at(scope.as_at)
    sent = {held.id: held for held in submissions(hub.engine)}
    shown = [
        due for due in calendar(hub, scope=scope) if due.period == period_due(hub, catalogue.asked(due.return_id)).id
    ]
    rows, cells = [], []
    for due in sorted(shown, key=lambda one: one.return_name):
        held = sent.get(due.submission)
        goes_on = held is not None and held.state in CAN_GO_ON
        rows.append(MineRow(due.return_id, due.period, due.submission if goes_on else "", due))
        days = words.day(due.due_on), words.day(due.cut_off_on)
        cells.append((due.return_name, due.period_name, *days, due.approver, state_words(due), _file(hub, held)))
    late = sum(due.is_late for due in shown)
    told = f"{late} {'is' if late == 1 else 'are'} late" if late else "none is late"
    return Mine(f"{words.count(len(rows), 'return')}; {told}.", Table("My returns", COLUMNS, tuple(cells)), tuple(rows))


def _file(hub: Hub, held: Submission | None) -> str:
    return kept_file(hub.engine, held.sha256).name if held else ""
