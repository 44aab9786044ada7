"""A change as a waterfall: a row a contributor, from the level before to the level after."""

from __future__ import annotations

from typing import Any

import altair as alt

from pmf_core.charts.appearance import LOOKS, SURFACES, Mode, Surface
from pmf_core.charts.markup import Element, element
from pmf_core.charts.shapes import shape
from pmf_core.charts.trend import FONT, PADDING, styled
from pmf_core.views.status import StatusKind
from pmf_core.views.why import Step, Waterfall
from pmf_core.views.why.values import StepKind

ROW = 30
"""The height of a row in pixels."""

BAR = 16
"""The height of a bar."""

ROOM = 0.16
"""The share of the range left free at both ends, for the amounts beside the bars."""

NAME_WIDTH = 210
"""The most pixels that a name takes."""

KINDS = {
    StatusKind.NEUTRAL: "Ordinary variation",
    StatusKind.IMPROVING: "Out of the ordinary, for the better",
    StatusKind.WORSENING: "Out of the ordinary, for the worse",
}
"""What each kind of bar is called in the key."""


def waterfall_chart(held: Waterfall, *, mode: Mode) -> dict[str, Any]:
    """The waterfall as a specification that draws itself on any background."""
    surface = SURFACES[mode]
    rows = [_row(step, place, held, mode) for place, step in enumerate(held.steps)]
    scale = alt.Scale(domain=list(domain_of(held)), nice=False, zero=False)
    order = [row["place"] for row in rows]
    names = {row["place"]: row["name"] for row in rows}
    axis = alt.Axis(
        title=None,
        labelExpr=f"{_lookup(names)}[datum.value]",
        labelLimit=NAME_WIDTH,
        labelColor=surface.ink,
        grid=False,
        domain=False,
        ticks=False,
        labelOverlap=False,
    )
    y = alt.Y("place:N", sort=order, axis=axis)
    base = alt.Chart(alt.Data(values=rows)).encode(y=y)
    layers = [_joins(base, scale, surface), _bars(base, scale, held), _levels(base, scale, surface), _amounts(base, scale)]
    fitted = alt.AutoSizeParams(type="fit-x", contains="padding")
    drawn = alt.LayerChart(layer=layers, width="container", height=len(rows) * ROW, padding=PADDING, autosize=fitted)
    return styled(drawn, surface).to_dict()


def key_of_waterfall(held: Waterfall) -> Element:
    """What the colours mean, as far as they occur; each also stands as a shape beside its amount."""
    drawn = [kind for kind in KINDS if any(s.kind is StepKind.MOVE and s.judged is kind for s in held.steps)]
    items = [element("li", element("span", shape(kind), KINDS[kind], class_=f"status {kind.value}")) for kind in drawn]
    return element("ul", *items, class_="key")


def domain_of(held: Waterfall) -> tuple[float, float]:
    """Everything drawn, with room at both ends for the amounts."""
    ends = [end for step in held.steps for end in (step.start, step.end)]
    low, high = min(ends), max(ends)
    room = (high - low) * ROOM or abs(high) * ROOM or 1.0
    return low - room, high + room


def _lookup(names: dict[str, str]) -> str:
    """A Vega expression of the names by place: an object written out, each name as a quoted string."""
    told = ", ".join(f"{quoted(place)}: {quoted(name)}" for place, name in names.items())
    return f"{{{told}}}"


def quoted(text: str) -> str:
    """A text as a string of Vega's expression language.

    >>> print(quoted("Children's"))
    'Children\\\\'s'
    """
    return "'" + text.replace("\\", "\\\\").replace("'", "\\'").replace("\n", " ") + "'"


def _row(step: Step, place: int, held: Waterfall, mode: Mode) -> dict[str, Any]:
    look, surface = LOOKS[step.judged], SURFACES[mode]
    level = step.kind is StepKind.LEVEL
    signal = step.judged is not StatusKind.NEUTRAL
    low, high = sorted((step.start, step.end))
    middle = sum(domain_of(held)) / 2
    right = (high if step.end >= step.start else low) < middle or level
    return {
        "place": f"{place:02d}",
        "name": step.name,
        "start": step.start,
        "end": step.end,
        "side": high if right else low,
        "words": f"{look.symbol} {step.text}" if signal else step.text,
        "text": step.text,
        "told": step.told or ("where it stands" if level else "not tested"),
        "level": level,
        "right": right,
        "last": place == len(held.steps) - 1,
        "colour": look.colour(mode) if signal else surface.ink if level else surface.quiet,
        "weight": "bold" if level or signal else "normal",
    }


def _bars(base: alt.Chart, scale: alt.Scale, held: Waterfall) -> alt.Chart:
    """The contributions; nought is a hair's breadth."""
    x = alt.X("start:Q", scale=scale, axis=alt.Axis(title=held.axis, format=f",.{held.decimals}f", tickCount=5))
    return (
        base.transform_filter("!datum.level")
        .mark_bar(height=BAR, minBandSize=1, cornerRadius=2)
        .encode(
            x=x,
            x2="end:Q",
            color=alt.Color("colour:N", scale=None),
            tooltip=[
                alt.Tooltip("name:N", title="Part"),
                alt.Tooltip("text:N", title="Makes"),
                alt.Tooltip("told:N", title="Judged"),
            ],
        )
    )


def _levels(base: alt.Chart, scale: alt.Scale, surface: Surface) -> alt.Chart:
    """Where it begins and ends: an upright stroke, for a bar from nought would not fit on the axis."""
    tick = base.transform_filter("datum.level").mark_tick(thickness=4, size=BAR + 6, color=surface.ink)
    return tick.encode(x=alt.X("end:Q", scale=scale))


def _joins(base: alt.Chart, scale: alt.Scale, surface: Surface) -> alt.Chart:
    """A thin line from the end of each row down to the next."""
    line = base.mark_line(color=surface.grid, strokeWidth=1.5, interpolate="step-after", orient="vertical")
    return line.encode(x=alt.X("end:Q", scale=scale), order=alt.Order("place:N"))


def _amounts(base: alt.Chart, scale: alt.Scale) -> alt.LayerChart:
    """The amounts in words, on the side where there is room."""
    x, text = alt.X("side:Q", scale=scale), alt.Text("words:N")
    colour = alt.Color("colour:N", scale=None)
    layers = []
    for right, align, aside in ((True, "left", 8), (False, "right", -8)):
        for bold in (True, False):
            kept = base.transform_filter(
                f"datum.right === {str(right).lower()} && (datum.weight === 'bold') === {str(bold).lower()}"
            )
            words = kept.mark_text(
                align=align, dx=aside, fontSize=12, font=FONT, fontWeight="bold" if bold else "normal"
            )
            layers.append(words.encode(x=x, text=text, color=colour))
    return alt.layer(*layers)
