"""My returns: each return that may be seen, with the period that is due now, how it stands and what comes next."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from pmf_core.access.scope import Scope
from pmf_core.definitions.moment import said
from pmf_core.definitions.returning import Return
from pmf_core.definitions.submission import OPEN, State, Submission
from pmf_core.store.hub import Hub
from pmf_core.store.returned.events import submissions
from pmf_core.store.returned.files import kept_file
from pmf_core.views import words
from pmf_core.views.return_check import period_due
from pmf_core.views.returns.calendar import Due, calendar
from pmf_core.views.returns.typed import file_words
from pmf_core.views.returns.visible import visible_returns
from pmf_core.views.status import Table

CAN_GO_ON = OPEN - {State.WITH_APPROVER, State.APPROVED}
"""The states in which a sender goes on with the file that is there."""

COLUMNS = ("Return", "Period", "State", "Due by", "Last file", "What to do", "Next due", "Approved by")
STATE = COLUMNS.index("State")

DRAFTS = ("Return", "Period", "File", "State", "Kept since")


@dataclass(frozen=True, slots=True)
class MineRow:
    """One return with the period that is due."""

    return_id: str
    period: str
    open_submission: str
    """A draft to go on with, or a file that is with its approver; empty where there is none."""
    due: Due


@dataclass(frozen=True, slots=True)
class Mine:
    """The returns that somebody may send."""

    sentence: str
    table: Table
    rows: tuple[MineRow, ...]
    drafts: Table
    """Files of other periods that were begun and not finished."""
    draft_ids: tuple[str, ...]


def mine(hub: Hub, *, scope: Scope) -> Mine:
    """The returns that may be seen, each with the period due now, by name."""
    catalogue = hub.catalogue_at(scope.as_at)
    seen = visible_returns(catalogue, scope=scope)
    sent = {held.id: held for held in newest_each(submissions(hub.engine)) if held.return_id in seen}
    due_now = {name: period_due(hub, asked).id for name, asked in seen.items()}
    shown = [due for due in calendar(hub, scope=scope) if due.period == due_now[due.return_id]]
    rows, cells = [], []
    for due in sorted(shown, key=lambda one: one.return_name):
        held = sent.get(due.submission)
        is_open = held is not None and held.state in OPEN
        rows.append(MineRow(due.return_id, due.period, due.submission if is_open else "", due))
        cells.append(_row(hub, seen[due.return_id], due, held))
    others = [held for held in sent.values() if _waits(held) and held.period.id != due_now[held.return_id]]
    return Mine(
        sentence_of(shown),
        Table("My returns", COLUMNS, tuple(cells), note="" if cells else "No return is open to your role."),
        tuple(rows),
        Table("Begun and not finished", DRAFTS, tuple(_draft(hub, seen, held) for held in others)),
        tuple(held.id for held in others),
    )


def newest_each(held: Iterable[Submission]) -> tuple[Submission, ...]:
    """The newest submission of each return and period that was not withdrawn: a mended file takes a draft's place."""
    newest = {(one.return_id, one.period): one for one in held if one.state is not State.WITHDRAWN}
    return tuple(newest.values())


def sentence_of(shown: list[Due]) -> str:
    """How many returns there are, and which of them are late."""
    late = sorted(due.return_name for due in shown if due.is_late)
    waiting = sum(not due.is_handed_in for due in shown)
    told = f"late: {words.listed(late)}" if late else "none is late"
    return f"{words.count(len(shown), 'return')}, {waiting or 'none'} still to be sent; {told}."


def _waits(held: Submission) -> bool:
    return held.state in CAN_GO_ON


def _row(hub: Hub, asked: Return, due: Due, held: Submission | None) -> tuple[str, ...]:
    then = period_due(hub, asked).before(-1)
    return (
        due.return_name,
        due.period_name,
        words.capitalised(due.state.word),
        f"{words.day(due.due_on)}{'' if due.is_handed_in else _days(due.days)}",
        _file(hub, held),
        _to_do(due, held),
        f"{then.name}, by {words.day(asked.due_on(then))}",
        due.approver,
    )


def _days(days: int) -> str:
    match days:
        case 0:
            return ", today"
        case _ if days > 0:
            return f", in {words.count(days, 'day')}"
        case _:
            return f", {words.count(-days, 'day')} ago"


def _to_do(due: Due, held: Submission | None) -> str:
    if held is None or held.state in (State.PUBLISHED, State.CORRECTED, State.WITHDRAWN):
        return "Nothing, or a correction" if due.is_handed_in else "Send it"
    match held.state:
        case State.WITH_APPROVER:
            return "Wait for its approver"
        case State.APPROVED:
            return f"Nothing: published on {words.day(due.cut_off_on)}"
        case State.REJECTED:
            return "Mend and send again"
        case State.CHECKED:
            return "Submit it"
        case _:
            return "Go on with the draft"


def _file(hub: Hub, held: Submission | None) -> str:
    return file_words(kept_file(hub.engine, held.sha256).name) if held else "none sent here"


def _draft(hub: Hub, seen: dict[str, Return], held: Submission) -> tuple[str, ...]:
    state = words.capitalised(held.state.value)
    return (seen[held.return_id].name, held.period.name, _file(hub, held), state, said(held.acts[0].at))
