"""Vital Signs: the board's one screen."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from pmf_core.access.scope import Scope
from pmf_core.definitions.framework import Theme
from pmf_core.definitions.period import Period, parse
from pmf_core.definitions.unit import Unit
from pmf_core.store.hub import Hub
from pmf_core.views import words
from pmf_core.views.assessment import Assessment, vital_signs_of
from pmf_core.views.exceptions.changes import ChangeLine, changes_since_report
from pmf_core.views.exceptions.lines import ExceptionLine, line_of
from pmf_core.views.exceptions.listing import ExceptionRow, exceptions
from pmf_core.views.headline import headline, ordinary_sentence
from pmf_core.views.narrative.exceptions import narratives_sentence, standings_of, without_action
from pmf_core.views.narrative.standing import Standing
from pmf_core.views.raised.trail import marks
from pmf_core.views.sources import source_lines
from pmf_core.views.status import EmptyState, SourceLine, Status, Table, TileSection
from pmf_core.views.tables import metric_table
from pmf_core.views.tile import tile


@dataclass(frozen=True, slots=True)
class VitalSigns:
    """What the page says for one unit and month."""

    unit: str
    unit_name: str
    period: str
    headline: str
    data_line: str
    """'Data to March 2026 · newest received 10 April 2026 · …'."""
    exceptions: tuple[ExceptionLine, ...]
    known: tuple[ExceptionLine, ...]
    """Exceptions that have been discussed and have a plan running."""
    narratives_sentence: str
    """How many of the exceptions are told, and how."""
    without_action: tuple[ExceptionLine, ...]
    """The exceptions about which nothing is owned and dated, and of which nobody says why nothing is done."""
    good: tuple[ExceptionLine, ...]
    changes: tuple[ChangeLine, ...]
    """Signals and restatements since the last report, apart."""
    changes_sentence: str
    below_target: tuple[ExceptionLine, ...]
    ordinary_sentence: str
    """What moved by ordinary variation, in a line: never hidden."""
    beside: tuple[tuple[str, tuple[ExceptionLine, ...]], ...]
    """What stands beside performance: finance, risks, change, quality, each with its figures or with none."""
    sections: tuple[TileSection, ...]
    table: Table
    sources: tuple[SourceLine, ...]
    empty: EmptyState | None = None


def vital_signs(hub: Hub, *, scope: Scope, unit: str, period: str) -> VitalSigns:
    """The board's metrics at a unit: exceptions first, then theme by theme."""
    catalogue = hub.catalogue_at(scope.as_at)
    month, place = parse(period), catalogue.organisation.unit(unit)
    listing = exceptions(hub, vital_signs_of(catalogue, place), unit, period=month, scope=scope)
    rows = in_order_of_themes(listing.everything, catalogue.framework.themes)
    assessments = [row.assessment for row in rows]
    changes, changes_sentence = changes_since_report(hub, rows, unit, period=month, scope=scope)

    raised = marks(hub, scope=scope, unit=unit)
    told = standings_of(hub, listing.exceptions, unit, catalogue=catalogue, scope=scope)

    def lines(held: Sequence[ExceptionRow]) -> tuple[ExceptionLine, ...]:
        return tuple(
            line_of(row, catalogue, raised=raised.get(row.metric.id, ""), **_told(told.get(row.metric.id)))
            for row in held
        )

    held = {row.metric.id: row for row in rows}
    kinds = catalogue.framework.beside
    return VitalSigns(
        unit=unit,
        unit_name=place.name,
        period=month.name,
        headline=headline(listing),
        data_line=data_line(assessments),
        exceptions=lines(listing.exceptions),
        known=lines(listing.known),
        narratives_sentence=narratives_sentence(listing.exceptions, told),
        without_action=lines(without_action(listing.exceptions, told)),
        good=lines(listing.good),
        changes=changes,
        changes_sentence=changes_sentence,
        below_target=lines(listing.below_target),
        ordinary_sentence=ordinary_sentence(listing),
        beside=tuple((kind.name, lines([held[name] for name in kind.metrics if name in held])) for kind in kinds),
        sections=tuple(_sections(catalogue.framework.themes, rows)),
        table=metric_table(f"Vital signs of {place.name}, {month.name}", assessments, [row.process for row in rows]),
        sources=source_lines(hub, (a.metric for a in assessments), scope=scope),
        empty=None if rows else _empty(place, month),
    )


def _told(standing: Standing | None) -> dict[str, Status]:
    return {"narrative": standing.status, "action": standing.action} if standing else {}


def in_order_of_themes(rows: Sequence[ExceptionRow], themes: Sequence[Theme]) -> list[ExceptionRow]:
    """The rows theme by theme, by name inside a theme."""
    order = {theme.id: place for place, theme in enumerate(themes)}
    return sorted(rows, key=lambda row: (order.get(row.metric.theme, len(order)), row.metric.name.casefold()))


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
    line += f" · ages counted to {words.day(assessments[0].today)}"
    illustrative = sum(a.metric.illustrative for a in assessments)
    if illustrative:
        line += f" · {illustrative} of {len(assessments)} are illustrative"
    return line


def _sections(themes: Sequence[Theme], rows: Sequence[ExceptionRow]) -> list[TileSection]:
    sections = []
    for theme in themes:
        held = [row for row in rows if row.metric.theme == theme.id]
        if held:
            tiles = tuple(tile(row.assessment, row.process, codes=row.outcome.fired) for row in held)
            sections.append(TileSection(theme.id, theme.name, _theme_sentence(held), tiles))
    return sections


def _theme_sentence(rows: Sequence[ExceptionRow]) -> str:
    worsening, improving = sum(r.process.worsening for r in rows), sum(r.process.improving for r in rows)
    exceptional = sum(r.outcome.is_exception for r in rows)
    return (
        f"{words.count(len(rows), 'metric')}: {worsening} worsening, {improving} improving, "
        f"{words.count(exceptional, 'exception')}"
    )


def _empty(unit: Unit, month: Period) -> EmptyState:
    return EmptyState(
        what=f"No vital sign of {unit.name} has a figure by {month.name}.",
        why="Nothing had been published or returned for it by then, as far as was known at the moment asked about.",
        way_out="Choose a later month, another unit, or 'Now' in As at.",
    )
