"""Home: what needs me?"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from pmf_core.access.scope import Scope
from pmf_core.catalogue.catalogue import Catalogue
from pmf_core.definitions.metric import Metric
from pmf_core.definitions.period import Period, parse
from pmf_core.definitions.person import HomePart
from pmf_core.definitions.unit import Unit
from pmf_core.judgement.confidence import Confidence
from pmf_core.measures import sql
from pmf_core.store.hub import Hub
from pmf_core.views import words
from pmf_core.views.assessment import Assessment, vital_signs_of
from pmf_core.views.checks import checks_of
from pmf_core.views.exceptions import ExceptionRow, Listing, exceptions
from pmf_core.views.exceptions.month import month_listing
from pmf_core.views.explore import closest_first
from pmf_core.views.home.beside import Beside, beside
from pmf_core.views.home.changed import CARDS, Changed, changed, greeting, meanings, next_data, tiles
from pmf_core.views.home.meetings import Onward, board, next_meeting, published_packs
from pmf_core.views.home.reader import Reader
from pmf_core.views.home.strengths import Strengths, strengths
from pmf_core.views.home.tasks import Task, Tasks, listed, tasks_of
from pmf_core.views.home.tasks.returned import next_return
from pmf_core.views.home.tasks.values import APPROVAL, RETURN, due_this_week
from pmf_core.views.home.thread import Thread, threads
from pmf_core.views.sources import source_lines
from pmf_core.views.status import EmptyState, SourceLine, Table, Tile
from pmf_core.views.vital_signs import data_line

MOST_METRICS = 60
"""How many metrics are judged at a unit that has no vital signs of its own."""

FEWEST_SIGNS = 6
"""From so many vital signs on, a unit's Home is about them alone."""

KINDS = {HomePart.RETURNS: RETURN, HomePart.APPROVALS: APPROVAL}
"""The kinds of tasks that some roles have a list of their own for."""

COMPARED = frozenset({HomePart.OUTLIERS, HomePart.TEAMS})


@dataclass(frozen=True, slots=True)
class Cards:
    """A list of cards with its sentence."""

    sentence: str
    tiles: tuple[Tile, ...]


@dataclass(frozen=True, slots=True)
class Home:
    """The page for whoever is signed in."""

    greeting: str
    data_line: str
    parts: tuple[HomePart, ...]
    """What stands on it, in order; each has something to show or a reason why not."""
    tasks: dict[HomePart, Tasks]
    """My tasks, and the kinds that have a list of their own."""
    changed: Changed
    exceptions: Cards
    """Exceptions that have no card among what changed."""
    warnings: Cards
    """Meeting their targets, and drifting to miss them."""
    strengths: Strengths
    beside: Beside | None
    board: tuple[Onward, ...]
    meeting: tuple[Onward, ...]
    packs: tuple[Onward, ...]
    thread: tuple[Thread, ...]
    late: Table
    units: tuple[tuple[str, str, str], ...]
    """(unit id, name, level) of the units below, to go on to."""
    sources: tuple[SourceLine, ...]
    empty: EmptyState | None = None

    @property
    def quiet(self) -> dict[HomePart, str]:
        """The parts that were looked at and have nothing to show, each with its reason."""
        lists = {HomePart.EXCEPTIONS: self.exceptions, HomePart.WARNINGS: self.warnings}
        told = {part: held.sentence for part, held in lists.items() if not held.tiles}
        if self.beside is not None and not self.beside.outliers:
            told[HomePart.OUTLIERS] = self.beside.sentence
        return {part: told[part] for part in self.parts if part in told}


def home(hub: Hub, *, scope: Scope, unit: str, period: str, reader: Reader, since: datetime | None = None) -> Home:
    """What waits for a reader and what changed at a unit; `since` is what the store knew when they last looked."""
    catalogue = hub.catalogue_at(scope.as_at)
    place, month = catalogue.organisation.unit(unit), parse(period)
    scope.require_unit(place)
    listing = _listing(hub, place, month, scope)
    assessments = [row.assessment for row in listing.everything]
    wanted = frozenset(reader.parts)
    moved = changed(listing, catalogue, since=since, coded=HomePart.EXCEPTIONS in wanted)
    waiting = tasks_of(hub, scope, reader)
    return Home(
        greeting=_greeting(hub, listing, moved, waiting, place=place, month=month, reader=reader, since=since),
        data_line=data_line(assessments),
        parts=reader.parts,
        tasks=_task_lists(hub, scope, wanted, waiting),
        changed=moved,
        exceptions=_exceptions(listing, moved),
        warnings=Cards(_warned(listing), tuple(tiles(listing.warnings[:CARDS]))),
        strengths=strengths(listing),
        beside=_beside(hub, listing, place, month, scope=scope, reader=reader) if wanted & COMPARED else None,
        board=board(hub, listing, scope=scope) if HomePart.BOARD in wanted else (),
        meeting=next_meeting(hub, place, listing, scope=scope) if HomePart.MEETING in wanted else (),
        packs=published_packs(hub, scope=scope) if HomePart.PACKS in wanted else (),
        thread=threads(listing.everything, catalogue, place, today=hub.today) if HomePart.THREAD in wanted else (),
        late=late_table(catalogue, assessments),
        units=_below(catalogue, place, month, scope=scope),
        sources=source_lines(hub, (a.metric for a in assessments), scope=scope),
        empty=None if assessments else _empty(place, month.name),
    )


def _listing(hub: Hub, unit: Unit, month: Period, scope: Scope) -> Listing:
    """The board's metrics at a unit's level; at a level that has hardly any, the unit's own closest to the board."""
    signs = vital_signs_of(hub.catalogue_at(scope.as_at), unit)
    if len(signs) >= FEWEST_SIGNS:
        return month_listing(hub, unit, period=month, scope=scope)
    return exceptions(hub, _own_metrics(hub, unit, signs, scope), unit.id, period=month, scope=scope)


