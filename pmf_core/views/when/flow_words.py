"""Demand and capacity in plain English: each sentence is made from the verdict it tells, and from nothing else."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pmf_core.definitions.flow import Flow
from pmf_core.judgement.flow import LONG_RUN, YEAR, FlowVerdict
from pmf_core.judgement.verdict import NotJudged
from pmf_core.views import words

MOST_NAMED = 3
"""More periods than these are counted, and stand in the table."""

MANY_MONTHS = 60
"""A backlog that would last longer than this at the present rate is not given a date."""


def flow_title(flow: Flow, found: FlowVerdict | NotJudged) -> str:
    """The finding in a few words."""
    if isinstance(found, NotJudged):
        return f"{flow.name}: what comes in, goes out and waits"
    match found.way:
        case "balanced":
            return f"{flow.name}: demand and capacity are in balance"
        case "grows" if found.long_run:
            return f"{flow.name}: demand has outrun capacity for {words.count(found.run, 'month')}"
        case "shrinks" if found.long_run:
            return f"{flow.name}: capacity has outrun demand for {words.count(-found.run, 'month')}"
        case "grows":
            return f"{flow.name}: more comes in than goes out"
        case "shrinks":
            return f"{flow.name}: more goes out than comes in"


def flow_sentence(flow: Flow, found: FlowVerdict | NotJudged) -> str:
    """The verdict in a sentence or two, with what follows at this rate."""
    if isinstance(found, NotJudged):
        return f"Whether demand or capacity is ahead is not judged: {found.reason}."
    span = f"the last {found.months} months"
    rate = f"{_whole(abs(found.surplus))} a month"
    interval = f"99% interval {_signed(found.lower)} to {_signed(found.upper)}"
    if found.way == "balanced":
        return (
            f"Over {span} what came in less what went out was {_signed(found.surplus)} a month on average "
            f"({interval}), which is no more than single months do by themselves. {_whole(found.backlog)} are open."
        )
    more, less = ("came in", "went out") if found.way == "grows" else ("went out", "came in")
    return f"Over {span} {rate} more {more} than {less} ({interval}). {_rate(flow, found)}"


def _rate(flow: Flow, found: FlowVerdict) -> str:
    """What the backlog does at this rate."""
    now = f"{_whole(found.backlog)} {flow.counted}"
    if found.way == "grows":
        return f"At this rate the backlog grows from {now} now to {_whole(found.in_a_year)} in a year."
    lasts = found.months_to_clear
    if lasts is None or lasts > MANY_MONTHS:
        return f"At this rate the backlog of {now} shrinks to {_whole(found.in_a_year)} in a year."
    return f"At this rate the backlog of {now} is cleared in about {words.count(max(1, round(lasts)), 'month')}."


def flow_notes(flow: Flow, found: FlowVerdict | NotJudged) -> Iterator[str]:
    """How it was judged."""
    if not isinstance(found, NotJudged):
        yield (
            f"Demand or capacity is ahead after {LONG_RUN} months in a row on one side, or where the average of the "
            f"latest {YEAR} months is told from nought (Student's t, 99%)."
        )
    if flow.staff:
        yield "Done for each post is what goes out over the staff in post: how much gets done, not how well."


def adding_up(broken: Sequence[tuple[str, float]]) -> str:
    """Whether opening plus in less out is closing, with each period in which it is not.

    >>> adding_up([("June 2025", -25.0)])
    "The figures don't add up in June 2025 (by −25)."
    """
    if not broken:
        return "Opening plus what came in less what went out is closing in every month."
    if len(broken) > MOST_NAMED:
        period, gap = broken[-1]
        return f"The figures don't add up in {len(broken)} months, the latest {period} (by {_signed(gap)})."
    named = [f"{period} (by {_signed(gap)})" for period, gap in broken]
    return f"The figures don't add up in {words.listed(named)}."


def _whole(number: float) -> str:
    """A number as it is said: a fraction only where it is small.

    >>> _whole(72.57), _whole(2.31)
    ('73', '2.3')
    """
    return f"{number:,.1f}" if number < 10 and round(number, 1) != round(number) else f"{number:,.0f}"


def _signed(number: float) -> str:
    return f"{'−' if number < 0 else '+'}{_whole(abs(number))}"
