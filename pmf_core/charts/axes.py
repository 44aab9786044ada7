"""What every plot against time or size shares: its faces and margins, its axes, and names that keep apart."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from typing import Any, TypeVar

import altair as alt

from pmf_core.charts.appearance import Mode, Surface

Drawn = TypeVar("Drawn", alt.LayerChart, alt.VConcatChart)
"""One plot, or several on one time axis."""

HEIGHT = 380
"""The height of a plot, so that the page reserves it."""

PADDING = {"left": 0, "top": 22, "right": 16, "bottom": 4}
"""Room around the plot: for the names at its right end and the numbers of events above it."""

FONT = "Public Sans, sans-serif"
"""The hub's own face, for axes and labels."""

ACCENT: dict[Mode, str] = {"light": "#0B6E75", "dark": "#4FBFC4"}
"""The unit's own colour, which is also a shape and a word: 4.5:1 on either surface."""

LABELS_ALONG = 12
"""About how many periods are named along the axis."""

LEAST_APART = 0.055
"""How far apart the names of two lines are kept, as a share of the axis."""

HEADROOM = 0.06
"""The share of the range left free above and below."""

TICKS = 6
"""About how many values are named up the axis."""


def along_periods(names: Sequence[str], surface: Surface, *, longest: float | None = None) -> alt.X:
    """The periods in their order, the last one named and as many before it as there is room for."""
    every = max(1, round(len(names) / LABELS_ALONG))
    axis = alt.Axis(
        title=None,
        values=list(names[::-1][::every][::-1]),
        labelAngle=0,
        labelOverlap="greedy",
        labelSeparation=12,
        labelLimit=alt.Undefined if longest is None else longest,
        grid=False,
        ticks=True,
        tickColor=surface.grid,
        domainColor=surface.quiet,
    )
    return alt.X("period:N", sort=list(names), axis=axis, scale=alt.Scale(type="point", padding=0.6))


def value_scale(domain: tuple[float, float]) -> alt.Scale:
    """A scale that shows just that range."""
    return alt.Scale(domain=list(domain), nice=False, zero=False)


def up_values(column: str, scale: alt.Scale, *, title: str, decimals: int) -> alt.Y:
    """Values up the side, with the unit in words."""
    axis = alt.Axis(title=title, format=f",.{decimals}f", tickCount=TICKS)
    return alt.Y(f"{column}:Q", scale=scale, axis=axis)


def range_of(
    drawn: Iterable[float | None], *, possible: tuple[float | None, float | None], headroom: float = HEADROOM
) -> tuple[float, float]:
    """Everything drawn, with a little room, inside what is possible.

    >>> range_of([0.0, None, 100.0], possible=(0, None), headroom=0.1)
    (0, 110.0)
    """
    held = [value for value in drawn if value is not None]
    if not held:
        return 0.0, 1.0
    low, high = min(held), max(held)
    room = (high - low) * headroom or abs(high) * headroom or 1.0
    least, most = possible
    bottom = low - room if least is None else max(min(least, low), low - room)
    return bottom, high + room if most is None else min(max(most, high), high + room)


def moved_apart(values: Sequence[float], domain: tuple[float, float]) -> list[float]:
    """Where the names of lines stand, lowest first, so that none lies on another.

    >>> moved_apart([1.0, 1.01, 5.0], (0, 10))
    [1.0, 1.55, 5.0]
    """
    apart = (domain[1] - domain[0]) * LEAST_APART
    places: list[float] = []
    for value in values:
        places.append(max(value, (places[-1] if places else -math.inf) + apart))
    return places


def styled(chart: Drawn, surface: Surface) -> Drawn:
    """The chart with the hub's faces and the colours of its surface."""
    text: dict[str, Any] = dict.fromkeys(("labelColor", "titleColor"), surface.quiet)
    text |= dict.fromkeys(("labelFont", "titleFont"), FONT)
    return (
        chart.configure(background="transparent", font=FONT)
        .configure_view(stroke=None)
        .configure_axis(**text, labelFontSize=12, titleFontSize=12, titleFontWeight="normal", labelPadding=6)
        .configure_axisY(gridColor=surface.grid, domain=False, ticks=False, titlePadding=12)
        .configure_legend(labelColor=surface.ink, labelFont=FONT, labelFontSize=12, offset=8)
    )
