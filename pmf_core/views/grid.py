"""Explore, mode Compare: metrics and units laid side by side, each cell with how it stands."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from pmf_core.access.scope import Scope
from pmf_core.definitions.period import parse
from pmf_core.definitions.unit import Unit
from pmf_core.errors import unknown
from pmf_core.measures.latest import Latest, latest
from pmf_core.measures.search import search as search_metrics
from pmf_core.series import missing_words
from pmf_core.store.hub import Hub
from pmf_core.views import words
from pmf_core.views.comparison.groups import everyone_like, in_every_tier
from pmf_core.views.comparison.standings import limits
from pmf_core.views.comparison.unit_sets import UnitSet, unit_sets, units_of
from pmf_core.views.explore import closest_first, fits
from pmf_core.views.sources import source_lines
from pmf_core.views.standing import AGAINST_ALL, QUARTERS, UNSAID, WITHIN_CHANCE, standings_of
from pmf_core.views.status import EmptyState, SourceLine, Status, Table

METRICS_SHOWN, UNITS_SHOWN = 24, 60
"""How many are laid out at once; the sentence says how many more there are."""

FEWEST_WITH_FIGURES = 2
"""A metric is laid out where so many of the units have a figure: of one there is nothing to compare."""

BEYOND_CHANCE = 0.998
"""A cell is marked where its own 99.8 % interval leaves out the whole: at 95 % one in twenty would be by chance."""


@dataclass(frozen=True, slots=True)
class Cell:
    """One metric at one unit."""

    text: str
    standing: Status
    missing: str = ""


@dataclass(frozen=True, slots=True)
class GridMetric:
    """A metric of the grid."""

    id: str
    name: str
    period: str
    illustrative: bool


@dataclass(frozen=True, slots=True)
class Grid:
    """Metrics × units."""

    sentence: str
    sets: tuple[UnitSet, ...]
    chosen: str
    metrics: tuple[GridMetric, ...]
    units: tuple[tuple[str, str], ...]
    """(id, name); the unit itself first, unless they are its own parts."""
    own: str
    cells: tuple[tuple[Cell, ...], ...]
    """A row for each metric."""
    table: Table
    sources: tuple[SourceLine, ...]
    empty: EmptyState | None = None


def grid(
    hub: Hub,
    *,
    scope: Scope,
    unit: str,
    period: str,
    beside: str = "",
    search: str = "",
    narrowed: Mapping[str, str] | None = None,
) -> Grid:
    """The metrics that match, at the units of a set, each metric in its latest period by the one asked for."""
    catalogue, until = hub.catalogue_at(scope.as_at), parse(period).end
    place = catalogue.organisation.unit(unit)
    scope.require_unit(place)
    sets = unit_sets(hub, place, scope=scope, then=until)
    chosen = _chosen(sets, beside)
    every = units_of(hub, chosen, place, scope=scope, then=until) if chosen else ()
    units = every[:UNITS_SHOWN]
    matching = [m for m in search_metrics(catalogue, search, scope=scope) if fits(catalogue, m, narrowed or {})]
    if not search:
        matching.sort(key=closest_first)
    authorities = chosen is not None and chosen.group is not None and in_every_tier(catalogue, place)
    everyone = everyone_like(catalogue, place, then=until) if authorities else ()
    figures = latest(hub, matching, [held.id for held in units], scope=scope, until=until, beside=everyone)
    rows, total = _rows_shown(figures, len(units))
    counts = (total, len(every))
    return _laid_out(hub, figures, rows, units, place=place, sets=sets, chosen=chosen, counts=counts, scope=scope)


def _chosen(sets: Sequence[UnitSet], beside: str) -> UnitSet | None:
    named = {held.id: held for held in sets}
    if beside and beside not in named and not sets:
        raise unknown("set of units", beside, named)
    return named.get(beside) or next(iter(sets), None)


def _rows_shown(figures: Latest, units: int) -> tuple[list[int], int]:
    """The places of the metrics that enough of the units have, and how many there are in all."""
    held = (~np.isnan(figures.value[:, :units])).sum(axis=1)
    found = np.flatnonzero(held >= min(FEWEST_WITH_FIGURES, max(units, 1))).tolist()
    return found[:METRICS_SHOWN], len(found)


def _laid_out(
    hub: Hub,
    figures: Latest,
    rows: Sequence[int],
    units: Sequence[Unit],
    *,
    place: Unit,
    sets: tuple[UnitSet, ...],
    chosen: UnitSet | None,
    counts: tuple[int, int],
    scope: Scope,
) -> Grid:
    metrics = [figures.metrics[row] for row in rows]
    by_quarter = figures.value.shape[1] > len(units)
    standings = [standings_of(figures, row, len(units), by_quarter=by_quarter) for row in rows]
    cells = tuple(tuple(_cells(figures, row, held)) for row, held in zip(rows, standings, strict=True))
    return Grid(
        sentence=_sentence(cells, len(units), counts=counts),
        sets=sets,
        chosen=chosen.id if chosen else "",
        metrics=tuple(_metric(figures, row) for row in rows),
        units=tuple((held.id, held.label) for held in units),
        own=place.id,
        cells=cells,
        table=_table(figures, rows, units, cells, title=f"{place.label} and {chosen.name if chosen else ''}"),
        sources=source_lines(hub, metrics, scope=scope),
        empty=None if rows else _nothing(place, chosen),
    )


def _metric(figures: Latest, row: int) -> GridMetric:
    metric, period = figures.metrics[row], figures.periods[row]
    return GridMetric(metric.id, metric.name, period.short_name if period else "", metric.illustrative)


def _cells(figures: Latest, row: int, standings: Sequence[Status]) -> Iterator[Cell]:
    metric, period = figures.metrics[row], figures.periods[row]
    for column, standing in enumerate(standings):
        value = figures.value[row, column]
        if np.isnan(value):
            reason = figures.missing.get((row, column))
            why = missing_words(reason) if reason else f"no figure for {period.name if period else 'it'}"
            yield Cell(words.MISSING, UNSAID, why)
        else:
            yield Cell(words.number(float(value), metric), standing)


def _sentence(cells: Sequence[Sequence[Cell]], units: int, *, counts: tuple[int, int]) -> str:
    if not cells:
        return "Metrics and units side by side."
    every = [cell.standing for row in cells for cell in row]
    tested = sum(held is WITHIN_CHANCE or held in AGAINST_ALL.values() for held in every)
    metrics, all_units = counts
    told = [f"{_of(len(cells), metrics, 'metric')} at {_of(units, all_units, 'unit')}."]
    if tested:
        chance = tested * (1 - BEYOND_CHANCE)
        by_chance = "fewer than one" if chance < 1 else f"about {chance:.0f}"
        told.append(
            f"Better and worse are beyond chance against all shown together, at 99.8%: of {tested} cells tested, "
            f"{by_chance} would be marked by chance alone."
        )
    if any(held in QUARTERS.values() for held in every):
        told.append("Where there are no counts, the quarter of all authorities of England is told.")
    return " ".join(told)


def _of(shown: int, total: int, one: str) -> str:
    return words.count(shown, one) if shown == total else f"The first {shown} of {total:,} {one}s"


def _table(
    figures: Latest, rows: Sequence[int], units: Sequence[Unit], cells: Sequence[Sequence[Cell]], *, title: str
) -> Table:
    """The grid for a file: every value with its interval and its standing."""
    lower, upper = limits(figures)
    columns = ("Metric", "Period", *(held.label for held in units))
    more = [f"{held.label}{part}" for held in units for part in ("", ", lower", ", upper", ", standing")]
    texts, values = [], []
    for row, told in zip(rows, cells, strict=True):
        metric, period = figures.metrics[row], figures.periods[row]
        texts.append((metric.name, period.short_name if period else "", *(cell.text for cell in told)))
        numbers: list[object] = []
        for column, cell in enumerate(told):
            held = (figures.value[row, column], lower[row, column], upper[row, column])
            numbers += [None if np.isnan(number) else float(number) for number in held]
            numbers.append(cell.missing or cell.standing.word)
        values.append((metric.name, period.id if period else "", *numbers))
    return Table(
        title=f"Comparison of {title}",
        columns=columns,
        rows=tuple(texts),
        values=tuple(values),
        value_columns=("Metric", "Period", *more),
        numeric=tuple(range(2, len(columns))),
    )


def _nothing(place: Unit, chosen: UnitSet | None) -> EmptyState:
    if chosen is None:
        return EmptyState(
            what=f"{place.label} has nobody beside it to be laid out with.",
            why="It has no parts of its own, nothing hangs from the same unit, and it stands in no group.",
            way_out="Choose another unit in the bar at the top.",
        )
    return EmptyState(
        what="No metric that matches has figures at two of these units.",
        why=f"The set is: {chosen.name}.",
        way_out="Choose another set, or take out a word of the search or a choice that narrows the list.",
    )
