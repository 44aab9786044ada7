"""Metrics and units side by side: one element, in which every figure leads to its metric at its unit."""

from __future__ import annotations

from collections.abc import Sequence

from pmf_core.charts.markup import Element, Markup, element
from pmf_core.charts.multiples import small_multiples
from pmf_core.charts.shapes import status
from pmf_core.charts.table import table_of
from pmf_core.charts.tiles import illustrative_tag
from pmf_core.views.comparison.unit_sets import UnitSet
from pmf_core.views.grid import Cell, Grid, GridMetric
from pmf_core.views.multiples import Multiples
from pmf_core.views.status import StatusKind
from ui.address import COMPARE, METRIC, TAB, asked, here, link
from ui.parts import states
from ui.parts.downloads import downloads
from ui.parts.drawing import draw, write
from ui.parts.reading import folded_table

MOST_ACROSS = 14
"""So many units stand side by side in a table for reading; more stand in a heat grid."""


def sets(offered: Sequence[UnitSet], chosen: str) -> None:
    """Which units to lay side by side."""
    shown = chosen if any(held.id == chosen for held in offered) else next((held.id for held in offered), "")
    items = [element("li", _set(held.id, held.name, chosen=shown)) for held in offered]
    if items:
        write(element("nav", element("ul", *items), class_="filters", aria_label="Units"), key="sets")


def laid_out(held: Grid) -> None:
    """The grid as a table, and the whole of it as files."""
    shown = _metrics_down(held)
    write(
        element("div", shown, class_="reading side-by-side", tabindex="0", role="region", aria_label="Grid"), key="grid"
    )
    downloads(held.table, sources=held.sources, key="grid")


def over_time(held: Multiples) -> None:
    """One metric unit by unit, and the same as a table and as files."""
    write(
        element("section", element("h2", held.title), element("p", held.sentence, class_="sentence")), key="multiples"
    )
    if held.empty:
        states.empty(held.empty, key="no_lines")
        return
    metric = asked(METRIC)
    draw(small_multiples(held, link=lambda unit: link("metric", m=metric, u=unit)), key="lines")
    folded_table(held.table, sources=held.sources, key="lines", label="The lines as a table")
    write(element("p", element("a", "Back to all metrics", href=here(**{METRIC: ""}))), key="all_metrics")


def _set(name: str, words: str, *, chosen: str) -> Element:
    return element("a", words, href=here(**{COMPARE: name}), aria_current="true" if name == chosen else None)


def _metrics_down(held: Grid) -> Element:
    heads = ("Metric", *(f"{name} (this unit)" if unit == held.own else name for unit, name in held.units))
    rows = [
        (_metric(metric), *(_cell(cell, metric.id, unit) for cell, (unit, _) in zip(cells, held.units, strict=True)))
        for metric, cells in zip(held.metrics, held.cells, strict=True)
    ]
    return table_of(heads, rows, caption=held.sentence)


def _metric(metric: GridMetric) -> Markup:
    name = element("a", metric.name, href=link("metric", m=metric.id, **{TAB: "peers"}))
    tag = illustrative_tag() if metric.illustrative else None
    lines = element("a", "unit by unit over time", href=here(**{METRIC: metric.id}))
    return element("span", name, " ", tag, element("span", metric.period, " · ", lines, class_="under"))


def _cell(cell: Cell, metric: str, unit: str) -> Markup:
    if cell.missing:
        return element("span", cell.text, element("span", cell.missing, class_="under"))
    told = status(cell.standing) if cell.standing.kind is not StatusKind.NOT_JUDGED else None
    return element("span", element("a", cell.text, href=link("metric", m=metric, u=unit)), told, class_="standing")
