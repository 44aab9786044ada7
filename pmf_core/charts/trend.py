"""The trend of one metric as a Vega-Lite drawing: values, target, limits, signals, bands and pins."""

from __future__ import annotations

from typing import Any

import altair as alt

from pmf_core.charts.appearance import LOOKS, SURFACES, Mode, Surface
from pmf_core.charts.axes import FONT, HEIGHT, PADDING, along_periods, styled, up_values, value_scale
from pmf_core.charts.markup import Element, element
from pmf_core.charts.shapes import shape
from pmf_core.charts.trend_rows import BAND_NAMES, SIGNAL_NAMES, domain_of, held_bands, name_rows, pin_rows, point_rows
from pmf_core.views import words
from pmf_core.views.metric_profile.values import EventPin, Trend
from pmf_core.views.status import StatusKind

LONGEST_PERIOD = 130
"""The room for the name of a period, in pixels."""

GHOST = "◌"
"""The mark of a point that is left out, in the key of a chart."""

BAND_WIDTH = 6
"""How wide the strip of bands is at the edge."""

LINES = (("target", [2, 3]), ("upper", [6, 4]), ("centre", [1, 0]), ("lower", [6, 4]))
"""The lines across the chart, each with its dashes."""


def trend_chart(held: Trend, *, mode: Mode) -> dict[str, Any]:
    """The chart as a specification that draws itself on any background."""
    surface = SURFACES[mode]
    domain = domain_of(held)
    scale = value_scale(domain)
    x = along_periods([point.period for point in held.points], surface, longest=LONGEST_PERIOD)
    y = up_values("value", scale, title=held.axis, decimals=held.decimals)
    layers = [*_bands(held, mode, domain, scale)]
    rows = alt.Data(values=point_rows(held, mode=mode))
    base = alt.Chart(rows).encode(x=x)
    layers += [*_rules(base, held, surface, scale), *_hard_limit(held, mode, scale)]
    layers.append(base.mark_line(color=surface.line, strokeWidth=1.75).encode(y=y))
    layers += [_points(base, y), _names(held, surface, x, scale)]
    layers += _pins(held, surface, x)
    drawn = alt.LayerChart(layer=layers, width="container", height=HEIGHT, padding=PADDING)
    return styled(drawn, surface).to_dict()


def key_of(held: Trend) -> Element:
    """What the shapes on the chart mean, as far as they occur on it."""
    drawn = [kind for kind in SIGNAL_NAMES if any(point.kind is kind for point in held.points)]
    items = [_key_item(kind, SIGNAL_NAMES[kind]) for kind in drawn if len(drawn) > 1]
    if any(point.provisional for point in held.points):
        items.append(_key_item(StatusKind.NOT_JUDGED, "Provisional"))
    if any(point.left_out for point in held.points):
        ghost = element("span", GHOST, class_="shape", aria_hidden="true")
        items.append(element("li", element("span", ghost, "Left out", class_="status not_judged")))
    bands = held_bands(held, domain_of(held))
    kinds = {told: kind for kind, told in BAND_NAMES.items()}
    if bands:
        items.append(element("li", "At the edge:"))
    items += [_key_item(kinds[band["standing"]], band["name"]) for band in bands[::-1]]
    return element("ul", *items, class_="key")


def happened(held: Trend) -> Element | None:
    """The events pinned to the chart, under their numbers."""
    if not held.pins:
        return None
    items = [element("li", element("b", words.day(pin.on)), f" {pin.text}", _source(pin)) for pin in held.pins]
    return element("div", element("h3", "What happened"), element("ol", *items, class_="happened"))


def _source(pin: EventPin) -> Element | None:
    return element("span", f" ({pin.source})", class_="age") if pin.source else None


def _key_item(kind: StatusKind, words: str) -> Element:
    return element("li", element("span", shape(kind), words, class_=f"status {kind.value}"))


