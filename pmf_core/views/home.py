"""Home: what needs me?"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from pmf_core.access.scope import Scope
from pmf_core.catalogue.catalogue import Catalogue
from pmf_core.definitions.period import parse
from pmf_core.definitions.unit import Unit
from pmf_core.judgement.confidence import Confidence
from pmf_core.store.hub import Hub
from pmf_core.views import words
from pmf_core.views.assessment import Assessment, assess, vital_signs_of
from pmf_core.views.checks import checks_of
from pmf_core.views.process import Process, processes
from pmf_core.views.sources import source_lines
from pmf_core.views.status import EmptyState, SourceLine, Table, Tile
from pmf_core.views.tile import tile
from pmf_core.views.vital_signs import data_line

CARDS = 5
"""How many cards a list shows at most; its sentence counts them all."""

Judged = tuple[Assessment, Process]


@dataclass(frozen=True, slots=True)
class Home:
    """The page for whoever is signed in."""

    greeting: str
    data_line: str
    changed: tuple[Tile, ...]
    changed_sentence: str
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
    assessments = [a for a in assess(hub, vital_signs_of(catalogue, place), unit, period=month, scope=scope) if a.point]
    judged = list(zip(assessments, processes(assessments), strict=True))
    worse = [j for j in judged if j[1].worsening]
    better = [j for j in judged if j[1].improving]
    short = sorted((j for j in judged if _far_short(j)), key=lambda j: -j[0].metric.risk.score)
    ordinary = len(judged) - len(worse) - len(better)
    return Home(
        greeting=_greeting(place, len(worse) + len(better), len(judged)),
        data_line=data_line(assessments),
        changed=_tiles(worse),
        changed_sentence=(
            f"{words.count(len(worse), 'vital sign')} worsening. {ordinary} others moved within ordinary variation "
            "or can't be judged yet."
        ),
        below_target=_tiles(short),
        below_target_sentence=f"{words.count(len(short), 'vital sign')} in the lowest two bands, most at stake first.",
        particularly_good=_tiles(better),
        late=late_table(catalogue, assessments),
        units=tuple(
            (child.id, child.name, _level_name(catalogue, child))
            for child in catalogue.organisation.children(unit, on=month.end)
            if scope.may_read_unit(child)
        ),
        sources=source_lines(hub, (a.metric for a in assessments), scope=scope),
        empty=None if judged else _empty(place, month.name),
    )


def _far_short(judged: Judged) -> bool:
    return tile(*judged).band.kind in ("requires_improvement", "inadequate")


def _tiles(judged: Sequence[Judged]) -> tuple[Tile, ...]:
    return tuple(tile(*held) for held in judged[:CARDS])


def _greeting(unit: Unit, changed: int, of: int) -> str:
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
