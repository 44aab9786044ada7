"""The trend of one metric as a Vega-Lite drawing: values, target, limits, signals, bands and pins."""

from __future__ import annotations

from typing import Any

import altair as alt

from pmf_core.charts.appearance import LOOKS, SURFACES, Mode, Surface
from pmf_core.charts.trend_rows import BAND_NAMES, SIGNAL_NAMES, domain_of, held_bands, pin_rows, point_rows
from pmf_core.views.metric_profile.values import Trend
from pmf_core.views.status import StatusKind

HEIGHT = 340
"""The height of the plot, so that the page reserves it."""

FONT = "Public Sans, sans-serif"
"""The hub's own face, for axes and labels."""

LABELS_ALONG = 12
"""About how many periods are named along the axis."""

BAND_WIDTH = 6
"""How wide the strip of bands is at the edge."""

LINES = (("target", "Target", [2, 3]), ("upper", "Upper limit", [6, 4]), ("centre", "Mean", [1, 0]))
LOWER = ("lower", "Lower limit", [6, 4])
"""The lines across the chart: its column, its label and its dashes."""


def trend_chart(held: Trend, *, mode: Mode) -> dict[str, Any]:
    """The chart as a specification that draws itself on any background."""
    surface = SURFACES[mode]
    low, high = domain_of(held)
    scale = alt.Scale(domain=[low, high], nice=False, zero=False)
    x = alt.X("period:N", sort=None, axis=_periods(held, surface), scale=alt.Scale(paddingOuter=0.3))
    value_axis = alt.Axis(title=held.axis, format=f",.{held.decimals}f", tickCount=6)
    y = alt.Y("value:Q", scale=scale, axis=value_axis)
    layers = [*_bands(held, mode, (low, high), scale)]
    rows = alt.Data(values=point_rows(held))
    base = alt.Chart(rows).encode(x=x)
    layers += _rules(base, held, surface, scale)
    layers.append(base.mark_line(color=surface.line, strokeWidth=1.75).encode(y=y))
    layers.append(_points(base, y, mode))
    layers += _pins(held, surface, x)
    drawn = alt.LayerChart(layer=layers, width="container", height=HEIGHT)
    return _styled(drawn, surface).to_dict()


def _periods(held: Trend, surface: Surface) -> alt.Axis:
    every = max(1, round(len(held.points) / LABELS_ALONG))
    named = [point.period for point in held.points[::-1][::every]][::-1]
    return alt.Axis(
        title=None,
        values=named,
        labelAngle=0,
        labelOverlap="greedy",
        labelLimit=90,
        grid=False,
        ticks=True,
        tickColor=surface.grid,
        domainColor=surface.quiet,
    )


def _rules(base: alt.Chart, held: Trend, surface: Surface, scale: alt.Scale) -> list[Any]:
    """The target as steps, and limits and mean by phase, each named at its right end."""
    layers: list[Any] = []
    for column, label, dashes in (*LINES, LOWER):
        if not any(getattr(point, column) is not None for point in held.points):
            continue
        y = alt.Y(f"{column}_line:Q", scale=scale, title=None)
        colour = surface.ink if column == "target" else surface.quiet
        width = 2 if column == "target" else 1.25
        line = base.mark_line(interpolate="step", color=colour, strokeDash=dashes, strokeWidth=width)
        detail = alt.Detail("phase:N") if column != "target" else alt.Undefined
        layers.append(line.encode(y=y, detail=detail))
        name = base.mark_text(align="left", dx=10, color=colour, fontSize=11, font=FONT, text=label)
        layers.append(name.transform_filter("datum.last").encode(y=y))
    return layers


def _points(base: alt.Chart, y: alt.Y, mode: Mode) -> alt.Chart:
    """Signals by shape and colour; a provisional point is hollow, a ghosted one is grey and hollow."""
    kinds = (StatusKind.NEUTRAL, StatusKind.IMPROVING, StatusKind.WORSENING)
    looks = [LOOKS[kind] for kind in kinds]
    names = [SIGNAL_NAMES[kind] for kind in kinds]
    colours = [look.colour(mode) for look in looks]
    legend = alt.Legend(title=None, orient="top", symbolSize=70, direction="horizontal", columns=3)
    return base.mark_point(size=52, opacity=1, strokeWidth=1.6).encode(
        y=y,
        shape=alt.Shape("signal:N", scale=alt.Scale(domain=names, range=[look.shape for look in looks]), legend=legend),
        color=alt.Color("signal:N", scale=alt.Scale(domain=names, range=colours), legend=legend),
        fill=alt.condition(
            "datum.hollow",
            alt.value(SURFACES[mode].paper),
            alt.Fill("signal:N", scale=alt.Scale(domain=names, range=colours), legend=None),
        ),
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
    colours = alt.Scale(
        domain=[BAND_NAMES[kind] for kind in BAND_NAMES], range=[LOOKS[kind].colour(mode) for kind in BAND_NAMES]
    )
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
    """What happened, as a line down the chart with its words."""
    rows = pin_rows(held)
    if not rows:
        return []
    base = alt.Chart(alt.Data(values=rows)).encode(x=x, tooltip=[alt.Tooltip("text:N", title="Event")])
    rule = base.mark_rule(color=surface.quiet, strokeDash=[1, 3], strokeWidth=1.5)
    words = base.mark_text(align="left", baseline="top", dx=5, fontSize=11, color=surface.quiet, font=FONT, limit=220)
    return [rule, words.encode(y=alt.value(4), text="text:N")]


def _styled(chart: alt.LayerChart, surface: Surface) -> alt.LayerChart:
    text: dict[str, Any] = dict.fromkeys(("labelColor", "titleColor"), surface.quiet)
    text |= dict.fromkeys(("labelFont", "titleFont"), FONT)
    return (
        chart.resolve_scale(color="independent", fill="independent", shape="independent")
        .configure(background="transparent", font=FONT)
        .configure_view(stroke=None)
        .configure_axis(**text, labelFontSize=12, titleFontSize=12, titleFontWeight="normal", labelPadding=6)
        .configure_axisY(gridColor=surface.grid, domain=False, ticks=False, titlePadding=12)
        .configure_legend(labelColor=surface.ink, labelFont=FONT, labelFontSize=12, offset=8)
    )
