"""Explore, mode Compare: metrics and units laid side by side, each cell with how it stands."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

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


@dataclass(frozen=True)
class Picked:
    """What is laid out: the metrics and units of a set, with their figures."""

    place: Unit
    sets: tuple[UnitSet, ...]
    chosen: UnitSet | None
    units: tuple[Unit, ...]
    figures: Latest
    rows: tuple[int, ...]
    """The places of the metrics that are shown."""
    all_metrics: int
    all_units: int

    @property
    def by_quarter(self) -> bool:
        """Whether there are others around the units to be sorted among."""
        return self.figures.value.shape[1] > len(self.units)

    @property
    def title(self) -> str:
        """What a table of it is called."""
        return f"Comparison of {self.place.label} and {self.chosen.name if self.chosen else ''}"

    def metric(self, row: int) -> GridMetric:
        """One of the metrics, with the period that it is shown for."""
        metric, period = self.figures.metrics[row], self.figures.periods[row]
        return GridMetric(metric.id, metric.name, period.short_name if period else "", metric.illustrative)


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
    held = picked(
        hub,
        scope=scope,
        place=hub.catalogue_at(scope.as_at).organisation.unit(unit),
        until=parse(period).end,
        beside=beside,
        search=search,
        narrowed=narrowed or {},
    )
    return _laid_out(hub, held, scope=scope)


def picked(
    hub: Hub,
    *,
    scope: Scope,
    place: Unit,
    until: date,
    beside: str,
    search: str,
    narrowed: Mapping[str, str],
    most: tuple[int, int] = (METRICS_SHOWN, UNITS_SHOWN),
) -> Picked:
    """The metrics that match at the units of a set, as many as are laid out at once."""
    catalogue = hub.catalogue_at(scope.as_at)
    scope.require_unit(place)
    sets = unit_sets(hub, place, scope=scope, then=until)
    chosen = _chosen(sets, beside)
    every = units_of(hub, chosen, place, scope=scope, then=until) if chosen else ()
    units = every[: most[1]]
    matching = [m for m in search_metrics(catalogue, search, scope=scope) if fits(catalogue, m, narrowed)]
    if not search:
        matching.sort(key=closest_first)
    authorities = chosen is not None and chosen.group is not None and in_every_tier(catalogue, place)
    everyone = everyone_like(catalogue, place, then=until) if authorities else ()
    figures = latest(hub, matching, [held.id for held in units], scope=scope, until=until, beside=everyone)
    rows, total = _rows_shown(figures, len(units), most=most[0])
    return Picked(place, sets, chosen, units, figures, rows, total, len(every))


def sets_beside(hub: Hub, *, scope: Scope, unit: str, period: str, beside: str = "") -> tuple[tuple[UnitSet, ...], int]:
    """The sets that a unit has, and how many units the chosen one has: from a handful on, it is drawn another way."""
    then = parse(period).end
    place = hub.catalogue_at(scope.as_at).organisation.unit(unit)
    scope.require_unit(place)
    sets = unit_sets(hub, place, scope=scope, then=then)
    chosen = _chosen(sets, beside)
    return sets, len(units_of(hub, chosen, place, scope=scope, then=then)) if chosen else 0


def _chosen(sets: Sequence[UnitSet], beside: str) -> UnitSet | None:
    named = {held.id: held for held in sets}
    if beside and beside not in named and not sets:
        raise unknown("set of units", beside, named)
    return named.get(beside) or next(iter(sets), None)


def _rows_shown(figures: Latest, units: int, *, most: int) -> tuple[tuple[int, ...], int]:
    """The places of the metrics that enough of the units have, and how many there are in all."""
    held = (~np.isnan(figures.value[:, :units])).sum(axis=1)
    found = np.flatnonzero(held >= min(FEWEST_WITH_FIGURES, max(units, 1))).tolist()
    return tuple(found[:most]), len(found)


def _laid_out(hub: Hub, held: Picked, *, scope: Scope) -> Grid:
    figures, units = held.figures, held.units
    standings = [standings_of(figures, row, len(units), by_quarter=held.by_quarter) for row in held.rows]
    cells = tuple(tuple(_cells(figures, row, told)) for row, told in zip(held.rows, standings, strict=True))
    return Grid(
        sentence=grid_sentence(Counter(cell.standing for row in cells for cell in row), held),
        sets=held.sets,
        chosen=held.chosen.id if held.chosen else "",
        metrics=tuple(held.metric(row) for row in held.rows),
        units=tuple((each.id, each.label) for each in units),
        own=held.place.id,
        cells=cells,
        table=table_of_grid(held),
        sources=source_lines(hub, [figures.metrics[row] for row in held.rows], scope=scope),
        empty=None if held.rows else nothing_beside(held.place, held.chosen),
    )


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


def grid_sentence(counts: Mapping[Status, int], held: Picked) -> str:
    """How much is shown, and what the marks of its cells mean."""
    if not held.rows:
        return "Metrics and units side by side."
    tested = counts[WITHIN_CHANCE] + sum(counts[status] for status in AGAINST_ALL.values())
    metrics, units = len(held.rows), len(held.units)
    told = [f"{_of(metrics, held.all_metrics, 'metric')} at {_of(units, held.all_units, 'unit')}."]
    if tested:
        chance = tested * (1 - BEYOND_CHANCE)
        by_chance = "fewer than one" if chance < 1 else f"about {chance:.0f}"
        told.append(
            f"Better and worse are beyond chance against all shown together, at 99.8%: of {tested:,} cells tested, "
            f"{by_chance} would be marked by chance alone."
        )
    if any(counts[status] for status in QUARTERS.values()):
        told.append("Where there are no counts, the quarter of all authorities of England is told.")
    return " ".join(told)


def _of(shown: int, total: int, one: str) -> str:
    return words.count(shown, one) if shown == total else f"The first {shown} of {total:,} {one}s"


def table_of_grid(held: Picked) -> Table:
    """The grid for a file: every value with its interval and its standing."""
    figures, units = held.figures, held.units
    lower, upper = limits(figures)
    columns = ("Metric", "Period", *(each.label for each in units))
    more = [f"{each.label}{part}" for each in units for part in ("", ", lower", ", upper", ", standing")]
    texts, values = [], []
    for row in held.rows:
        told = tuple(_cells(figures, row, standings_of(figures, row, len(units), by_quarter=held.by_quarter)))
        metric, period = figures.metrics[row], figures.periods[row]
        texts.append((metric.name, period.short_name if period else "", *(cell.text for cell in told)))
        numbers: list[object] = []
        for column, cell in enumerate(told):
            each = (figures.value[row, column], lower[row, column], upper[row, column])
            numbers += [None if np.isnan(number) else float(number) for number in each]
            numbers.append(cell.missing or cell.standing.word)
        values.append((metric.name, period.id if period else "", *numbers))
    return Table(
        title=held.title,
        columns=columns,
        rows=tuple(texts),
        values=tuple(values),
        value_columns=("Metric", "Period", *more),
        numeric=tuple(range(2, len(columns))),
    )


def nothing_beside(place: Unit, chosen: UnitSet | None) -> EmptyState:
    """Why there is nothing to lay out."""
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
