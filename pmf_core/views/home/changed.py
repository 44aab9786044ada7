"""What changed for real at a unit, and what only moved."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from pmf_core.catalogue.catalogue import Catalogue
from pmf_core.definitions.rule import SEVERITY
from pmf_core.definitions.unit import Unit
from pmf_core.judgement.direction import Direction, Way
from pmf_core.judgement.verdict import NotJudged
from pmf_core.views import words
from pmf_core.views.exceptions import ExceptionRow, Listing
from pmf_core.views.exceptions.lines import ExceptionLine, line_of
from pmf_core.views.headline import Group, group_of
from pmf_core.views.status import Tile
from pmf_core.views.tile import tile

CARDS = 5
"""How many cards a list shows at most; its sentence counts them all."""

REAL = (Group.WORSENING, Group.IMPROVING, Group.CHANGED)
"""What moved beyond ordinary variation."""


@dataclass(frozen=True, slots=True)
class Changed:
    """The metrics that changed for real, the new ones first, and the others that moved."""

    sentence: str
    tiles: tuple[Tile, ...]
    more: tuple[ExceptionLine, ...]
    """Those that changed for real and have no card."""
    others_sentence: str
    others: tuple[ExceptionLine, ...]
    """Those that moved within ordinary variation: never hidden."""
    new: int
    """How many changed since the reader last looked; all of them where they never did."""
    total: int


def changed(listing: Listing, catalogue: Catalogue, *, since: datetime | None, coded: bool = True) -> Changed:
    """What changed for real; new is what the store did not know when the reader last looked.

    `coded` says on the cards by which codes they are exceptions, to readers who are told what those mean.
    """
    real = [row for row in listing.everything if group_of(row) in REAL]
    fresh = [row for row in real if is_new(row, since)]
    ordered = [*fresh, *(row for row in real if row not in fresh)]
    others = [row for row in listing.everything if row not in real and _moved(row)]
    return Changed(
        sentence=" ".join([_sentence(len(fresh), len(real), since), *(meanings(ordered[:CARDS]) if coded else [])]),
        tiles=tuple(tiles(ordered[:CARDS], coded=coded)),
        more=tuple(line_of(row, catalogue) for row in ordered[CARDS:]),
        others_sentence=f"{words.count(len(others), 'other')} moved, within ordinary variation",
        others=tuple(line_of(row, catalogue) for row in others),
        new=len(fresh),
        total=len(real),
    )


def tiles(rows: Sequence[ExceptionRow], *, coded: bool = True) -> Iterator[Tile]:
    """The rows as cards."""
    return (_tile(row, coded=coded) for row in rows)


def meanings(rows: Sequence[ExceptionRow]) -> list[str]:
    """What the codes on these cards stand for, as a sentence; none where there are no codes."""
    codes = sorted({code for row in rows for code in row.outcome.fired if code in SEVERITY})
    return [f"{'; '.join(f'{code}: {code.words.lower()}' for code in codes)}."] if codes else []


def _tile(row: ExceptionRow, *, coded: bool) -> Tile:
    """The row as a card; a change that has no better side says that it is one."""
    card = tile(row.assessment, row.process, codes=row.outcome.fired if coded else ())
    if group_of(row) is not Group.CHANGED:
        return card
    return replace(card, change=replace(card.change, word=f"Changed, {card.change.word}"))


def is_new(row: ExceptionRow, since: datetime | None) -> bool:
    """Whether the signal of the last figure was not to be seen in what was known at a moment."""
    if since is None:
        return True
    process, points = row.process, row.assessment.series.points
    known = [
        place
        for place in range(process.last + 1)
        if place not in process.left_out and (at := points[place].known_from) is not None and at <= since
    ]
    return not known or process.labels[known[-1]] != process.labels[process.last]


def _moved(row: ExceptionRow) -> bool:
    since = row.assessment.since_last
    return isinstance(since, Direction) and since.way is not Way.SAME


def _sentence(fresh: int, real: int, since: datetime | None) -> str:
    if not real:
        return "Nothing moved beyond its ordinary variation."
    shown = f"; the first {CARDS} are here and the others below" if real > CARDS else ""
    if since is None or fresh == real:
        return f"{words.count(real, 'metric')} beyond ordinary variation, most at stake first{shown}."
    if not fresh:
        return f"Nothing new since you last looked. {_go_on(real)}{shown}."
    return f"{fresh} new since you last looked, first. {_go_on(real - fresh)}{shown}."


def _go_on(signals: int) -> str:
    return f"{words.count(signals, 'signal')} {'goes' if signals == 1 else 'go'} on"


def greeting(held: Changed, unit: Unit, *, of: int, own: bool, since: datetime | None, month: str) -> str:
    """How many of the reader's metrics changed for real, in a sentence."""
    whose = f"your {words.count(of, 'metric')}" if own else f"the {words.count(of, 'metric')} of {unit.name}"
    when = f"by {month}" if since is None else "since you last looked"
    if held.new:
        return f"{held.new} of {whose} changed for real {when}."
    if held.total:
        return f"No real change in {whose} {when}; {_go_on(held.total).lower()}."
    return f"No real change in {whose}."


def next_data(listing: Listing, *, today: date) -> date | None:
    """The day on which the next figures are due: of each metric, its next period's end and its lag."""
    found = [day for row in listing.everything if (day := _next_of(row)) is not None and day > today]
    return min(found, default=None)


def _next_of(row: ExceptionRow) -> date | None:
    point = row.assessment.point
    if point is None or isinstance(row.process.variation, NotJudged):
        return None
    return point.period.before(-1).end + timedelta(days=row.metric.publication_lag_days)
