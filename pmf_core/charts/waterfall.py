"""A change as a waterfall: a row a contributor, from the level before to the level after."""

from __future__ import annotations

from typing import Any

import altair as alt

from pmf_core.charts.appearance import LOOKS, SURFACES, Mode, Surface
from pmf_core.charts.axes import FONT, PADDING, styled
from pmf_core.charts.markup import Element, element
from pmf_core.charts.shapes import shape
from pmf_core.views.status import StatusKind
from pmf_core.views.why import Step, Waterfall
from pmf_core.views.why.values import StepKind

ROW = 40
"""The height of a row in pixels: its words, and its bar beneath them."""

BAR, DROP = 14, 9
"""The height of a bar, and how far below the middle of its row it is."""

LIFT = -2
"""How far above the middle of its row the foot of its words is."""

PALE = 0.5
"""How strongly ordinary variation is drawn beside what is not."""

ROOM = 0.05
"""The share of the range left free at both ends."""

THIN = "\u200b"
"""A space that takes no room."""

KINDS = {
    StatusKind.NEUTRAL: "Ordinary variation",
    StatusKind.IMPROVING: "Out of the ordinary, for the better",
    StatusKind.WORSENING: "Out of the ordinary, for the worse",
}
"""What each kind of bar is called in the key."""


def waterfall_chart(held: Waterfall, *, mode: Mode) -> dict[str, Any]:
    """The waterfall as a specification that draws itself on any background."""
    surface = SURFACES[mode]
    names = names_of(held)
    rows = [_row(step, name, place, mode) for place, (step, name) in enumerate(zip(held.steps, names, strict=True))]
    scale = alt.Scale(domain=list(domain_of(held)), nice=False, zero=False)
    base = alt.Chart(alt.Data(values=rows)).encode(y=alt.Y("name:N", sort=names, axis=None))
    layers = [_joins(base, scale, surface), _bars(base, scale, held), _levels(base, scale, surface), *_words(base)]
    fitted = alt.AutoSizeParams(type="fit-x", contains="padding")
    drawn = alt.LayerChart(layer=layers, width="container", height=len(rows) * ROW, padding=PADDING, autosize=fitted)
    return styled(drawn, surface).to_dict()


def key_of_waterfall(held: Waterfall) -> Element:
    """What the colours mean, as far as they occur; each also stands as a shape beside its amount."""
    drawn = [kind for kind in KINDS if any(s.kind is StepKind.MOVE and s.judged is kind for s in held.steps)]
    items = [element("li", element("span", shape(kind), KINDS[kind], class_=f"status {kind.value}")) for kind in drawn]
    return element("ul", *items, class_="key")


def domain_of(held: Waterfall) -> tuple[float, float]:
    """Everything drawn, with a little room."""
    ends = [end for step in held.steps for end in (step.start, step.end)]
    low, high = min(ends), max(ends)
    room = (high - low) * ROOM or abs(high) * ROOM or 1.0
    return low - room, high + room


def names_of(held: Waterfall) -> list[str]:
    """A name for each row; two parts of the same name are told apart by an invisible space.

    >>> from pmf_core.views.why.values import Step, StepKind, Waterfall
    >>> twice = (Step("North", StepKind.MOVE, 0, 1, "+1"), Step("North", StepKind.MOVE, 1, 2, "+1"))
    >>> len(set(names_of(Waterfall("", "", "", "", twice, 0))))
    2
    """
    names = [step.name for step in held.steps]
    return [name + THIN * names[:place].count(name) for place, name in enumerate(names)]


def _row(step: Step, name: str, place: int, mode: Mode) -> dict[str, Any]:
    look, surface = LOOKS[step.judged], SURFACES[mode]
    level, signal = step.kind is StepKind.LEVEL, step.judged is not StatusKind.NEUTRAL
    return {
        "name": name,
        "place": place,
        "start": step.start,
        "end": step.end,
        "words": f"{look.symbol + ' ' if signal else ''}{step.text} · {step.name}",
        "text": step.text,
        "told": step.told or ("Where it stands" if level else "Not tested"),
        "level": level,
        "colour": look.colour(mode) if signal else surface.quiet,
        "strength": 1.0 if signal else PALE,
        "ink": look.colour(mode) if signal else surface.ink,
        "weight": "bold" if level or signal else "normal",
    }


def _bars(base: alt.Chart, scale: alt.Scale, held: Waterfall) -> alt.Chart:
    """The contributions."""
    axis = alt.Axis(title=held.axis, format=f",.{held.decimals}f", tickCount=5)
    bars = base.transform_filter("!datum.level").mark_bar(height=BAR, cornerRadius=2, yOffset=DROP)
    return bars.encode(
        x=alt.X("start:Q", scale=scale, axis=axis),
        x2="end:Q",
        color=alt.Color("colour:N", scale=None),
        opacity=alt.Opacity("strength:Q", scale=None),
        tooltip=[
            alt.Tooltip("name:N", title="Part"),
            alt.Tooltip("text:N", title="Makes"),
            alt.Tooltip("told:N", title="Judged"),
        ],
    )


def _levels(base: alt.Chart, scale: alt.Scale, surface: Surface) -> alt.Chart:
    """Where it begins and ends: an upright stroke, for a bar from nought would not fit on the axis."""
    strokes = base.transform_filter("datum.level").mark_tick(
        thickness=4, size=BAR + 6, color=surface.ink, orient="vertical", yOffset=DROP
    )
    return strokes.encode(x=alt.X("end:Q", scale=scale))


def _joins(base: alt.Chart, scale: alt.Scale, surface: Surface) -> alt.Chart:
    """A thin line from where each row ends down to where the next one begins."""
    line = base.mark_line(
        color=surface.quiet, strokeWidth=1, opacity=0.5, interpolate="step-before", orient="vertical", yOffset=DROP
    )
    return line.encode(x=alt.X("end:Q", scale=scale), order=alt.Order("place:Q"))


def _words(base: alt.Chart) -> list[alt.Chart]:
    """The amount and the name above each bar, in bold where it is no ordinary variation."""
    layers = []
    for weight in ("bold", "normal"):
        kept = base.transform_filter(f"datum.weight === '{weight}'")
        words = kept.mark_text(
            align="left",
            baseline="bottom",
            dy=LIFT,
            fontSize=12,
            font=FONT,
            fontWeight=weight,  # type: ignore[arg-type]
        )
        layers.append(words.encode(x=alt.value(0), text="words:N", color=alt.Color("ink:N", scale=None)))
    return layers