def _own_metrics(hub: Hub, unit: Unit, signs: Sequence[Metric], scope: Scope) -> tuple[Metric, ...]:
    catalogue = hub.catalogue_at(scope.as_at)
    measured = frozenset(hub.engine.fetch(sql.measured_at(unit.id, as_at=scope.as_at))["metric_id"])
    others = [
        metric
        for metric in catalogue.metrics
        if metric.id in measured and metric not in signs and not metric.superseded_by and scope.may_read(metric, unit)
    ]
    return (*signs, *sorted(others, key=closest_first)[: MOST_METRICS - len(signs)])


def _greeting(
    hub: Hub,
    listing: Listing,
    moved: Changed,
    waiting: Sequence[Task],
    *,
    place: Unit,
    month: Period,
    reader: Reader,
    since: datetime | None,
) -> str:
    """What changed, what is due, and where nothing is new, when there will be something to see."""
    of = len(listing.everything)
    if not of:
        return f"{place.name} has no metrics of its own by {month.name}: choose a unit below, or explore every metric."
    told = [greeting(moved, place, of=of, own=place.id in reader.units, since=since, month=month.name)]
    due = due_this_week(waiting, hub.today)
    if due or HomePart.TASKS in reader.parts:
        told.append(f"{words.count(due, 'task') if due else 'No task'} due this week.")
    ahead = next_data(listing, today=hub.today)
    if not moved.new and ahead is not None:
        told.append(f"Next data {words.day(ahead)}.")
    return " ".join(told)


def _task_lists(hub: Hub, scope: Scope, wanted: frozenset[HomePart], waiting: Sequence[Task]) -> dict[HomePart, Tasks]:
    """The list of tasks, without the kinds that have a list of their own above it."""
    apart = {part: kind for part, kind in KINDS.items() if part in wanted}
    others = [task for task in waiting if task.kind not in apart.values()]
    nothing = {
        HomePart.RETURNS: lambda: f"No return of yours is due in the next month. {next_return(hub, scope)}".strip(),
        HomePart.APPROVALS: lambda: "Nothing waits for your approval.",
    }
    lists = {
        part: listed(held, today=hub.today, nothing=nothing[part]() if not held else "")
        for part, kind in apart.items()
        for held in [[task for task in waiting if task.kind == kind]]
    }
    asked = "returns, approvals, asks, decisions and checks were looked through"
    lists[HomePart.TASKS] = listed(others, today=hub.today, nothing=f"Nothing waits for you: {asked}.")
    return lists


def _exceptions(listing: Listing, moved: Changed) -> Cards:
    """The exceptions that have no card yet."""
    shown = {tile.metric for tile in moved.tiles}
    rows = [row for row in listing.exceptions if row.metric.id not in shown]
    meant = "".join(f" {told}" for told in meanings(rows[:CARDS]))
    more = f"; the first {CARDS} are here and all of them on Vital Signs" if len(rows) > CARDS else ""
    also = "more " if len(rows) < len(listing.exceptions) else ""
    told = f"{len(rows)} {also}{'exception' if len(rows) == 1 else 'exceptions'}, most at stake first{more}.{meant}"
    return Cards(told if rows else "No exception beside those above.", tuple(tiles(rows[:CARDS])))


def _warned(listing: Listing) -> str:
    if not listing.warnings:
        return "No metric that meets its target is drifting to miss it."
    return "Meeting their targets, and drifting to miss them."


def _beside(hub: Hub, listing: Listing, unit: Unit, period: Period, *, scope: Scope, reader: Reader) -> Beside:
    """The units compared on what was judged: first what changed or is an exception."""
    metrics = [row.metric for row in sorted(listing.everything, key=_interest)]
    return beside(hub, metrics, unit, period=period, scope=scope, reader=reader)


def _interest(row: ExceptionRow) -> tuple[bool, bool, int]:
    quiet = not (row.process.worsening or row.process.improving)
    return not row.outcome.is_exception, quiet, -row.metric.risk.score


def _below(catalogue: Catalogue, unit: Unit, month: Period, *, scope: Scope) -> tuple[tuple[str, str, str], ...]:
    children = catalogue.organisation.children(unit.id, on=month.end)
    return tuple((c.id, c.name, _level_name(catalogue, c)) for c in children if scope.may_read_unit(c))


def _level_name(catalogue: Catalogue, unit: Unit) -> str:
    level = catalogue.framework.level(unit.level)
    return level.name if level else unit.level


def late_table(catalogue: Catalogue, assessments: Sequence[Assessment]) -> Table:
    """What should have come by now, with whom to ask."""
    rows = []
    for assessment in assessments:
        check = next((c for c in checks_of(catalogue, assessment) if c.name == "Timeliness"), None)
        if check and check.confidence is Confidence.LOW and assessment.point:
            owner = catalogue.owner(assessment.metric.owner)
            rows.append(
                (
                    assessment.metric.name,
                    assessment.point.period.name,
                    words.capitalised(check.reason),
                    f"{owner.name}, {owner.contact}",
                )
            )
    note = "" if rows else "Nothing is late."
    return Table("Late data", ("Metric", "Newest figure", "What is late", "Whom to ask"), tuple(rows), note=note)


def _empty(unit: Unit, month: str) -> EmptyState:
    return EmptyState(
        what=f"{unit.name} has no metric with a figure by {month}.",
        why="Nothing had been published or returned for it by then, as far as was known at the moment asked about.",
        way_out="Choose another unit or a later month, or explore every metric.",
    )
