"""Queries by source and age, and how soon they were settled: counted from the same events as the list."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from statistics import median

from pmf_core.access.scope import Scope
from pmf_core.definitions.raising import Kind
from pmf_core.definitions.submission import Act, Event, Submission
from pmf_core.store.hub import Hub
from pmf_core.store.raised import raised
from pmf_core.store.returned.events import submissions
from pmf_core.views import words
from pmf_core.views.returns.queries import OpenQuery, open_queries, query_table
from pmf_core.views.returns.visible import visible_returns
from pmf_core.views.status import Table

AGES = (("A week or less", 7), ("A month or less", 31), ("Older", None))
"""Each age with its most days."""


@dataclass(frozen=True, slots=True)
class DataQuality:
    """What stands open, and how soon it was settled before."""

    sentence: str
    by_source: Table
    open: Table
    queries: tuple[OpenQuery, ...]
    """In the order of the table."""


def data_quality(hub: Hub, *, scope: Scope) -> DataQuality:
    """Everything open, by source and age, with the median days from a fault to its end."""
    found, settled = open_queries(hub, scope=scope), list(_settled(hub, scope))
    return DataQuality(_sentence(found, settled), _by_source(found), query_table(found), found)


def _sentence(found: Sequence[OpenQuery], settled: Sequence[float]) -> str:
    told = words.count(len(found), "query is open", "queries are open") if found else "Nothing is open"
    if not settled:
        return f"{told}; none has been settled here yet."
    days = median(settled)
    usual = "within a day" if days < 1 else f"in {words.count(round(days), 'day')}"
    return f"{told}; {len(settled):,} settled so far, half of them {usual} or sooner."


def _by_source(found: Sequence[OpenQuery]) -> Table:
    by_name: dict[str, list[int]] = defaultdict(list)
    for query in found:
        by_name[query.return_name].append(query.days)
    rows = tuple(_row(name, days) for name, days in sorted(by_name.items(), key=lambda held: -max(held[1])))
    columns = ("Source", "Open", *(name for name, _ in AGES), "Oldest")
    return Table("Open queries by source and age", columns, rows, numeric=(1, 2, 3, 4, 5))


def _row(name: str, days: Sequence[int]) -> tuple[str, ...]:
    counts, least = [], -1
    for _, most in AGES:
        counts.append(sum(least < held and (most is None or held <= most) for held in days))
        least = most if most is not None else least
    return (name, f"{len(days):,}", *(f"{count:,}" for count in counts), words.age(max(days)))


def _settled(hub: Hub, scope: Scope) -> Iterator[float]:
    """The days that each fault, refusal and query was open which is open no more."""
    seen = visible_returns(hub.catalogue_at(scope.as_at), scope=scope)
    for held in submissions(hub.engine):
        if held.return_id in seen:
            yield from _settled_in(held)
    for held, said in raised(hub.engine, as_at=scope.as_at):
        end = next((each.replied_at for each in said if each.reply.closes), None)
        if held.kind is Kind.DATA_QUERY and end is not None:
            yield _days(held.raised_at, end)


def _settled_in(held: Submission) -> Iterator[float]:
    """From each failed check or refusal to the next act that is neither."""
    begun: datetime | None = None
    for act in held.acts:
        if _is_fault(act):
            begun = begun or act.at
        elif begun is not None and act.event is not Event.DRAFTED:
            yield _days(begun, act.at)
            begun = None


def _is_fault(act: Act) -> bool:
    return act.event is Event.REJECTED or (act.event is Event.CHECKED and bool(act.summary.get("error")))


def _days(begun: datetime, end: datetime) -> float:
    return (end - begun).total_seconds() / 86_400
