"""Units by their size with limits around the average, as a Vega-Lite funnel plot."""

from __future__ import annotations

from typing import Any

import altair as alt

from pmf_core.charts.appearance import LOOKS, SURFACES, Mode, Surface
from pmf_core.charts.axes import ACCENT, FONT, PADDING, styled
from pmf_core.charts.markup import Element, element
from pmf_core.charts.shapes import shape
from pmf_core.views.status import StatusKind
from pmf_core.views.where.values import Funnel, Spot

HEIGHT = 400
"""The height of the plot, so that the page reserves it."""

ROOM = 0.06
"""The share of the range left free at both ends."""

SIZE, OUT_SIZE = 60, 120
"""The area of a point: inside the limits, and of one that stands out."""

MOST_NAMED = 8
"""So many that stand out have their names beside them; the table has them all."""

ROUND_THE_RIGHT = 0.7
"""Beyond this share of the width, a name stands to the left of its point."""

OUT = (StatusKind.IMPROVING, StatusKind.WORSENING)

KEY = {StatusKind.IMPROVING: "Stands out as better", StatusKind.WORSENING: "Stands out as worse"}


def funnel_chart(held: Funnel, *, mode: Mode) -> dict[str, Any]:
    """The plot as a specification that draws itself on any background."""
    surface = SURFACES[mode]
    y_scale = alt.Scale(domain=list(domain_of(held)), nice=False, zero=False, clamp=True)
    ends = held.limits[0].size, held.limits[-1].size
    x_scale = alt.Scale(domain=list(ends), nice=False, zero=False)
    x = alt.X("size:Q", scale=x_scale, axis=alt.Axis(title=held.size_axis, format=",.0f", tickCount=6, grid=False))
    y_axis = alt.Axis(title=held.axis, format=f",.{held.decimals}f", tickCount=6)
    y = alt.Y("value:Q", scale=y_scale, axis=y_axis)
    points = alt.Chart(alt.Data(values=[_row(spot, mode) for spot in held.spots]))
    layers = [*_limits(held, surface, y_scale, x_scale), _centre(held, surface, y_scale)]
    layers += [_points(points, x, y), *_names(held, surface, x, y)]
    drawn = alt.LayerChart(layer=layers, width="container", height=HEIGHT, padding=PADDING)
    return styled(drawn, surface).to_dict()


def key_of_funnel(held: Funnel) -> Element:
    """What the shapes and lines mean, as far as they occur."""
    kinds = [kind for kind in KEY if any(spot.standing.kind is kind for spot in held.spots)]
    items = [element("span", shape(kind), KEY[kind], class_=f"status {kind.value}") for kind in kinds]
    own = next((spot.name for spot in held.spots if spot.own), "")
    told = [*([f"◎ {own}, this unit"] if own else []), "– – 95% limits", "— 99.8% limits"]
    return element("ul", *(element("li", item) for item in (*items, *told)), class_="key")


def domain_of(held: Funnel) -> tuple[float, float]:
    """The range of the value axis: every unit and the limits, with a little room, inside what is possible."""
    values = [spot.value for spot in held.spots]
    values += [end for at in held.limits[len(held.limits) // 4 :] for end in (at.far_lower, at.far_upper)]
    low, high = min(values), max(values)
    room = (high - low) * ROOM or 1.0
    least, most = held.possible
    bottom, top = low - room, high + room
    return (bottom if least is None else max(bottom, least)), (top if most is None else min(top, most))


def _row(spot: Spot, mode: Mode) -> dict[str, Any]:
    look, out = LOOKS[spot.standing.kind], spot.standing.kind in OUT
    return {
        "name": spot.name,
        "value": spot.value,
        "size": spot.size,
        "text": spot.text,
        "standing": spot.standing.word,
        "shape": look.shape,
        "colour": ACCENT[mode] if spot.own and not out else look.colour(mode),
        "area": OUT_SIZE if out or spot.own else SIZE,
        "ring": 2.5 if spot.own else 0,
    }


def _limits(held: Funnel, surface: Surface, y: alt.Scale, x: alt.Scale) -> list[alt.Chart]:
    names = (("lower", [5, 4]), ("upper", [5, 4]), ("far_lower", [1, 0]), ("far_upper", [1, 0]))
    rows = [{"size": at.size, **{name: getattr(at, name) for name, _ in names}} for at in held.limits]
    base = alt.Chart(alt.Data(values=rows))
    return [
        base.mark_line(color=surface.quiet, strokeWidth=1.25, strokeDash=dashes, clip=True).encode(
            x=alt.X("size:Q", scale=x), y=alt.Y(f"{name}:Q", scale=y)
        )
        for name, dashes in names
    ]


def _centre(held: Funnel, surface: Surface, y: alt.Scale) -> alt.LayerChart:
    base = alt.Chart(alt.Data(values=[{"centre": held.centre, "name": held.centre_name}]))
    at = alt.Y("centre:Q", scale=y)
    line = base.mark_rule(color=surface.line, strokeWidth=1.5).encode(y=at)
    words = base.mark_text(align="right", dx=-4, dy=-8, fontSize=11, color=surface.quiet, font=FONT)
    return alt.LayerChart(layer=[line, words.encode(x=alt.value("width"), y=at, text="name:N")])


def _points(base: alt.Chart, x: alt.X, y: alt.Y) -> alt.Chart:
    return base.mark_point(opacity=1, filled=True).encode(
        x=x,
        y=y,
        shape=alt.Shape("shape:N", scale=None),
        color=alt.Color("colour:N", scale=None),
        size=alt.Size("area:Q", scale=None),
        tooltip=[
            alt.Tooltip("name:N", title="Unit"),
            alt.Tooltip("text:N", title="Value"),
            alt.Tooltip("size:Q", title="Out of", format=",.0f"),
            alt.Tooltip("standing:N", title="Standing"),
        ],
    )


def _names(held: Funnel, surface: Surface, x: alt.X, y: alt.Y) -> list[alt.Chart]:
    """The names of those that stand out and of the unit itself, on the side where there is room."""
    named = [spot for spot in held.spots if spot.standing.kind in OUT or spot.own][:MOST_NAMED]
    edge = held.limits[0].size + (held.limits[-1].size - held.limits[0].size) * ROUND_THE_RIGHT
    layers = []
    for left in (False, True):
        rows = [{"name": s.name, "size": s.size, "value": s.value} for s in named if (s.size > edge) == left]
        if rows:
            words = alt.Chart(alt.Data(values=rows)).mark_text(
                align="right" if left else "left", dx=-10 if left else 10, fontSize=12, color=surface.ink, font=FONT
            )
            layers.append(words.encode(x=x, y=y, text="name:N"))
    return layers
