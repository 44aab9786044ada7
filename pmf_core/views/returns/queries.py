"""Data quality: what stands open with returns and their figures, by source and age, and how soon it is settled."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from pmf_core.access.scope import Scope
from pmf_core.definitions.moment import in_london
from pmf_core.definitions.period import parse
from pmf_core.definitions.raising import Kind
from pmf_core.definitions.returning import Return
from pmf_core.definitions.submission import Act, Event, State, Submission
from pmf_core.store.hub import Hub
from pmf_core.store.raised import Raised, raised
from pmf_core.store.returned.events import submissions
from pmf_core.views import words
from pmf_core.views.returns.calendar import Due, calendar
from pmf_core.views.returns.mine import newest_each
from pmf_core.views.returns.visible import visible_returns
from pmf_core.views.status import Table

OTHER_SOURCES = "Other sources"
"""Where a figure is from that no return gives."""

COLUMNS = ("Source", "Period", "What", "Whose turn", "Since", "Age")


@dataclass(frozen=True, slots=True)
class OpenQuery:
    """One thing that somebody should answer."""

    return_id: str
    """Empty where no return gives the figure."""
    return_name: str
    period: str
    period_name: str
    what: str
    who: str
    """Whose turn it is."""
    since: date
    days: int
    submission: str
    address: str = ""
    """The page on which a figure was queried."""


def open_queries(hub: Hub, *, scope: Scope) -> tuple[OpenQuery, ...]:
    """Every query that is open, the oldest first."""
    seen = visible_returns(hub.catalogue_at(scope.as_at), scope=scope)
    newest = (held for held in newest_each(submissions(hub.engine)) if held.return_id in seen)
    found = [query for held in newest for query in queries_of(hub, held, seen)]
    found += [_late(due) for due in calendar(hub, scope=scope) if due.is_late]
    found += _asked(hub, seen, scope)
    return tuple(sorted(found, key=lambda query: (-query.days, query.return_name, query.period)))


def _late(due: Due) -> OpenQuery:
    told = f"{words.capitalised(due.state.word)}: {due.state.reason}"
    about = (due.return_id, due.return_name, due.period, due.period_name)
    return OpenQuery(*about, told, due.sender, due.due_on, -due.days, due.submission)


def _asked(hub: Hub, seen: Mapping[str, Return], scope: Scope) -> Iterator[OpenQuery]:
    """Figures that somebody queried, until that is answered."""
    for held, said in raised(hub.engine, as_at=scope.as_at):
        if held.kind is Kind.DATA_QUERY and not any(each.reply.closes for each in said) and _readable(hub, held, scope):
            yield _query(hub, held, seen)


def _readable(hub: Hub, held: Raised, scope: Scope) -> bool:
    catalogue = hub.catalogue_at(scope.as_at)
    return scope.may_read(catalogue.metric(held.metric_id), catalogue.organisation.unit(held.unit_id))


def _query(hub: Hub, held: Raised, seen: Mapping[str, Return]) -> OpenQuery:
    catalogue, since = hub.catalogue, in_london(held.raised_at).date()
    source = next((asked for asked in seen.values() if held.metric_id in asked.metric_ids), None)
    about = f"{catalogue.metric(held.metric_id).name}, {catalogue.organisation.unit(held.unit_id).name}"
    return OpenQuery(
        return_id=source.id if source else "",
        return_name=source.name if source else OTHER_SOURCES,
        period=held.period_id,
        period_name=parse(held.period_id).name,
        what=f"{about}: {held.text} ({held.raised_by})",
        who=catalogue.owner(held.to_owner).name if held.to_owner else "",
        since=since,
        days=max((hub.today - since).days, 0),
        submission="",
        address=held.address,
    )


def queries_of(hub: Hub, held: Submission, seen: Mapping[str, Return]) -> Iterator[OpenQuery]:
    """What stands open with one submission of a return that may be seen."""
    asked, last = seen[held.return_id], held.acts[-1]

    def query(what: str, who: str, act: Act) -> OpenQuery:
        since = in_london(act.at).date()
        days = max((hub.today - since).days, 0)
        return OpenQuery(
            held.return_id, asked.name, held.period.id, held.period.name, what, who, since, days, held.id
        )  # fmt: skip

    match held.state:
        case State.FAILED:
            errors = last.summary.get("error", 0)
            yield query(f"{words.count(errors, 'error')} to mend in a draft", held.acts[0].actor.name, last)
        case State.REJECTED:
            yield query(f"Sent back by {last.actor.name}: {last.note}", held.sent_by.name, last)
        case State.WITH_APPROVER:
            yield query("Waits for approval", hub.catalogue.owner(asked.approver).name, last)
        case State.PUBLISHED:
            checked = held.last(Event.CHECKED)
            if checked and checked.summary.get("warning"):
                warned = words.count(checked.summary["warning"], "warning")
                yield query(f"Published with {warned} that nobody has answered", held.sent_by.name, last)


def query_table(queries: tuple[OpenQuery, ...]) -> Table:
    """The open queries as a table."""
    return Table(
        title="Open queries about data",
        columns=COLUMNS,
        rows=tuple(
            (q.return_name, q.period_name, q.what, q.who, words.day(q.since), words.age(q.days)) for q in queries
        ),
        values=tuple((q.return_name, q.period, q.what, q.who, q.since, q.days) for q in queries),
        numeric=(5,),
        note="" if queries else "Nothing is open.",
    )
