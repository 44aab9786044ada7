"""The readiness board: every return in every period, and what stands open."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from pmf_core.access.scope import Scope
from pmf_core.definitions.period import parse
from pmf_core.store.hub import Hub
from pmf_core.views import words
from pmf_core.views.returns.calendar import Due, calendar
from pmf_core.views.returns.lateness import Likelihood, likelihoods
from pmf_core.views.status import Status, StatusKind, Table

PERIODS_SHOWN = 6
"""How many periods the board shows: half a year of months."""

NOT_ASKED = Status(StatusKind.NOT_JUDGED, "not asked", "the return is not sent for this period")


@dataclass(frozen=True, slots=True)
class ReadinessRow:
    """One return, period by period."""

    return_id: str
    name: str
    sender: str
    cells: tuple[Due | None, ...]
    """In the order of the board's periods; None where the return is not sent for one."""
    likelihood: Likelihood


@dataclass(frozen=True, slots=True)
class Readiness:
    """Returns × periods."""

    periods: tuple[tuple[str, str], ...]
    """(id, name), newest first."""
    rows: tuple[ReadinessRow, ...]
    sentence: str
    table: Table


def readiness(hub: Hub, *, scope: Scope, on: date | None = None) -> Readiness:
    """The board as it stands on a day."""
    dues = calendar(hub, scope=scope, on=on)
    found = likelihoods(dues)
    over = {due.period for due in dues if due.is_over}
    periods = sorted(over, key=lambda name: parse(name).end, reverse=True)[:PERIODS_SHOWN]
    names = tuple((name, parse(name).name) for name in periods)
    rows = tuple(_row(mine, periods, found) for mine in _by_return(dues))
    return Readiness(names, rows, sentence_of(dues), _table(names, rows))


def _by_return(dues: Sequence[Due]) -> list[list[Due]]:
    grouped: dict[str, list[Due]] = {}
    for due in sorted(dues, key=lambda one: one.return_name):
        grouped.setdefault(due.return_id, []).append(due)
    return list(grouped.values())


def _row(mine: Sequence[Due], periods: Sequence[str], found: Mapping[str, Likelihood]) -> ReadinessRow:
    by_period = {due.period: due for due in mine}
    first = mine[0]
    cells = tuple(by_period.get(period) for period in periods)
    return ReadinessRow(first.return_id, first.return_name, first.sender, cells, found[first.return_id])


def sentence_of(dues: Sequence[Due]) -> str:
    """The finding of the board, about the newest period that is over."""
    over = [due for due in dues if due.is_over]
    if not over:
        return "No return is due yet."
    late = [due for due in over if due.is_late]
    newest = max(due.due_on for due in over)
    latest = [due for due in over if (newest - due.due_on).days < 31]
    handed_in = sum(due.is_handed_in for due in latest)
    told = f"{handed_in} of {words.count(len(latest), 'return')} of the newest period handed in"
    if not late:
        return f"{told}, and none is late."
    names = sorted({f"{due.return_name} ({due.period_name})" for due in late})
    return f"{told}; late: {words.listed(names)}."


def state_words(due: Due | None) -> str:
    """How a return stands, as a cell of a list: a late one says what lies there."""
    return words.capitalised((due.state if due else NOT_ASKED).word)


def _table(periods: Sequence[tuple[str, str]], rows: Sequence[ReadinessRow]) -> Table:
    told = "How likely the next one is late, from how often it was; the range narrows as the record grows."
    return Table(
        title="Readiness of returns",
        columns=("Return", *(name for _, name in periods), "Next one late?"),
        rows=tuple((row.name, *(state_words(due) for due in row.cells), row.likelihood.sentence) for row in rows),
        note=told if rows else "No return is open to your role.",
    )
