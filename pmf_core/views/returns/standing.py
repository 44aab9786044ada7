"""How far each return is: period by period, from its newest submission and its due day."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from pmf_core.access.scope import Scope
from pmf_core.definitions.period import Period
from pmf_core.definitions.returning import Return
from pmf_core.definitions.submission import OPEN, State, Submission
from pmf_core.measures import sql
from pmf_core.store.hub import Hub
from pmf_core.store.returned.events import submissions
from pmf_core.views import words
from pmf_core.views.return_check import period_due
from pmf_core.views.returns.visible import visible_returns
from pmf_core.views.status import Table

PERIODS_SHOWN = 6
"""How many periods the readiness board shows: half a year of months."""

SHIPPED, NOT_STARTED, LATE = "Sent before the hub", "Not started", "Late"
"""What is said of a period without a submission."""

CAN_GO_ON = OPEN - {State.WITH_APPROVER, State.APPROVED}
"""The states in which a sender goes on with the file that is there."""


@dataclass(frozen=True, slots=True)
class MineRow:
    """One return with the period that is due."""

    return_id: str
    period: str
    open_submission: str
    """A draft to go on with; empty where there is none."""


@dataclass(frozen=True, slots=True)
class Mine:
    """The returns that somebody may send."""

    sentence: str
    table: Table
    rows: tuple[MineRow, ...]


@dataclass(frozen=True, slots=True)
class Readiness:
    """Every return by period."""

    sentence: str
    table: Table


@dataclass(frozen=True)
class Held:
    """What is there of the returns: the newest submission of each period, and the periods with figures."""

    newest: Mapping[tuple[str, str], Submission]
    observed: frozenset[tuple[str, date, date]]
    today: date

    def state(self, asked: Return, period: Period) -> str:
        """How far a return is for a period, in words."""
        if not asked.asks_for(period):
            return words.MISSING
        sent = self.newest.get((asked.id, period.id))
        if sent is not None:
            return words.capitalised(sent.state.value)
        if any((metric, period.start, period.end) in self.observed for metric in asked.metric_ids):
            return SHIPPED
        return LATE if asked.due_on(period) < self.today else NOT_STARTED


def mine(hub: Hub, *, scope: Scope) -> Mine:
    """The returns that may be seen, each with the period due now."""
    catalogue = hub.catalogue_at(scope.as_at)
    returns = visible_returns(catalogue, scope=scope)
    held = _held(hub, returns, scope=scope)
    rows, cells = [], []
    for asked in returns.values():
        period = period_due(hub, asked)
        sent = held.newest.get((asked.id, period.id))
        rows.append(MineRow(asked.id, period.id, sent.id if sent is not None and sent.state in CAN_GO_ON else ""))
        days = words.day(asked.due_on(period)), words.day(asked.cut_off_on(period))
        cells.append((asked.name, period.name, *days, catalogue.owner(asked.approver).name, held.state(asked, period)))
    columns = ("Return", "Period", "Due by", "Published on", "Approved by", "State")
    late = sum(cell[-1] == LATE for cell in cells)
    sentence = f"{words.count(len(rows), 'return')}; {late or 'none'} {'is' if late == 1 else 'are'} late."
    return Mine(sentence, Table("My returns", columns, tuple(cells)), tuple(rows))


def readiness(hub: Hub, *, scope: Scope) -> Readiness:
    """Returns by period: the newest state of each, in words."""
    returns = visible_returns(hub.catalogue_at(scope.as_at), scope=scope)
    if not returns:
        return Readiness("No return is open to your role.", Table("Readiness", ("Return",), ()))
    held = _held(hub, returns, scope=scope)
    last = period_due(hub, next(iter(returns.values())))
    periods = [last.before(back) for back in range(PERIODS_SHOWN)]
    rows = tuple((asked.name, *(held.state(asked, period) for period in periods)) for asked in returns.values())
    ready = sum(row[1] in (words.capitalised(State.PUBLISHED), SHIPPED) for row in rows)
    told = f"{ready} of {words.count(len(rows), 'return')} for {last.name} {'is' if ready == 1 else 'are'} in."
    return Readiness(told, Table("Readiness", ("Return", *(period.name for period in periods)), rows))


def _held(hub: Hub, returns: Mapping[str, Return], *, scope: Scope) -> Held:
    metrics = sorted({metric for asked in returns.values() for metric in asked.metric_ids})
    observed = frozenset(hub.engine.fetch(sql.observed_periods(metrics, as_at=scope.as_at)))
    newest = {
        (one.return_id, one.period.id): one for one in submissions(hub.engine) if one.state is not State.WITHDRAWN
    }
    return Held(newest, observed, hub.today)
