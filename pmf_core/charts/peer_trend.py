"""A unit beside its group over time as a Vega-Lite drawing: two lines, the group's middle half, region and England."""

from __future__ import annotations

from typing import Any

import altair as alt

from pmf_core.charts.appearance import SURFACES, Mode, Surface
from pmf_core.charts.axes import (
    ACCENT,
    FONT,
    PADDING,
    along_periods,
    moved_apart,
    range_of,
    styled,
    up_values,
    value_scale,
)
from pmf_core.charts.markup import Element, element
from pmf_core.views.metric_profile.peer_values import PeerTrend

HEIGHT = 300
"""The height of the plot."""

LONGEST_PERIOD = 90
"""The room for the name of a period, in pixels."""

AVERAGE_DASHES, OTHER_DASHES = [6, 3], ([2, 3], [1, 0])
"""The dashes of the group's average, and of the region and England, so that lines differ without colour."""


def peer_trend_chart(held: PeerTrend, *, mode: Mode) -> dict[str, Any]:
    """The chart as a specification that draws itself on any background."""
    surface, domain = SURFACES[mode], trend_domain(held)
    scale = value_scale(domain)
    x = along_periods([row.period for row in held.rows], surface, longest=LONGEST_PERIOD)
    base = alt.Chart(alt.Data(values=_rows(held))).encode(x=x)
    y = _along("own", scale, held)
    own = base.encode(y=y, tooltip=_told(held))
    layers = [
        base.mark_area(color=surface.quiet, opacity=0.16).encode(y=_along("lower", scale, held), y2="upper:Q"),
        *(
            _line(base, _along(f"other_{at}", scale, held), surface, dashes=OTHER_DASHES[at % 2])
            for at in range(len(held.other_names))
        ),
        _line(base, _along("average", scale, held), surface, dashes=AVERAGE_DASHES, width=2),
        own.mark_line(color=ACCENT[mode], strokeWidth=2.25),
        own.mark_point(color=ACCENT[mode], fill=ACCENT[mode], shape="diamond", size=60, opacity=1),
        _names(held, surface, x, scale, mode),
    ]
    drawn = alt.LayerChart(layer=layers, width="container", height=HEIGHT, padding=PADDING)
    return styled(drawn, surface).to_dict()


def key_of_peer_trend(held: PeerTrend) -> Element:
    """What the shapes mean, as far as they occur."""
    items = [f"◆ {held.own_name}, this unit"]
    items += [f"╌ {held.average_name}"] if any(row.average is not None for row in held.rows) else []
    items += ["▒ the middle half of the group"] if any(row.lower is not None for row in held.rows) else []
    return element("ul", *(element("li", item) for item in items), class_="key")


def trend_domain(held: PeerTrend) -> tuple[float, float]:
    """The range of the value axis: everything drawn, with a little room, inside what is possible."""
    every = [value for row in held.rows for value in (row.own, row.average, row.lower, row.upper, *row.others)]
    return range_of(every, possible=held.possible)


def _rows(held: PeerTrend) -> list[dict[str, Any]]:
    """One row a period; a missing value stays a row, so that lines break."""
    return [
        {
            "period": row.period,
            "own": row.own,
            "average": row.average,
            "lower": row.lower,
            "upper": row.upper,
            "own_text": row.own_text,
            "average_text": row.average_text,
            **{f"other_{at}": value for at, value in enumerate(row.others)},
        }
        for row in held.rows
    ]


def _along(column: str, scale: alt.Scale, held: PeerTrend) -> alt.Y:
    return up_values(column, scale, title=held.axis, decimals=held.decimals)


def _line(base: alt.Chart, y: alt.Y, surface: Surface, *, dashes: list[int], width: float = 1.25) -> alt.Chart:
    return base.mark_line(color=surface.line, strokeDash=dashes, strokeWidth=width).encode(y=y)


def _told(held: PeerTrend) -> list[alt.Tooltip]:
    return [
        alt.Tooltip("period:N", title="Period"),
        alt.Tooltip("own_text:N", title=held.own_name),
        alt.Tooltip("average_text:N", title=held.average_name),
    ]


def _names(held: PeerTrend, surface: Surface, x: alt.X, scale: alt.Scale, mode: Mode) -> alt.Chart:
    """Each line named at its right end, so that no legend is needed."""
    last = held.rows[-1]
    ends = [(last.own, held.own_name, True), (last.average, held.average_name, False)]
    ends += [(value, name, False) for value, name in zip(last.others, held.other_names, strict=True)]
    named = sorted((value, name, own) for value, name, own in ends if value is not None)
    places = moved_apart([value for value, _, _ in named], trend_domain(held))
    rows = [
        {"period": last.period, "place": place, "text": name, "colour": ACCENT[mode] if own else surface.quiet}
        for place, (_, name, own) in zip(places, named, strict=True)
    ]
    words = alt.Chart(alt.Data(values=rows)).mark_text(align="left", dx=14, fontSize=11, font=FONT, limit=150)
    return words.encode(x=x, y=alt.Y("place:Q", scale=scale), text="text:N", color=alt.Color("colour:N", scale=None))
