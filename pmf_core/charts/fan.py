"""The months that were and those to come: a line, and a fan of limits that widens."""

from __future__ import annotations

from typing import Any

import altair as alt

from pmf_core.charts.appearance import SURFACES, Mode, Surface
from pmf_core.charts.axes import ACCENT, HEIGHT, PADDING, along_periods, range_of, styled, up_values, value_scale
from pmf_core.charts.markup import Element, element
from pmf_core.views.outlook.values import Fan, FanPoint

ROOM = 0.08
"""The share of the range left free above and below."""

FAINT, CLEAR = 0.16, 0.3
"""How strongly the two spans are drawn, one over the other."""


def fan_chart(held: Fan, *, mode: Mode) -> dict[str, Any]:
    """The fan as a specification that draws itself on any background."""
    surface = SURFACES[mode]
    rows = [_row(point) for point in held.points]
    joined = [row for row in rows if not row["ahead"]][-1:] + [row for row in rows if row["ahead"]]
    scale = value_scale(domain_of(held))
    x = along_periods([point.period for point in held.points], surface)
    y = up_values("value", scale, title=held.axis, decimals=held.decimals)
    base = alt.Chart(alt.Data(values=rows)).encode(x=x)
    fan = alt.Chart(alt.Data(values=joined)).encode(x=x)
    layers = [
        _span(fan, "sure", FAINT, mode, scale),
        _span(fan, "likely", CLEAR, mode, scale),
        *_target(base, held, surface, scale),
        base.transform_filter("!datum.ahead").mark_line(color=surface.line, strokeWidth=1.75).encode(y=y),
        fan.mark_line(color=ACCENT[mode], strokeWidth=2, strokeDash=[5, 3]).encode(y=y),
        _points(base, y, surface, mode),
    ]
    drawn = alt.LayerChart(layer=layers, width="container", height=HEIGHT, padding=PADDING)
    return styled(drawn, surface).to_dict()


def key_of_fan(held: Fan) -> Element:
    """What the lines and shades mean."""
    items = ["● known", "◇ foreseen", "▒ 80 of 100 such months, the paler shade 95"]
    if any(point.target is not None for point in held.points):
        items.append("┈ target")
    return element("ul", *(element("li", item) for item in items), class_="key")


def domain_of(held: Fan) -> tuple[float, float]:
    """The range of the value axis: everything drawn, with a little room, inside what is possible."""
    drawn = [value for point in held.points for value in _drawn(point)]
    return range_of(drawn, possible=held.possible, headroom=ROOM)


def _drawn(point: FanPoint) -> list[float]:
    held = [point.value, point.target, *(point.nearly_sure or ())]
    return [value for value in held if value is not None]


def _row(point: FanPoint) -> dict[str, Any]:
    """A row; a known month is where its own limits meet, so that the fan begins at the last one."""
    likely, sure = point.likely or (point.value, point.value), point.nearly_sure or (point.value, point.value)
    return {
        "period": point.period,
        "value": point.value,
        "text": point.text,
        "target": point.target,
        "ahead": point.ahead,
        "likely_low": likely[0],
        "likely_high": likely[1],
        "sure_low": sure[0],
        "sure_high": sure[1],
        "what": "Foreseen" if point.ahead else "Known",
    }


def _span(fan: alt.Chart, name: str, strength: float, mode: Mode, scale: alt.Scale) -> alt.Chart:
    area = fan.mark_area(color=ACCENT[mode], opacity=strength)
    return area.encode(y=alt.Y(f"{name}_low:Q", scale=scale, title=None), y2=f"{name}_high:Q")


def _target(base: alt.Chart, held: Fan, surface: Surface, scale: alt.Scale) -> list[alt.Chart]:
    if not any(point.target is not None for point in held.points):
        return []
    line = base.mark_line(interpolate="step", color=surface.ink, strokeDash=[2, 3], strokeWidth=2)
    return [line.encode(y=alt.Y("target:Q", scale=scale, title=None))]


def _points(base: alt.Chart, y: alt.Y, surface: Surface, mode: Mode) -> alt.Chart:
    """A known month is a filled dot, a foreseen one a hollow diamond."""
    condition = alt.condition
    return base.mark_point(size=48, opacity=1, strokeWidth=1.6).encode(
        y=y,
        shape=condition("datum.ahead", alt.value("diamond"), alt.value("circle")),
        color=condition("datum.ahead", alt.value(ACCENT[mode]), alt.value(surface.line)),
        fill=condition("datum.ahead", alt.value(surface.paper), alt.value(surface.line)),
        tooltip=[
            alt.Tooltip("period:N", title="Month"),
            alt.Tooltip("what:N", title="Is"),
            alt.Tooltip("text:N", title="Value"),
        ],
    )
