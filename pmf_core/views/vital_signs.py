"""Vital Signs: the board's one screen."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from pmf_core.access.scope import Scope
from pmf_core.definitions.framework import Theme
from pmf_core.definitions.period import Period, parse
from pmf_core.definitions.unit import Unit
from pmf_core.judgement.verdict import NotJudged
from pmf_core.store.hub import Hub
from pmf_core.views import words
from pmf_core.views.assessment import Assessment, assess, vital_signs_of
from pmf_core.views.process import Process, processes
from pmf_core.views.sources import source_lines
from pmf_core.views.status import EmptyState, SourceLine, Table, TileSection
from pmf_core.views.tables import metric_table
from pmf_core.views.tile import tile

Judged = tuple[Assessment, Process]


@dataclass(frozen=True, slots=True)
class VitalSigns:
    """What the page says for one unit and month."""

    unit: str
    unit_name: str
    period: str
    headline: str
    data_line: str
    """'Data to March 2026 · newest received 10 April 2026 · …'."""
    sections: tuple[TileSection, ...]
    table: Table
    sources: tuple[SourceLine, ...]
    empty: EmptyState | None = None


def vital_signs(hub: Hub, *, scope: Scope, unit: str, period: str) -> VitalSigns:
    """The board's metrics at a unit, theme by theme."""
    catalogue = hub.catalogue_at(scope.as_at)
    month, place = parse(period), catalogue.organisation.unit(unit)
    assessments = [
        assessment
        for assessment in assess(hub, vital_signs_of(catalogue, place), unit, period=month, scope=scope)
        if assessment.point is not None
    ]
    judged = list(zip(assessments, processes(assessments), strict=True))
    title = f"Vital signs of {place.name}, {month.name}"
    return VitalSigns(
        unit=unit,
        unit_name=place.name,
        period=month.name,
        headline=headline(judged),
        data_line=data_line(assessments),
        sections=tuple(_sections(catalogue.framework.themes, judged)),
        table=metric_table(title, assessments, [process for _, process in judged]),
        sources=source_lines(hub, (a.metric for a in assessments), scope=scope),
        empty=None if assessments else _empty(place, month),
    )


def headline(judged: Sequence[Judged]) -> str:
    """The whole screen in a sentence: how many moved for real, and how many are short of their target."""
    worsening = sum(process.worsening for _, process in judged)
    improving = sum(process.improving for _, process in judged)
    short = sum(a.short_of_target is not None and a.short_of_target > 0 for a, _ in judged)
    aimed = sum(a.short_of_target is not None for a, _ in judged)
    ordinary = sum(not (isinstance(p.variation, NotJudged) or p.worsening or p.improving) for _, p in judged)
    young = len(judged) - worsening - improving - ordinary
    parts = [f"{worsening} worsening", f"{improving} improving", f"{ordinary} within ordinary variation"]
    if young:
        parts.append(f"{young} with too few figures to judge")
    return (
        f"{words.count(len(judged), 'vital sign')}: {words.listed(parts)}. "
        f"{short} of the {aimed} with a target are short of it."
    )


def data_line(assessments: Sequence[Assessment]) -> str:
    """How new the data are."""
    points = [a.point for a in assessments if a.point is not None]
    if not points:
        return ""
    newest = max(points, key=lambda point: point.period.end)
    received: list[datetime] = [point.known_from for point in points if point.known_from is not None]
    line = f"Data to {newest.period.name}"
    if received:
        line += f" · newest received {words.day(max(received))}"
    illustrative = sum(a.metric.illustrative for a in assessments)
    if illustrative:
        line += f" · {illustrative} of {len(assessments)} are illustrative"
    return line


def _sections(themes: Sequence[Theme], judged: Sequence[Judged]) -> list[TileSection]:
    sections = []
    for theme in themes:
        held = [(a, p) for a, p in judged if a.metric.theme == theme.id]
        if held:
            tiles = tuple(tile(a, p) for a, p in held)
            sections.append(TileSection(theme.id, theme.name, headline(held), tiles))
    return sections


def _empty(unit: Unit, month: Period) -> EmptyState:
    return EmptyState(
        what=f"No vital sign of {unit.name} has a figure by {month.name}.",
        why="Nothing had been published or returned for it by then, as far as was known at the moment asked about.",
        way_out="Choose a later month, another unit, or 'Now' in As at.",
    )
