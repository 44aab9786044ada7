"""The season as Vega-Lite drawings: what each month adds, the series without it, and year beside year."""

from __future__ import annotations

from typing import Any

import altair as alt

from pmf_core.charts.appearance import LOOKS, SURFACES, Mode, Surface
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
from pmf_core.charts.shapes import shape
from pmf_core.charts.trend_rows import SIGNAL_NAMES
from pmf_core.views.status import StatusKind
from pmf_core.views.when.values import Adjusted, Shape, Years

HEIGHT = 300
"""The height of each plot."""

BAR, PALE = 0.55, 0.35
"""The width of a bar as a share of its month, and how strongly it is drawn under the dots."""

DASHES = ([1, 0], [6, 3], [2, 3], [8, 3, 2, 3])
"""The dashes of earlier years, the latest of them first, so that they differ without colour."""

OPEN_ENDED = (None, None)


def shape_chart(held: Shape, *, mode: Mode) -> dict[str, Any]:
    """A bar for what each month usually adds, and a dot for each single year."""
    surface = SURFACES[mode]
    dots = [
        {"period": month, "value": value, "year": name, "text": f"{value:+,.{held.decimals}f}"}
        for name, row in held.years
        for month, value in zip(held.months, row, strict=True)
        if value is not None
    ]
    bars = [{"period": m, "value": v, "nought": 0} for m, v in zip(held.months, held.adds, strict=True)]
    scale = value_scale(range_of([0.0, *held.adds, *(dot["value"] for dot in dots)], possible=OPEN_ENDED))
    x = _months(held.months, surface)
    y = up_values("value", scale, title=held.axis, decimals=held.decimals)
    base = alt.Chart(alt.Data(values=bars)).encode(x=x)
    told = [alt.Tooltip("year:N", title="Year"), alt.Tooltip("text:N", title="From the trend")]
    points = alt.Chart(alt.Data(values=dots)).mark_point(size=28, color=surface.quiet, fill=surface.quiet, opacity=0.8)
    layers = [
        base.mark_bar(color=ACCENT[mode], opacity=PALE, width=alt.RelativeBandSize(BAR)).encode(y=y, y2="nought:Q"),
        alt.Chart(alt.Data(values=[{"nought": 0}])).mark_rule(color=surface.quiet).encode(y=alt.Y("nought:Q")),
        points.encode(x=x, y=y, tooltip=[alt.Tooltip("period:N", title="Month"), *told]),
    ]
    return _drawn(layers, surface)


def key_of_shape(held: Shape) -> Element:
    """What the bars and dots mean."""
    items = ["▮ what the month usually adds", f"• a single year, {held.years[0][0]} to {held.years[-1][0]}"]
    return element("ul", *(element("li", item) for item in items), class_="key")


def adjusted_chart(held: Adjusted, *, mode: Mode) -> dict[str, Any]:
    """Both series on one axis, with the limits and the signals on the one that is judged."""
    surface = SURFACES[mode]
    drawn = [*held.published, *held.adjusted, *held.lower, *held.upper]
    scale = value_scale(range_of(drawn, possible=held.possible))
    rows = [_adjusted_row(held, place, mode) for place in range(len(held.periods))]
    base = alt.Chart(alt.Data(values=rows)).encode(x=along_periods(held.periods, surface))
    published = up_values("published", scale, title=held.axis, decimals=held.decimals)
    adjusted = up_values("adjusted", scale, title=held.axis, decimals=held.decimals)
    told = [
        alt.Tooltip("period:N", title="Month"),
        alt.Tooltip("published_text:N", title="Published"),
        alt.Tooltip("adjusted_text:N", title="Without its season"),
    ]
    limits = [
        base.mark_line(color=surface.quiet, strokeDash=[6, 4], strokeWidth=1.25).encode(
            y=alt.Y(f"{side}:Q", scale=scale, title=held.axis)
        )
        for side in ("lower", "upper")
    ]
    marks = base.mark_point(size=48, opacity=1, strokeWidth=1.6).encode(
        y=adjusted,
        shape=alt.Shape("shape:N", scale=None),
        color=alt.Color("colour:N", scale=None),
        fill=alt.Fill("colour:N", scale=None),
        tooltip=told,
    )
    layers = [
        *limits,
        base.mark_line(color=surface.quiet, strokeWidth=1.25, strokeDash=[2, 2]).encode(y=published),
        base.mark_line(color=ACCENT[mode], strokeWidth=2).encode(y=adjusted),
        marks,
    ]
    return _drawn(layers, surface)


