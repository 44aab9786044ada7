"""A unit beside its group as a Vega-Lite dot plot: values with their intervals, best first, and the averages."""

from __future__ import annotations

from typing import Any

import altair as alt

from pmf_core.charts.appearance import SURFACES, Mode, Surface
from pmf_core.charts.axes import ACCENT, FONT, PADDING, styled
from pmf_core.charts.markup import Element, element
from pmf_core.views.metric_profile.peer_values import Dot, Plot

ROW, THIN_ROW = 24, 6
"""The height of a row in pixels, with a name of its own and without."""

MOST_NAMED = 40
"""Up to how many units each row has its name; beyond, the first, the last and the unit itself have theirs."""

LONGEST_NAME = 165
"""The room for a name beside its row, in pixels: a longer one is cut, and stands whole in the table."""

NAME_ROW = 16
"""The height of the name of an average above the plot: one above the other, so that none covers another."""

ROOM = 0.08
"""The share of the range left free at both ends."""

SIZE, OWN_SIZE, SMALL = 56, 130, 30
"""The area of a dot: another unit's, the unit's own, and another's where rows are thin."""

DASHES = ([6, 3], [2, 3], [1, 0])
"""The dashes of the averages, so that they are told apart without colour."""

LAST_ON_THE_RIGHT = 0.65
"""The share of the width up to which there is room for words to the right of a value."""

SYMBOLS = {True: "◆", False: "●"}
"""The unit itself and the others, in the key as on the plot."""


def peers_chart(held: Plot, *, mode: Mode) -> dict[str, Any]:
    """The plot as a specification that draws itself on any background."""
    surface = SURFACES[mode]
    names = [dot.name for dot in held.dots]
    few = len(names) <= MOST_NAMED
    scale = alt.Scale(domain=list(domain_of(held)), nice=False, zero=False)
    axis = alt.Axis(title=held.axis, format=f",.{held.decimals}f", tickCount=5)
    x = alt.X("value:Q", scale=scale, axis=axis)
    y = alt.Y("name:N", sort=names, axis=_names(held, surface, few=few))
    base = alt.Chart(alt.Data(values=[_row(dot, mode, few=few) for dot in held.dots])).encode(y=y)
    layers = [*_lines(held, surface, scale), _bars(base, scale), _dots(base, x)]
    if any(dot.own for dot in held.dots):
        layers.append(_own_name(held, x, y, mode))
    height = len(names) * (ROW if few else THIN_ROW)
    # Only the width is fitted: a row keeps its height however many there are.
    fitted = alt.AutoSizeParams(type="fit-x", contains="padding")
    drawn = alt.LayerChart(layer=layers, width="container", height=height, padding=PADDING, autosize=fitted)
    return styled(drawn, surface).to_dict()


def key_of_peers(held: Plot) -> Element:
    """What the shapes mean, as far as they occur."""
    own = next((dot.name for dot in held.dots if dot.own), "")
    items = [f"{SYMBOLS[True]} {own}, this unit"] if own else []
    items.append(f"{SYMBOLS[False]} {'the others' if own else 'one unit'}")
    if any(dot.lower is not None for dot in held.dots):
        items.append("— 95% interval")
    return element("ul", *(element("li", item) for item in items), class_="key")


def domain_of(held: Plot) -> tuple[float, float]:
    """The range of the value axis: everything drawn, with a little room, inside what is possible."""
    ends = [value for dot in held.dots for value in (dot.value, dot.lower, dot.upper) if value is not None]
    ends += [line.value for line in held.lines]
    low, high = min(ends), max(ends)
    room = (high - low) * ROOM or abs(high) * ROOM or 1.0
    least, most = held.possible
    bottom, top = low - room, high + room
    return (bottom if least is None else max(bottom, min(least, low))), (
        top if most is None else min(top, max(most, high))
    )


def _row(dot: Dot, mode: Mode, *, few: bool) -> dict[str, Any]:
    return {
        "name": dot.name,
        "value": dot.value,
        "lower": dot.lower,
        "upper": dot.upper,
        "text": dot.text,
        "told": dot.told,
        "shape": "diamond" if dot.own else "circle",
        "colour": ACCENT[mode] if dot.own else SURFACES[mode].line,
        "size": OWN_SIZE if dot.own else SIZE if few else SMALL,
    }


def _names(held: Plot, surface: Surface, *, few: bool) -> alt.Axis:
    """Every unit's name where there is room for it; else the first, the last and the unit's own."""
    ends = {held.dots[0].name, held.dots[-1].name, *(dot.name for dot in held.dots if dot.own)}
    values = [dot.name for dot in held.dots if few or dot.name in ends]
    return alt.Axis(
        title=None, values=values, labelLimit=LONGEST_NAME, labelColor=surface.ink, grid=few, labelOverlap=False
    )


def _lines(held: Plot, surface: Surface, scale: alt.Scale) -> list[alt.Chart]:
    """Each average down the plot, with its name above it on the side where there is room."""
    middle = sum(domain_of(held)) / 2
    layers = []
    for place, line in enumerate(held.lines):
        base = alt.Chart(alt.Data(values=[{"value": line.value, "name": line.name}]))
        x = alt.X("value:Q", scale=scale)
        dashes = DASHES[min(place, len(DASHES) - 1)]
        above = -NAME_ROW * (len(held.lines) - place) + NAME_ROW / 2
        layers.append(
            base.mark_rule(color=surface.quiet, strokeDash=dashes, strokeWidth=1.5, y=above).encode(
                x=x, y2=alt.value("height")
            )
        )
        align, aside = ("right", -5) if line.value > middle else ("left", 5)
        words = base.mark_text(align=align, dx=aside, fontSize=11, color=surface.quiet, font=FONT)
        layers.append(words.encode(x=x, y=alt.value(above), text="name:N"))
    return layers


def _bars(base: alt.Chart, scale: alt.Scale) -> alt.Chart:
    """The intervals."""
    bars = base.transform_filter("isValid(datum.lower)").mark_rule(strokeWidth=1.75, opacity=0.75)
    return bars.encode(x=alt.X("lower:Q", scale=scale), x2="upper:Q", color=alt.Color("colour:N", scale=None))


def _dots(base: alt.Chart, x: alt.X) -> alt.Chart:
    """The values, the unit's own by shape too."""
    return base.mark_point(opacity=1, filled=True).encode(
        x=x,
        shape=alt.Shape("shape:N", scale=None),
        color=alt.Color("colour:N", scale=None),
        size=alt.Size("size:Q", scale=None),
        tooltip=[
            alt.Tooltip("name:N", title="Unit"),
            alt.Tooltip("text:N", title="Value"),
            alt.Tooltip("told:N", title="Standing"),
        ],
    )


def _own_name(held: Plot, x: alt.X, y: alt.Y, mode: Mode) -> alt.Chart:
    """The word beside the unit's own value, on the side where there is room for it."""
    own = next(dot for dot in held.dots if dot.own)
    low, high = domain_of(held)
    ends = [own.value if end is None else end for end in (own.lower, own.upper)]
    right = ends[1] < low + (high - low) * LAST_ON_THE_RIGHT
    rows = [{"name": own.name, "value": ends[1] if right else ends[0], "text": f"This unit {own.text}"}]
    words = alt.Chart(alt.Data(values=rows)).mark_text(
        align="left" if right else "right",
        dx=10 if right else -10,
        fontSize=12,
        fontWeight="bold",
        color=ACCENT[mode],
        font=FONT,
    )
    return words.encode(x=x, y=y, text="text:N")
