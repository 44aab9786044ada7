"""Exceptions as they were raised: each month judged on what was known and decided at its own cut-off."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from pmf_core.access.scope import Scope
from pmf_core.definitions.period import Period
from pmf_core.definitions.rule import SEVERITY, Code
from pmf_core.judgement.exceptions import judge
from pmf_core.measures.history import History
from pmf_core.store.hub import Hub
from pmf_core.views.exceptions.backtest import cut_off, every_version, month_prepared
from pmf_core.views.exceptions.cases import Known, cases_of
from pmf_core.views.exceptions.knowing import Prepared, known_of


@dataclass(frozen=True, slots=True)
class Entry:
    """One metric in one month as it was judged then."""

    known: Known
    fired: frozenset[Code]


@dataclass(frozen=True, slots=True)
class Month:
    """A month's list as it was made; nothing is in it where nothing could be judged."""

    period: Period
    moment: datetime | None
    entries: Mapping[str, Entry]
    judged: bool


@dataclass(frozen=True, slots=True)
class Episode:
    """A code that fired for a metric, from the month in which it was new until it no longer fired."""

    code: Code
    metric: str
    raised: Month
    last: Period
    """The last month in which it fired."""
    closed: Period | None
    """The first month in which it no longer fired; none while it stands."""

    @property
    def known(self) -> Known:
        """The metric as it was known when it was raised."""
        return self.raised.entries[self.metric].known

    def stands_in(self, period: Period) -> bool:
        """Whether it stood on the list in a month."""
        return self.raised.period.start <= period.start <= self.last.start


def months_judged(
    hub: Hub, unit: str, *, until: Period, months: int, scope: Scope
) -> tuple[tuple[Month, ...], History]:
    """The lists of the latest months, oldest first, and every version of every figure on them.

    One month more is judged at the beginning, against which the first is new.
    """
    periods = [until.before(back) for back in range(months, -1, -1)]
    moments = {period: cut_off(hub, period, scope=scope) for period in periods}
    told = every_version(hub, unit, {*moments.values(), scope.as_at}, scope=scope)
    ready = [(p, month_prepared(hub, unit, p, scope=scope.at(moments[p]), told=told)) for p in periods]
    held = [month for _, month in ready if isinstance(month, Prepared)]
    judged = iter(known_of(held, rules=[month.catalogue.rules for month in held]))
    found = tuple(
        _month(period, moments[period], month, next(judged) if isinstance(month, Prepared) else ())
        for period, month in ready
    )
    return found, told


def _month(period: Period, moment: datetime | None, month: Prepared | str, known: Sequence[Known]) -> Month:
    if isinstance(month, str):
        return Month(period, moment, {}, judged=False)
    rules = month.catalogue.rules
    entries = {
        k.assessment.metric.id: Entry(k, frozenset(judge(case, rules).fired))
        for k, case in zip(known, cases_of(known, rules), strict=True)
    }
    return Month(period, moment, entries, judged=bool(entries))


def episodes(months: Sequence[Month]) -> tuple[Episode, ...]:
    """Every exception that was new in one of the months after the first, oldest first."""
    return tuple(
        _episode(months, place, metric, code)
        for place in range(1, len(months))
        if months[place - 1].judged
        for metric, entry in months[place].entries.items()
        for code in sorted(_new(months, place, metric, entry))
    )


def _new(months: Sequence[Month], place: int, metric: str, entry: Entry) -> Iterator[Code]:
    before = months[place - 1].entries.get(metric)
    stood = before.fired if before else frozenset()
    return (code for code in entry.fired if code in SEVERITY and code not in stood)


def _episode(months: Sequence[Month], place: int, metric: str, code: Code) -> Episode:
    last, closed = months[place].period, None
    for month in months[place + 1 :]:
        entry = month.entries.get(metric)
        if entry is None or code not in entry.fired:
            closed = month.period
            break
        last = month.period
    return Episode(code, metric, months[place], last, closed)
