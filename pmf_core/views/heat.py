"""Explore, mode Compare, where many units stand beside one another: a heat grid of figures, told compactly.

A page can't hold an object for each of thirty thousand cells: texts stand in rows, and how a cell stands is a letter.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from pmf_core.access.scope import Scope
from pmf_core.definitions.metric import Measure, Metric
from pmf_core.definitions.period import parse
from pmf_core.definitions.unit import Unit
from pmf_core.judgement.arrays import Numbers
from pmf_core.measures.latest import Latest
from pmf_core.series import missing_words
from pmf_core.store.hub import Hub
from pmf_core.views import words
from pmf_core.views.grid import GridMetric, Picked, grid_sentence, nothing_beside, picked, table_of_grid
from pmf_core.views.sources import source_lines
from pmf_core.views.standing import AGAINST_ALL, QUARTERS, UNSAID, WITHIN_CHANCE, standings_of
from pmf_core.views.status import EmptyState, SourceLine, Status, Table

METRICS_SHOWN, UNITS_SHOWN = 60, 500
"""How many are laid out at once; the sentence says how many more there are, and a file has no more either."""

LETTERS: Mapping[str, Status] = {
    "b": AGAINST_ALL[2],
    "w": AGAINST_ALL[-2],
    "c": WITHIN_CHANCE,
    "1": QUARTERS["A"],
    "2": QUARTERS["B"],
    "3": QUARTERS["C"],
    "4": QUARTERS["D"],
    "-": UNSAID,
}
"""How a cell stands, in a letter."""

LETTER_OF = {id(status): letter for letter, status in LETTERS.items()}
"""By identity: these few are the ones that cells are given, and thirty thousand of them are not hashed again."""


@dataclass(frozen=True, slots=True)
class Heat:
    """Metrics × units, each cell its text and its letter."""

    sentence: str
    metrics: tuple[GridMetric, ...]
    units: tuple[tuple[str, str], ...]
    own: str
    texts: tuple[tuple[str, ...], ...]
    """A row for each metric."""
    letters: tuple[str, ...]
    """A word for each metric, a letter for each unit."""
    missing: Mapping[str, str]
    """'metric.unit', by their places → why there is no figure, where its publisher or the hub says so."""
    title: str
    sources: tuple[SourceLine, ...]
    empty: EmptyState | None = None


def heat(
    hub: Hub,
    *,
    scope: Scope,
    unit: str,
    period: str,
    beside: str = "",
    search: str = "",
    narrowed: Mapping[str, str] | None = None,
) -> Heat:
    """The metrics that match at every unit of a set, each in its latest period by the one asked for."""
    held = _picked(hub, scope, unit=unit, period=period, beside=beside, search=search, narrowed=narrowed)
    letters = tuple(_letters(held, row) for row in held.rows)
    counts = Counter("".join(letters))
    metrics = [held.figures.metrics[row] for row in held.rows]
    return Heat(
        sentence=grid_sentence(Counter({LETTERS[letter]: many for letter, many in counts.items()}), held),
        metrics=tuple(held.metric(row) for row in held.rows),
        units=tuple((each.id, each.label) for each in held.units),
        own=held.place.id,
        texts=tuple(_texts(held.figures.value[row, : len(held.units)], held.figures.metrics[row]) for row in held.rows),
        letters=letters,
        missing=_missing(held.figures, held.rows, held.units),
        title=held.title,
        sources=source_lines(hub, metrics, scope=scope),
        empty=None if held.rows else nothing_beside(held.place, held.chosen),
    )


def heat_table(
    hub: Hub,
    *,
    scope: Scope,
    unit: str,
    period: str,
    beside: str = "",
    search: str = "",
    narrowed: Mapping[str, str] | None = None,
) -> Table:
    """The same for a file: every value with its interval and its standing, small numbers of people withheld."""
    protected = scope.for_files()
    return table_of_grid(
        _picked(hub, protected, unit=unit, period=period, beside=beside, search=search, narrowed=narrowed)
    )


def _picked(
    hub: Hub, scope: Scope, *, unit: str, period: str, beside: str, search: str, narrowed: Mapping[str, str] | None
) -> Picked:
    return picked(
        hub,
        scope=scope,
        place=hub.catalogue_at(scope.as_at).organisation.unit(unit),
        until=parse(period).end,
        beside=beside,
        search=search,
        narrowed=narrowed or {},
        most=(METRICS_SHOWN, UNITS_SHOWN),
    )


def _letters(held: Picked, row: int) -> str:
    standings = standings_of(held.figures, row, len(held.units), by_quarter=held.by_quarter)
    return "".join([LETTER_OF[id(standing)] for standing in standings])


def _texts(values: Numbers, metric: Metric) -> tuple[str, ...]:
    """The figures of a metric as they are written; pounds are written one by one, because millions are told apart."""
    if metric.unit.kind is Measure.CURRENCY:
        return tuple(words.MISSING if value != value else words.number(value, metric) for value in values.tolist())
    unit, places = metric.unit, metric.decimals
    plain = np.round(values, places)
    return tuple(
        words.MISSING
        if value != value
        else f"{'−' if value < 0 else ''}{unit.prefix}{abs(value):,.{places}f}{unit.suffix}"
        for value in plain.tolist()
    )


def _missing(figures: Latest, rows: Sequence[int], units: Sequence[Unit]) -> dict[str, str]:
    places = {row: place for place, row in enumerate(rows)}
    return {
        f"{places[row]}.{column}": missing_words(reason)
        for (row, column), reason in figures.missing.items()
        if row in places and column < len(units)
    }