def _rules(base: alt.Chart, held: Trend, surface: Surface, scale: alt.Scale) -> list[Any]:
    """The target as steps, and limits and mean by phase, each named at its right end."""
    layers: list[Any] = []
    for column, dashes in LINES:
        if not any(getattr(point, column) is not None for point in held.points):
            continue
        y = alt.Y(f"{column}_line:Q", scale=scale, title=None)
        colour = surface.ink if column == "target" else surface.quiet
        width = 2 if column == "target" else 1.25
        line = base.mark_line(interpolate="step", color=colour, strokeDash=dashes, strokeWidth=width)
        detail = alt.Detail("phase:N") if column != "target" else alt.Undefined
        layers.append(line.encode(y=y, detail=detail))
    return layers


def _hard_limit(held: Trend, mode: Mode, scale: alt.Scale) -> list[alt.Chart]:
    """The limit that is never to be crossed, as one heavy line over the whole width."""
    if held.hard_limit is None:
        return []
    base = alt.Chart(alt.Data(values=[{"hard_limit": held.hard_limit}]))
    rule = base.mark_rule(color=LOOKS[StatusKind.INADEQUATE].colour(mode), strokeWidth=1.75, strokeDash=[10, 3])
    return [rule.encode(y=alt.Y("hard_limit:Q", scale=scale, title=None))]


def _names(held: Trend, surface: Surface, x: alt.X, scale: alt.Scale) -> alt.Chart:
    """Each line named at its right end with its value, so that no legend is needed."""
    base = alt.Chart(alt.Data(values=name_rows(held, domain_of(held))))
    words = base.mark_text(align="left", dx=14, color=surface.quiet, fontSize=11, font=FONT)
    return words.encode(x=x, y=alt.Y("place:Q", scale=scale), text="text:N")


def _points(base: alt.Chart, y: alt.Y) -> alt.Chart:
    """Signals by shape and colour; a provisional point is hollow, one left out is hollow with a broken outline."""
    return base.mark_point(opacity=1, strokeWidth=1.6).encode(
        y=y,
        shape=alt.Shape("shape:N", scale=None),
        color=alt.Color("colour:N", scale=None),
        fill=alt.Fill("inside:N", scale=None),
        size=alt.Size("size:Q", scale=None),
        strokeDash=alt.StrokeDash("dash:N", scale=None),
        tooltip=[
            alt.Tooltip("period:N", title="Period"),
            alt.Tooltip("text:N", title="Value"),
            alt.Tooltip("target_text:N", title="Target"),
            alt.Tooltip("why:N", title="Signal"),
        ],
    )


def _bands(held: Trend, mode: Mode, domain: tuple[float, float], scale: alt.Scale) -> list[alt.Chart]:
    """The tolerance bands as a strip down the left edge."""
    rows = held_bands(held, domain)
    if not rows:
        return []
    kinds = list(BAND_NAMES)
    colours = alt.Scale(domain=[BAND_NAMES[k] for k in kinds], range=[LOOKS[k].colour(mode) for k in kinds])
    strip = alt.Chart(alt.Data(values=rows)).mark_rect(opacity=0.85)
    return [
        strip.encode(
            x=alt.value(0),
            x2=alt.value(BAND_WIDTH),
            y=alt.Y("lower:Q", scale=scale),
            y2="upper:Q",
            color=alt.Color("standing:N", scale=colours, legend=None),
            tooltip=[alt.Tooltip("name:N", title="Band")],
        )
    ]


def _pins(held: Trend, surface: Surface, x: alt.X) -> list[alt.Chart]:
    """What happened, as a line down the chart with the number under which its words stand below."""
    rows = pin_rows(held)
    if not rows:
        return []
    base = alt.Chart(alt.Data(values=rows)).encode(x=x, tooltip=[alt.Tooltip("text:N", title="Event")])
    rule = base.mark_rule(color=surface.quiet, strokeDash=[1, 3], strokeWidth=1.5)
    number = base.mark_text(baseline="bottom", fontSize=12, color=surface.ink, font=FONT)
    return [rule, number.encode(y=alt.value(-4), text="number:N")]
