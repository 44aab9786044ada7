"""The tab Map: one metric over the districts of the county by boundary, or over England by hexagon."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from pmf_core.access.scope import Scope
from pmf_core.catalogue.catalogue import Catalogue
from pmf_core.definitions.metric import Metric
from pmf_core.definitions.outline import Layer, Outline
from pmf_core.definitions.unit import Unit
from pmf_core.measures.latest import Latest, latest
from pmf_core.series import missing_words
from pmf_core.store.hub import Hub
from pmf_core.views import words
from pmf_core.views.comparison.comparators import compared_on
from pmf_core.views.comparison.groups import everyone_like
from pmf_core.views.context import Choice
from pmf_core.views.metric_profile.header import Subject, header, subject
from pmf_core.views.metric_profile.values import Header
from pmf_core.views.sources import source_lines
from pmf_core.views.standing import AGAINST_ALL, QUARTERS, UNSAID, WITHIN_CHANCE, standings_of
from pmf_core.views.status import EmptyState, SourceLine, Status, Table

NAMES = {
    Layer.BOUNDARIES: "Within the county",
    Layer.AUTHORITIES: "England, by authority",
    Layer.DISTRICTS: "England, by district",
}
"""Each layer as it is offered."""


DRAWN_FROM = {
    Layer.BOUNDARIES: ("ons_geography", "2024"),
    Layer.AUTHORITIES: ("hex_maps", "2023"),
    Layer.DISTRICTS: ("hex_maps", "2023"),
}
"""Whose outlines they are, and of which year."""


@dataclass(frozen=True, slots=True)
class Area:
    """One unit on the map."""

    unit: str
    name: str
    text: str
    standing: Status
    x: float
    y: float
    path: str
    own: bool


@dataclass(frozen=True, slots=True)
class AreaMap:
    """The tab Map."""

    header: Header
    layers: tuple[Choice, ...]
    chosen: str
    title: str
    sentence: str
    areas: tuple[Area, ...]
    table: Table | None
    row_units: tuple[str, ...]
    sources: tuple[SourceLine, ...]
    empty: EmptyState | None = None


def area_map(hub: Hub, *, scope: Scope, metric: str, unit: str, period: str, layer: str = "") -> AreaMap:
    """A metric on a map, in its latest period by the one asked for; the layer asked for, or the first there is."""
    held = subject(hub, metric, unit, period=period, scope=scope)
    assessment, catalogue = held.assessment, held.catalogue
    found = {each: figures for each in Layer if (figures := _figures(hub, held, each, scope=scope)) is not None}
    top, sources = header(held), source_lines(hub, [assessment.metric], scope=scope)
    if not found:
        return AreaMap(top, (), "", "", "", (), None, (), sources, _nothing(assessment.metric))
    chosen = Layer(layer) if layer in {each.value for each in found} else next(iter(found))
    figures = found[chosen]
    placed = (each for each in catalogue.outlines if each.layer is chosen and each.unit in figures.units)
    shown = {outline.unit: outline for outline in placed}
    standings = standings_of(figures, 0, len(shown), by_quarter=True)
    areas = tuple(
        _area(catalogue, figures, shown[name], standing, own=unit)
        for name, standing in zip(figures.units, standings, strict=False)
    )
    table, units = _table(assessment.metric, areas, figures, chosen)
    return AreaMap(
        header=top,
        layers=tuple(Choice(each.value, NAMES[each]) for each in found),
        chosen=chosen.value,
        title=_title(assessment.metric, areas, figures),
        sentence=_sentence(areas, chosen),
        areas=areas,
        table=table,
        row_units=units,
        sources=(*sources, *_outline_source(catalogue, chosen)),
    )


def _figures(hub: Hub, held: Subject, layer: Layer, *, scope: Scope) -> Latest | None:
    """The figures of the units of a layer, with the others of their kind beside them; nothing where none has one."""
    catalogue, metric = held.catalogue, held.assessment.metric
    placed = [outline.unit for outline in catalogue.outlines if outline.layer is layer]
    units = placed if layer is not Layer.BOUNDARIES else _within(catalogue, placed, metric)
    if not units or not _suits(metric, layer):
        return None
    beside: tuple[str, ...] = ()
    if layer is Layer.BOUNDARIES:
        first = catalogue.organisation.unit(units[0])
        beside = everyone_like(catalogue, first, then=compared_on(held.assessment))
    figures = latest(hub, [metric], units, scope=scope, until=held.assessment.asked.end, beside=beside)
    valued = (~np.isnan(figures.value[:, : len(units)])).sum() if len(figures.metrics) else 0
    return figures if valued > 1 else None


def _within(catalogue: Catalogue, placed: Sequence[str], metric: Metric) -> list[str]:
    """The places of the tree at the lowest level for which there are figures."""
    units = [catalogue.organisation.unit(name) for name in placed]
    level = next((level for level in ("ward", "district") if level in metric.levels), "")
    return [unit.id for unit in units if unit.level == level]


def _suits(metric: Metric, layer: Layer) -> bool:
    """Whether a metric is published for the places of a layer."""
    match layer:
        case Layer.BOUNDARIES:
            return True
        case Layer.AUTHORITIES:
            return "council" in metric.levels and "authority" in metric.levels
        case Layer.DISTRICTS:
            return "district" in metric.levels


def _area(catalogue: Catalogue, figures: Latest, outline: Outline, standing: Status, *, own: str) -> Area:
    unit: Unit = catalogue.organisation.unit(outline.unit)
    column = figures.units.index(outline.unit)
    value = figures.value[0, column]
    missing = np.isnan(value)
    return Area(
        unit=unit.id,
        name=unit.label,
        text=words.MISSING if missing else words.number(float(value), figures.metrics[0]),
        standing=UNSAID if missing else standing,
        x=outline.x,
        y=outline.y,
        path=outline.path,
        own=unit.id == own,
    )


def _title(metric: Metric, areas: Sequence[Area], figures: Latest) -> str:
    values = figures.value[0, : len(areas)]
    if np.isnan(values).all():
        return metric.name
    high, low = areas[int(np.nanargmax(values))], areas[int(np.nanargmin(values))]
    period = figures.periods[0]
    when = f", {period.name}" if period else ""
    return f"{metric.name}{when}: from {low.text} in {low.name} to {high.text} in {high.name}"


def _sentence(areas: Sequence[Area], layer: Layer) -> str:
    without = sum(area.text == words.MISSING for area in areas)
    told = [f"{words.count(len(areas) - without, 'area')} with a figure."]
    if without:
        told = [f"{told[0][:-1]}, {without} without: the table says why."]
    standings = [area.standing for area in areas]
    if any(held in QUARTERS.values() for held in standings):
        among = "districts" if layer is not Layer.AUTHORITIES else "authorities"
        told.append(f"The quarter is told among all {among} of England.")
    if any(held in AGAINST_ALL.values() or held is WITHIN_CHANCE for held in standings):
        told.append("Better and worse are beyond chance against all shown together, at 99.8%.")
    if layer is not Layer.BOUNDARIES:
        own = next((area for area in areas if area.own), None)
        told.append("Every hexagon is one authority, whatever its size; they lie about where they are.")
        told += [f"{own.name} is outlined."] if own else []
    return " ".join(told)


def _outline_source(catalogue: Catalogue, layer: Layer) -> Iterator[SourceLine]:
    name, year = DRAWN_FROM[layer]
    source = catalogue.sources.get(name)
    if source is not None:
        yield SourceLine(source.name, source.publisher, source.licence, year)


def _table(metric: Metric, areas: Sequence[Area], figures: Latest, layer: Layer) -> tuple[Table, tuple[str, ...]]:
    values = figures.value[0, : len(areas)]
    order = sorted(range(len(areas)), key=lambda at: (np.isnan(values[at]), -np.nan_to_num(values[at]), areas[at].name))
    rows, raw = [], []
    for at in order:
        reason = figures.missing.get((0, at))
        why = "" if not np.isnan(values[at]) else missing_words(reason) if reason else "no figure for the period"
        rows.append((areas[at].name, areas[at].text, areas[at].standing.word, words.capitalised(why)))
        raw.append((areas[at].name, None if np.isnan(values[at]) else float(values[at]), areas[at].standing.word, why))
    table = Table(
        title=f"{metric.name}, {NAMES[layer]}",
        columns=("Area", "Value", "Standing", "Note"),
        rows=tuple(rows),
        values=tuple(raw),
        numeric=(1,),
        note=f"In {metric.unit.words}." if metric.unit.words else "",
    )
    return table, tuple(areas[at].unit for at in order)


def _nothing(metric: Metric) -> EmptyState:
    return EmptyState(
        what="There is no map of this metric.",
        why=f"'{metric.name}' has no figures at two districts or authorities: a map needs places.",
        way_out="Look at the tab Peers or Now, or choose a metric that others publish too.",
    )