def _adjusted_row(held: Adjusted, place: int, mode: Mode) -> dict[str, Any]:
    kind = held.kinds[place] if held.kinds[place] in SIGNAL_NAMES else StatusKind.NEUTRAL
    look, published, adjusted = LOOKS[kind], held.published[place], held.adjusted[place]
    return {
        "period": held.periods[place],
        "published": published,
        "adjusted": adjusted,
        "published_text": "none" if published is None else f"{published:,.{held.decimals}f}",
        "adjusted_text": "none" if adjusted is None else f"{adjusted:,.{held.decimals}f}",
        "lower": _clipped(held.lower[place], held.possible),
        "upper": _clipped(held.upper[place], held.possible),
        "shape": look.shape,
        "colour": ACCENT[mode] if kind is StatusKind.NEUTRAL else look.colour(mode),
    }


def _clipped(limit: float | None, possible: tuple[float | None, float | None]) -> float | None:
    least, most = possible
    if limit is None:
        return None
    limit = limit if least is None else max(least, limit)
    return limit if most is None else min(most, limit)


def key_of_adjusted(held: Adjusted) -> Element:
    """What the lines and shapes mean, as far as they occur."""
    items: list[Element | str] = ["━ without its season, as it is judged", "┈ as published", "╌ limits"]
    for kind in (StatusKind.IMPROVING, StatusKind.WORSENING):
        if kind in held.kinds:
            items.append(element("span", shape(kind), SIGNAL_NAMES[kind], class_=f"status {kind.value}"))
    return element("ul", *(element("li", item) for item in items), class_="key")


def years_chart(held: Years, *, mode: Mode) -> dict[str, Any]:
    """A line for each year, the newest in front."""
    surface = SURFACES[mode]
    domain = range_of([value for _, row in held.lines for value in row], possible=held.possible)
    scale = value_scale(domain)
    x = _months(held.months, surface)
    layers = []
    for age, (name, row) in reversed(list(enumerate(held.lines[::-1]))):
        rows = [
            {"period": m, "value": v, "year": name, "text": "none" if v is None else f"{v:,.{held.decimals}f}"}
            for m, v in zip(held.months, row, strict=True)
        ]
        base = alt.Chart(alt.Data(values=rows)).encode(
            x=x,
            y=up_values("value", scale, title=held.axis, decimals=held.decimals),
            tooltip=[alt.Tooltip(f"{key}:N", title=title) for key, title in TOLD],
        )
        layers += _line(base, surface, mode, age=age)
    return _drawn([*layers, _names(held, domain, scale, x, surface, mode)], surface)


TOLD = (("year", "Year"), ("period", "Month"), ("text", "Value"))


def _line(base: alt.Chart, surface: Surface, mode: Mode, *, age: int) -> list[alt.Chart]:
    if age:
        return [base.mark_line(color=surface.quiet, strokeWidth=1.5, strokeDash=DASHES[(age - 1) % len(DASHES)])]
    colour = ACCENT[mode]
    return [
        base.mark_line(color=colour, strokeWidth=2.5),
        base.mark_point(color=colour, fill=colour, shape="diamond", size=60, opacity=1),
    ]


def _names(
    held: Years, domain: tuple[float, float], scale: alt.Scale, x: alt.X, surface: Surface, mode: Mode
) -> alt.Chart:
    """Each year named at the end of its line; one that is under way is named in the key."""
    ends = [(row[-1], name, name == held.lines[-1][0]) for name, row in held.lines]
    named = sorted((value, name, newest) for value, name, newest in ends if value is not None)
    places = moved_apart([value for value, _, _ in named], domain)
    rows = [
        {"period": held.months[-1], "place": place, "text": name, "colour": ACCENT[mode] if newest else surface.quiet}
        for place, (_, name, newest) in zip(places, named, strict=True)
    ]
    words = alt.Chart(alt.Data(values=rows)).mark_text(align="left", dx=14, fontSize=11, font=FONT)
    return words.encode(x=x, y=alt.Y("place:Q", scale=scale), text="text:N", color=alt.Color("colour:N", scale=None))


def key_of_years(held: Years) -> Element:
    """The newest year, and how the others are drawn."""
    items = [f"◆ {held.lines[-1][0]}"]
    symbols = ("─", "╌", "┈", "╴╌")
    items += [f"{symbols[age % len(symbols)]} {name}" for age, (name, _) in enumerate(held.lines[-2::-1])]
    return element("ul", *(element("li", item) for item in items), class_="key")


def _months(names: tuple[str, ...], surface: Surface) -> alt.X:
    return along_periods(names, surface)


def _drawn(layers: list[Any], surface: Surface) -> dict[str, Any]:
    drawn = alt.LayerChart(layer=layers, width="container", height=HEIGHT, padding=PADDING)
    return styled(drawn, surface).to_dict()
