"""Several plots one above the other on one time axis, each with a value axis of its own.

They are one drawing whose value axes each have a strip of the height: plots that are set one above the other by
Vega-Lite itself can't take the width of their place.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import altair as alt

from pmf_core.charts.appearance import SURFACES, Mode, Surface
from pmf_core.charts.axes import ACCENT, FONT, PADDING, along_periods, moved_apart, range_of, styled
from pmf_core.charts.markup import Element, element
from pmf_core.views.when.values import Line, Panel, Panels

STRIP, TITLE = 120, 34
"""The height of each plot, and the room above it for its title."""

BESIDE, LEVEL = [6, 3], [2, 3]
"""The dashes of a second line, and of a level such as a budget."""

LONGEST_NAME = 88
"""The room for the name of a line at its right end, in pixels."""

APART = 2.5
"""A strip is so much lower than a whole plot, and the names of its lines need so much more room."""

TICKS = 4


def panels_chart(held: Panels, *, mode: Mode) -> dict[str, Any]:
    """The plots as one specification that draws itself on any background."""
    surface = SURFACES[mode]
    layers = [_plot(held, place, surface, mode) for place in range(len(held.panels))]
    drawn = alt.LayerChart(
        layer=layers,
        width="container",
        height=(STRIP + TITLE) * len(layers),
        padding=PADDING | {"top": 4},
    )
    return styled(drawn.resolve_scale(y="independent"), surface).to_dict()


def _plot(held: Panels, place: int, surface: Surface, mode: Mode) -> alt.LayerChart:
    """One plot in its strip, the first at the top."""
    panel, whole = held.panels[place], (STRIP + TITLE) * len(held.panels)
    top, foot = ((place * (STRIP + TITLE) + TITLE + reach) / whole for reach in (0, STRIP))
    domain = range_of([value for line in panel.lines for value in line.values], possible=(None, None))
    scale = alt.Scale(domain=list(domain), nice=False, zero=False, range=[_down(foot), _down(top)])
    axis = alt.Axis(title=None, format=f",.{panel.decimals}f", tickCount=TICKS, orient="left", grid=True)
    x, y = along_periods(held.periods, surface), alt.Y("value:Q", scale=scale, axis=axis)
    layers = [_line(held, panel, line, x, y, surface, mode) for line in panel.lines]
    return alt.LayerChart(layer=[*layers, *_words(held, panel, domain, x, y, surface, mode, top=top)])


def _down(share: float) -> dict[str, str]:
    """A place so far down the whole drawing, whatever height its place on the page leaves it."""
    return {"expr": f"height * {share:.4f}"}


def _line(held: Panels, panel: Panel, line: Line, x: alt.X, y: alt.Y, surface: Surface, mode: Mode) -> alt.Chart:
    rows = [
        {"period": period, "value": value, "text": "none" if value is None else f"{value:,.{panel.decimals}f}"}
        for period, value in zip(held.periods, line.values, strict=True)
    ]
    told = [alt.Tooltip("period:N", title="Month"), alt.Tooltip("text:N", title=line.name)]
    base = alt.Chart(alt.Data(values=rows)).encode(x=x, y=y, tooltip=told)
    if line.level:
        return base.mark_line(interpolate="step", color=surface.ink, strokeDash=LEVEL, strokeWidth=1.75)
    if line.main:
        return base.mark_line(color=ACCENT[mode], strokeWidth=2.25)
    return base.mark_line(color=surface.line, strokeDash=BESIDE, strokeWidth=1.75)


def _words(
    held: Panels,
    panel: Panel,
    domain: tuple[float, float],
    x: alt.X,
    y: alt.Y,
    surface: Surface,
    mode: Mode,
    *,
    top: float,
) -> Iterator[alt.Chart]:
    """The plot's title above it, and each line named at its right end where there are several."""
    title = alt.Chart(alt.Data(values=[{"title": f"{panel.title}, {panel.axis}"}])).mark_text(
        align="left", baseline="bottom", fontSize=12, fontWeight=600, color=surface.ink, font=FONT
    )
    yield title.encode(x=alt.value(0), y=alt.value({"expr": f"height * {top:.4f} - 6"}), text="title:N")
    if len(panel.lines) < 2:
        return
    ends = sorted((line.values[-1], line.name, line.main) for line in panel.lines if line.values[-1] is not None)
    places = moved_apart([end for end, _, _ in ends], (domain[0], domain[0] + (domain[1] - domain[0]) * APART))
    rows = [
        {"period": held.periods[-1], "value": place, "text": name, "colour": ACCENT[mode] if main else surface.quiet}
        for place, (_, name, main) in zip(places, ends, strict=True)
    ]
    names = alt.Chart(alt.Data(values=rows)).mark_text(align="left", dx=8, fontSize=11, font=FONT, limit=LONGEST_NAME)
    yield names.encode(x=x, y=y, text="text:N", color=alt.Color("colour:N", scale=None))


def key_of_panels(held: Panels) -> Element:
    """What the lines mean where a plot has more than one."""
    several = (line for panel in held.panels if len(panel.lines) > 1 for line in panel.lines)
    items = [f"{_symbol(line)} {line.name}" for line in several]
    return element("ul", *(element("li", item) for item in items), class_="key")


def _symbol(line: Line) -> str:
    return "┈" if line.level else "━" if line.main else "╌"
