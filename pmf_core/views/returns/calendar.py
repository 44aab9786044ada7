"""The calendar of returns: what is due when, how it stands, and how likely the next one is late."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from pmf_core.access.scope import Scope
from pmf_core.catalogue.catalogue import Catalogue
from pmf_core.catalogue.returns import units_by_item
from pmf_core.definitions.moment import in_london
from pmf_core.definitions.period import MONTHS_OF, Period, add_months, months, parse
from pmf_core.definitions.returning import Return
from pmf_core.definitions.submission import Event, State, Submission
from pmf_core.measures.held import Held, held
from pmf_core.store.hub import Hub
from pmf_core.store.returned.events import submissions
from pmf_core.views import words
from pmf_core.views.returns.receipts import state_status
from pmf_core.views.returns.visible import visible_returns
from pmf_core.views.status import Status, StatusKind

PERIODS_SHOWN = 13
"""How many periods back the calendar goes: a year, and the one that is running."""

HANDED_IN = frozenset({State.WITH_APPROVER, State.APPROVED, State.PUBLISHED, State.CORRECTED})
"""The states in which a sender has done their part."""

NOT_STARTED, NOT_DUE, LATE, PUBLISHED = "not started", "not over yet", "late", "published"


@dataclass(frozen=True, slots=True)
class Due:
    """One return for one period."""

    return_id: str
    return_name: str
    period: str
    period_name: str
    due_on: date
    cut_off_on: date
    days: int
    """Days until it is due; negative when the day has passed."""
    state: Status
    is_over: bool
    """Whether the period is over, so that it can be sent."""
    is_handed_in: bool
    is_late: bool
    submission: str
    """The newest submission's id; empty when nothing was sent."""
    sent_on: date | None
    is_illustrative: bool
    """Whether the day on which it came was made up for demonstration."""
    sender: str
    sender_contact: str
    approver: str
    approver_contact: str

    @property
    def was_late(self) -> bool:
        """Whether it came after its day, or has not come and the day has passed."""
        return self.sent_on > self.due_on if self.sent_on else self.is_late


@dataclass(frozen=True, slots=True)
class _Known:
    """What is known of all returns."""

    catalogue: Catalogue
    submissions: Sequence[Submission]
    held: Held
    today: date


def calendar(
    hub: Hub, *, scope: Scope, on: date | None = None, only: frozenset[str] | None = None, periods: int = PERIODS_SHOWN
) -> tuple[Due, ...]:
    """Every return and period of the last year that may be seen, the nearest due day first, as it stands on a day.

    `only` these returns, and fewer `periods` back, where somebody asks about no more.
    """
    catalogue, today = hub.catalogue_at(scope.as_at), on or hub.today
    returns = {
        name: asked for name, asked in visible_returns(catalogue, scope=scope).items() if only is None or name in only
    }
    metrics = sorted({metric for asked in returns.values() for metric in asked.metric_ids})
    longest = max((MONTHS_OF[asked.grain] for asked in returns.values()), default=1)
    since = add_months(today, -longest * (periods + 1))
    known = _Known(catalogue, submissions(hub.engine), held(hub, metrics, since=since, scope=scope), today)
    asked_for = (
        (asked, period) for asked in returns.values() for period in periods_of(asked, today=today, periods=periods)
    )
    found = [_due(known, asked, period) for asked, period in asked_for]
    return tuple(sorted(found, key=lambda one: (abs(one.days), one.due_on, one.return_name)))


def periods_of(asked: Return, *, today: date, periods: int = PERIODS_SHOWN) -> Iterator[Period]:
    """The periods of a return that have begun, newest first, as far back as the calendar goes."""
    length = MONTHS_OF[asked.grain]
    first = asked.effective_from.replace(day=1)
    begun = (today.year - first.year) * 12 + today.month - first.month
    newest = months(add_months(first, begun - begun % length), asked.grain)
    for back in range(periods):
        period = newest.before(back)
        if asked.asks_for(period):
            yield period


def _due(known: _Known, asked: Return, period: Period) -> Due:
    mine = [one for one in known.submissions if (one.return_id, one.period) == (asked.id, period)]
    live = [one for one in mine if one.state is not State.WITHDRAWN] or mine
    newest = live[-1] if live else None
    sent_on = _sent_on(asked, mine, period)
    sender, approver = known.catalogue.owner(asked.sender), known.catalogue.owner(asked.approver)
    due_on = asked.due_on(period)
    handed_in = sent_on is not None or _figures_are_there(known, asked, period)
    is_late = not handed_in and known.today > due_on
    return Due(
        return_id=asked.id,
        return_name=asked.name,
        period=period.id,
        period_name=period.name,
        due_on=due_on,
        cut_off_on=asked.cut_off_on(period),
        days=(due_on - known.today).days,
        state=_state(known, asked, period, newest, handed_in=handed_in, is_late=is_late),
        is_over=period.end < known.today,
        is_handed_in=handed_in,
        is_late=is_late,
        submission=newest.id if newest else "",
        sent_on=sent_on,
        is_illustrative=any(one.illustrative and parse(one.period) == period for one in asked.sent_before),
        sender=sender.name,
        sender_contact=sender.contact,
        approver=approver.name,
        approver_contact=approver.contact,
    )


def _sent_on(asked: Return, mine: Sequence[Submission], period: Period) -> date | None:
    """The day on which a period's figures were first handed in: here, or before the hub was there to record it."""
    before = [one.sent_on for one in asked.sent_before if parse(one.period) == period]
    here = [in_london(act.at).date() for one in mine if one.state in HANDED_IN and (act := one.last(Event.SUBMITTED))]
    return min([*before, *here], default=None)


def _figures_are_there(known: _Known, asked: Return, period: Period) -> bool:
    """Whether every figure that a return asks for a period is known from another source."""
    by_item = units_by_item(asked, known.catalogue.organisation, on=period.end)
    return all(set(by_item[metric]) <= known.held.get((metric, period.end), frozenset()) for metric in asked.metric_ids)


def _state(
    known: _Known, asked: Return, period: Period, newest: Submission | None, *, handed_in: bool, is_late: bool
) -> Status:
    lies = f"a file lies there: {newest.state.value}" if newest else "nothing has been sent"
    if is_late:
        days = (known.today - asked.due_on(period)).days
        return Status(StatusKind.INADEQUATE, LATE, f"due {words.count(days, 'day')} ago, and {lies}")
    if newest is not None and (newest.state is not State.WITHDRAWN or not handed_in):
        return state_status(newest)
    if handed_in:
        before = next((one for one in asked.sent_before if parse(one.period) == period), None)
        told = f"sent on {words.day(before.sent_on)}" if before else "its figures are known from another source"
        return Status(StatusKind.EXCELLENT, PUBLISHED, told)
    if period.end >= known.today:
        return Status(StatusKind.NOT_JUDGED, NOT_DUE, f"the period ends on {words.day(period.end)}")
    return Status(StatusKind.NEUTRAL, NOT_STARTED, f"due on {words.day(asked.due_on(period))}")
