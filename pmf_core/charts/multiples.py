"""Small drawings of one metric at many units, on the same periods and the same scale, as one element."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from pmf_core.charts.markup import Element, element
from pmf_core.views.multiples import Multiples, Panel

WIDTH, HEIGHT = 220, 90
"""A drawing's own units; it stretches to the width of its place."""

MARGIN = 5
"""Room for the marks at the edge."""

Link = Callable[[str], str]


def small_multiples(held: Multiples, *, link: Link) -> Element:
    """A drawing for each unit; the names are links, and the scale stands below each."""
    low, high = scale_of(held)
    items = [element("li", *_drawing(held, panel, low, high, link=link)) for panel in held.panels]
    return element("ul", *items, class_="multiples")


def scale_of(held: Multiples) -> tuple[float, float]:
    """The least and the most of all drawings: one scale for all."""
    every = [value for panel in held.panels for value in panel.values if value is not None]
    low, high = (min(every), max(every)) if every else (0.0, 1.0)
    return (low, high) if high > low else (low - 1, high + 1)


def _drawing(held: Multiples, panel: Panel, low: float, high: float, *, link: Link) -> Iterator[Element]:
    own = " (this unit)" if panel.own else ""
    yield element("p", element("a", f"{panel.name}{own}", href=link(panel.unit)), " ", element("b", panel.last))
    yield element(
        "svg",
        element("title", f"{panel.name}, {held.periods[0]} to {held.periods[-1]}, now {panel.last}"),
        element("path", d=f"M0 {MARGIN}H{WIDTH}M0 {HEIGHT - MARGIN}H{WIDTH}", class_="grid"),
        element("path", d=_path(panel, low, high), class_="line own" if panel.own else "line"),
        viewBox=f"0 0 {WIDTH} {HEIGHT}",
        preserveAspectRatio="none",
        role="img",
    )
    ends = f"{held.periods[0]} to {held.periods[-1]}, from {low:,.{held.decimals}f} to {high:,.{held.decimals}f}"
    yield element("p", ends, class_="under")


def _path(panel: Panel, low: float, high: float) -> str:
    """The line; a gap in the values is a gap in it, and a value alone between gaps is a dot."""
    step = WIDTH / max(len(panel.values) - 1, 1)
    drawn, begun = "", False
    for place, value in enumerate(panel.values):
        if value is None:
            begun = False
            continue
        height = HEIGHT - MARGIN - (value - low) / (high - low) * (HEIGHT - 2 * MARGIN)
        drawn += f"{'L' if begun else 'M'}{place * step:.1f} {height:.1f}" + ("" if begun else "h0")
        begun = True
    return drawn
