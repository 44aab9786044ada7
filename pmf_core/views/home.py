"""Home: what needs me?"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from pmf_core.access.scope import Scope
from pmf_core.catalogue.catalogue import Catalogue
from pmf_core.definitions.period import parse
from pmf_core.definitions.rule import SEVERITY
from pmf_core.definitions.unit import Unit
from pmf_core.judgement.confidence import Confidence
from pmf_core.store.hub import Hub
from pmf_core.views import words
from pmf_core.views.assessment import Assessment, vital_signs_of
from pmf_core.views.checks import checks_of
from pmf_core.views.exceptions import ExceptionRow, exceptions
from pmf_core.views.sources import source_lines
from pmf_core.views.status import EmptyState, SourceLine, StatusKind, Table, Tile
from pmf_core.views.tile import band_status, tile
from pmf_core.views.vital_signs import data_line

CARDS = 5
"""How many cards a list shows at most; its sentence counts them all."""


@dataclass(frozen=True, slots=True)
class Home:
    """The page for whoever is signed in."""

    greeting: str
    data_line: str
    exceptions: tuple[Tile, ...]
    exceptions_sentence: str
    warnings: tuple[Tile, ...]
    """Meeting their targets, and drifting to miss them."""
    below_target: tuple[Tile, ...]
    below_target_sentence: str
    particularly_good: tuple[Tile, ...]
    late: Table
    units: tuple[tuple[str, str, str], ...]
    """(unit id, name, sentence) of the units below, to go on to."""
    sources: tuple[SourceLine, ...]
    empty: EmptyState | None = None


def home(hub: Hub, *, scope: Scope, unit: str, period: str) -> Home:
    """What changed for real at a unit, what is short of its target, what is late, and where to go on."""
    catalogue = hub.catalogue_at(scope.as_at)
    place, month = catalogue.organisation.unit(unit), parse(period)
    listing = exceptions(hub, vital_signs_of(catalogue, place), unit, period=month, scope=scope)
    assessments = [row.assessment for row in listing.everything]
    short = sorted((row for row in listing.everything if _far_short(row)), key=lambda row: -row.metric.risk.score)
    moved = sum(row.process.worsening or row.process.improving for row in listing.everything)
    return Home(
        greeting=_greeting(place, moved, len(assessments)),
        data_line=data_line(assessments),
        exceptions=_tiles(listing.exceptions),
        exceptions_sentence=_exceptions_sentence(listing.exceptions),
        warnings=_tiles(listing.warnings),
        below_target=_tiles(short),
        below_target_sentence=f"{words.count(len(short), 'vital sign')} in the lowest two bands, {_order(short)}.",
        particularly_good=_tiles(listing.good),
        late=late_table(catalogue, assessments),
        units=tuple(
            (child.id, child.name, _level_name(catalogue, child))
            for child in catalogue.organisation.children(unit, on=month.end)
            if scope.may_read_unit(child)
        ),
        sources=source_lines(hub, (a.metric for a in assessments), scope=scope),
        empty=None if assessments else _empty(place, month.name),
    )


def _exceptions_sentence(rows: Sequence[ExceptionRow]) -> str:
    """How many there are, in what order, and what the codes on the tiles stand for."""
    told = f"{words.count(len(rows), 'exception')} for the board, {_order(rows)}."
    shown = sorted({code for row in rows[:CARDS] for code in row.outcome.fired if code in SEVERITY})
    return " ".join([told, *([f"{'; '.join(f'{code}: {code.words.lower()}' for code in shown)}."] if shown else [])])


def _order(held: Sequence[object]) -> str:
    more = f"; the first {CARDS} are here and all of them on Vital Signs" if len(held) > CARDS else ""
    return f"most at stake first{more}"


def _far_short(row: ExceptionRow) -> bool:
    return band_status(row.assessment).kind in (StatusKind.REQUIRES_IMPROVEMENT, StatusKind.INADEQUATE)


def _tiles(rows: Sequence[ExceptionRow]) -> tuple[Tile, ...]:
    return tuple(tile(row.assessment, row.process, codes=row.outcome.fired) for row in rows[:CARDS])


def _greeting(unit: Unit, changed: int, of: int) -> str:
    if not of:
        return f"{unit.name} has no vital signs of its own: choose a unit below, or explore every metric."
    if not changed:
        return f"No real change in the {words.count(of, 'vital sign')} of {unit.name}."
    return f"{changed} of the {words.count(of, 'vital sign')} of {unit.name} changed for real."


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
        what=f"{unit.name} has no vital sign with a figure by {month}.",
        why="Nothing had been published or returned for it by then, as far as was known at the moment asked about.",
        way_out="Choose another unit or a later month, or explore every metric.",
    )
