"""Explore, mode Compare: one metric at the units of a set, each in a small drawing of its own on shared axes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from pmf_core.access.scope import Scope
from pmf_core.definitions.metric import Metric
from pmf_core.definitions.period import Period, parse
from pmf_core.definitions.unit import Unit
from pmf_core.store.hub import Hub
from pmf_core.views import words
from pmf_core.views.comparison.figures import Figures, figures_of
from pmf_core.views.comparison.unit_sets import unit_sets, units_of
from pmf_core.views.sources import source_lines
from pmf_core.views.status import EmptyState, SourceLine, Table

MOST_DRAWN = 12
"""How many units are drawn: more can't be taken in at once."""

POINTS_SHOWN = 36
"""How many of the latest periods are drawn."""


@dataclass(frozen=True, slots=True)
class Panel:
    """One unit's line."""

    unit: str
    name: str
    values: tuple[float | None, ...]
    last: str
    """The latest value as it is written."""
    own: bool


@dataclass(frozen=True, slots=True)
class Multiples:
    """One metric at many units over time."""

    title: str
    sentence: str
    axis: str
    decimals: int
    periods: tuple[str, ...]
    panels: tuple[Panel, ...]
    table: Table
    sources: tuple[SourceLine, ...]
    empty: EmptyState | None = None


def multiples(hub: Hub, *, scope: Scope, unit: str, period: str, metric: str, beside: str = "") -> Multiples:
    """The lines of the first units of a set that have figures, on the same periods and the same scale."""
    catalogue, until = hub.catalogue_at(scope.as_at), parse(period).end
    place, about = catalogue.organisation.unit(unit), catalogue.metric(metric, on=until)
    scope.require_unit(place)
    sets = {held.id: held for held in unit_sets(hub, place, scope=scope, then=until)}
    chosen = sets.get(beside) or next(iter(sets.values()), None)
    units = units_of(hub, chosen, place, scope=scope, then=until) if chosen else (place,)
    figures = figures_of(hub, about, parse(period), [each.id for each in units], scope=scope, since=date.min)
    found = [each for each in units if (about.id, each.id) in figures.held]
    shown = found[:MOST_DRAWN]
    every = {point.period for each in shown for point in figures.held[about.id, each.id]}
    periods = sorted((each for each in every if each.end <= until), key=lambda each: each.end)[-POINTS_SHOWN:]
    return Multiples(
        title=f"{about.name}, unit by unit",
        sentence=_sentence(len(shown), len(found), periods),
        axis=about.unit.words or about.name,
        decimals=about.decimals,
        periods=tuple(each.short_name for each in periods),
        panels=tuple(_panel(figures, each, periods, own=each.id == unit) for each in shown),
        table=_table(figures, shown, periods),
        sources=source_lines(hub, [about], scope=scope),
        empty=None if shown else _nothing(about),
    )


def _panel(figures: Figures, unit: Unit, periods: Sequence[Period], *, own: bool) -> Panel:
    values = tuple(_at(figures, unit, each) for each in periods)
    known = [value for value in values if value is not None]
    last = words.number(known[-1], figures.metric) if known else words.MISSING
    return Panel(unit.id, unit.label, values, last, own)


def _at(figures: Figures, unit: Unit, period: Period) -> float | None:
    """The unit's value, or that of the authority before it of exactly its area."""
    point = figures.point(unit.id, period)
    return point.value if point else None


def _sentence(shown: int, found: int, periods: Sequence[Period]) -> str:
    span = f", {periods[0].short_name} to {periods[-1].short_name}" if periods else ""
    units = f"{shown} units" if shown == found else f"The first {shown} of {found} units"
    return f"{units}{span}. Every drawing has the same periods and the same scale, so heights can be compared."


def _table(figures: Figures, units: Sequence[Unit], periods: Sequence[Period]) -> Table:
    about = figures.metric
    columns = ("Period", *(unit.label for unit in units))
    numbers = [[_at(figures, unit, each) for unit in units] for each in reversed(periods)]
    texts = [[words.MISSING if held is None else words.number(held, about) for held in row] for row in numbers]
    names = [each.short_name for each in reversed(periods)]
    return Table(
        title=f"{about.name}, unit by unit",
        columns=columns,
        rows=tuple((name, *row) for name, row in zip(names, texts, strict=True)),
        values=tuple((each.id, *row) for each, row in zip(reversed(periods), numbers, strict=True)),
        numeric=tuple(range(1, len(columns))),
        note=f"In {about.unit.words}." if about.unit.words else "",
    )


def _nothing(about: Metric) -> EmptyState:
    return EmptyState(
        what=f"None of these units has a figure of '{about.name}'.",
        why="Each unit of the set was asked for.",
        way_out="Choose another set of units.",
    )
