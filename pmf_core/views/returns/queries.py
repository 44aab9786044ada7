"""Data quality: what stands open with returns, by source and age."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from pmf_core.access.scope import Scope
from pmf_core.definitions.moment import in_london
from pmf_core.definitions.returning import Return
from pmf_core.definitions.submission import Act, Event, State, Submission
from pmf_core.store.hub import Hub
from pmf_core.store.returned.events import submissions
from pmf_core.views import words
from pmf_core.views.returns.calendar import calendar
from pmf_core.views.returns.visible import visible_returns
from pmf_core.views.status import Table


@dataclass(frozen=True, slots=True)
class OpenQuery:
    """One thing that somebody should answer."""

    return_id: str
    return_name: str
    period: str
    period_name: str
    what: str
    who: str
    """Whose turn it is."""
    since: date
    days: int
    submission: str


def open_queries(hub: Hub, *, scope: Scope) -> tuple[OpenQuery, ...]:
    """Every query that is open, the oldest first."""
    catalogue = hub.catalogue_at(scope.as_at)
    seen = visible_returns(catalogue, scope=scope)
    found = [
        query for held in submissions(hub.engine) if held.return_id in seen for query in queries_of(hub, held, seen)
    ]
    for due in calendar(hub, scope=scope):
        if due.is_late:
            told = f"{words.capitalised(due.state.word)}: {due.state.reason}"
            found.append(
                OpenQuery(
                    due.return_id,
                    due.return_name,
                    due.period,
                    due.period_name,
                    told,
                    due.sender,
                    due.due_on,
                    -due.days,
                    due.submission,
                )
            )
    return tuple(sorted(found, key=lambda query: (-query.days, query.return_name, query.period)))


def queries_of(hub: Hub, held: Submission, seen: Mapping[str, Return]) -> Iterator[OpenQuery]:
    """What stands open with one submission of a return that may be seen."""
    asked, today = seen[held.return_id], hub.today
    catalogue = hub.catalogue
    last = held.acts[-1]

    def query(what: str, who: str, act: Act) -> OpenQuery:
        since = in_london(act.at).date()
        return OpenQuery(
            held.return_id,
            asked.name,
            held.period.id,
            held.period.name,
            what,
            who,
            since,
            max((today - since).days, 0),
            held.id,
        )

    match held.state:
        case State.FAILED:
            errors = last.summary.get("error", 0)
            yield query(f"{words.count(errors, 'error')} to mend in a draft", held.acts[0].actor.name, last)
        case State.REJECTED:
            yield query(f"Sent back by {last.actor.name}: {last.note}", held.sent_by.name, last)
        case State.WITH_APPROVER:
            yield query("Waits for approval", catalogue.owner(asked.approver).name, last)
        case State.PUBLISHED:
            checked = held.last(Event.CHECKED)
            if checked and checked.summary.get("warning"):
                warned = words.count(checked.summary["warning"], "warning")
                yield query(f"Published with {warned} that nobody has answered", held.sent_by.name, last)


def query_table(queries: tuple[OpenQuery, ...]) -> Table:
    """The open queries as a table."""
    return Table(
        title="Open queries about data",
        columns=("Return", "Period", "What", "Whose turn", "Since", "Age", "Receipt"),
        rows=tuple(
            (
                query.return_name,
                query.period_name,
                query.what,
                query.who,
                words.day(query.since),
                words.age(query.days),
                query.submission,
            )
            for query in queries
        ),
        values=tuple(
            (query.return_id, query.period, query.what, query.who, query.since, query.days, query.submission)
            for query in queries
        ),
        numeric=(5,),
        note="" if queries else "Nothing is open.",
    )
