"""The trend of a metric as plain SVG: for pages that run no script, coloured by the style sheet around it.

The full chart takes 40 ms to draw and 30 KB to send; this one takes about a millisecond and 5 KB, and knows light and
dark.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby, pairwise

from pmf_core.charts.appearance import LOOKS
from pmf_core.charts.markup import Element, element
from pmf_core.charts.trend_rows import SIGNAL_NAMES, clipped, domain_of, held_bands, name_rows
from pmf_core.views.metric_profile.values import Trend, TrendPoint
from pmf_core.views.status import StatusKind

WIDTH, HEIGHT = 760, 300
"""The picture's own units; it grows and shrinks with the page."""

LEFT, RIGHT, TOP, BOTTOM = 64, 150, 22, 30
"""Room around the plot: for the values, the names of the lines, the numbers of events, and the periods."""

TICKS = 4
"""Into how many parts the value axis is divided."""

LABELS = 7
"""About how many periods are named."""

LINES = ("upper", "centre", "lower", "target")


def still(held: Trend) -> Element:
    """The chart; its words are its name."""
    low, high = domain_of(held)
    plot = _Plot(low, high, len(held.points))
    return element(
        "svg",
        *_grid(held, plot, (low, high)),
        *_bands(held, plot, (low, high)),
        *_lines(held, plot),
        element("path", d=_path([point.value for point in held.points], plot), class_="line"),
        *_marks(held, plot),
        *_names(held, plot, (low, high)),
        *_periods(held, plot),
        *_pins(held, plot),
        class_="still",
        viewBox=f"0 0 {WIDTH} {HEIGHT}",
        role="img",
        aria_label=f"{held.alt} {held.sentence}",
    )


class _Plot:
    """Places and values as coordinates."""

    def __init__(self, low: float, high: float, count: int) -> None:
        self._low, self._span = low, (high - low) or 1.0
        self.step = (WIDTH - LEFT - RIGHT) / max(count - 1, 1)

    def x(self, place: int) -> float:
        return round(LEFT + place * self.step, 1)

    def y(self, value: float) -> float:
        return round(HEIGHT - BOTTOM - (value - self._low) / self._span * (HEIGHT - TOP - BOTTOM), 1)


def _grid(held: Trend, plot: _Plot, domain: tuple[float, float]) -> Iterator[Element]:
    low, high = domain
    decimals = held.decimals
    while decimals < 3 and (high - low) / TICKS < 10**-decimals:
        decimals += 1
    for tick in range(TICKS + 1):
        value = low + (high - low) * tick / TICKS
        y = plot.y(value)
        yield element("path", d=f"M{LEFT} {y}H{WIDTH - RIGHT}", class_="grid")
        told = (
            f"{'−' if value < 0 and round(value, decimals) else ''}{held.prefix}{abs(value):,.{decimals}f}{held.suffix}"
        )
        yield element("text", told, x=str(LEFT - 8), y=str(y + 4), class_="tick")


def _bands(held: Trend, plot: _Plot, domain: tuple[float, float]) -> Iterator[Element]:
    """The tolerance bands as a strip down the left edge."""
    for band in held_bands(held, domain):
        top, bottom = plot.y(band["upper"]), plot.y(band["lower"])
        title = element("title", band["name"])
        yield element("path", title, d=f"M{LEFT - 6} {top}h6V{bottom}h-6Z", class_=f"band {band['standing']}")


def _lines(held: Trend, plot: _Plot) -> Iterator[Element]:
    """Limits, mean and target; each phase of the limits by itself."""
    for name in LINES:
        values = [getattr(point, name) for point in held.points]
        if name != "target":
            values = [clipped(value, held) for value in values]
        phases = [point.phase for point in held.points] if name != "target" else [0] * len(values)
        drawn = _steps(values, phases, plot)
        if drawn:
            yield element("path", d=drawn, class_=name)
    if held.hard_limit is not None:
        yield element("path", d=f"M{LEFT} {plot.y(held.hard_limit)}H{WIDTH - RIGHT}", class_="hard")


def _steps(values: Sequence[float | None], phases: Sequence[int], plot: _Plot) -> str:
    parts = []
    places = groupby(range(len(values)), key=lambda place: (phases[place], values[place] is not None))
    for (_, known), run in places:
        if known:
            held = list(run)
            start = max(plot.x(held[0]) - plot.step / 2, LEFT)
            path = f"M{start:.1f} {plot.y(values[held[0]] or 0.0)}"
            for before, place in pairwise(held):
                if values[place] != values[before]:
                    path += f"H{plot.x(place) - plot.step / 2:.1f}V{plot.y(values[place] or 0.0)}"
            parts.append(f"{path}H{min(plot.x(held[-1]) + plot.step / 2, WIDTH - RIGHT):.1f}")
    return "".join(parts)


def _path(values: Sequence[float | None], plot: _Plot) -> str:
    """The line; a gap in the values is a gap in it."""
    parts = []
    for known, run in groupby(enumerate(values), key=lambda held: held[1] is not None):
        if known:
            parts.append(
                "M" + "L".join(f"{plot.x(place)} {plot.y(value)}" for place, value in run if value is not None)
            )
    return "".join(parts)


def _marks(held: Trend, plot: _Plot) -> Iterator[Element]:
    """Every point; a signal by its shape and colour, one that judges nothing as a ring."""
    for place, point in enumerate(held.points):
        if point.value is None:
            continue
        kind = point.kind if point.kind in SIGNAL_NAMES else StatusKind.NEUTRAL
        title = element("title", f"{point.period}: {point.text}{_why(point)}")
        x, y = plot.x(place), plot.y(point.value)
        ring = " ring" if point.provisional or point.left_out else ""
        yield element("path", title, d=_shape(kind, x, y), class_=f"mark {kind.value}{ring}")


def _why(point: TrendPoint) -> str:
    told = point.left_out or point.signal or ("provisional" if point.provisional else "")
    return f", {told}" if told else ""


def _shape(kind: StatusKind, x: float, y: float) -> str:
    """A disc, a triangle or a square: the shapes that the words beside the chart name."""
    match LOOKS[kind].shape:
        case "triangle-up":
            return f"M{x - 5:.1f} {y + 4:.1f}L{x:.1f} {y - 5:.1f}L{x + 5:.1f} {y + 4:.1f}Z"
        case "square":
            return f"M{x - 4:.1f} {y - 4:.1f}h8v8h-8Z"
        case _:
            return f"M{x - 3:.1f} {y:.1f}a3 3 0 1 0 6 0a3 3 0 1 0 -6 0Z"


def _names(held: Trend, plot: _Plot, domain: tuple[float, float]) -> Iterator[Element]:
    for row in name_rows(held, domain):
        y = min(max(plot.y(row["place"]), TOP), HEIGHT - BOTTOM)
        yield element("text", row["text"], x=str(WIDTH - RIGHT + 10), y=f"{y + 4:.1f}", class_="name-of-line")


def _periods(held: Trend, plot: _Plot) -> Iterator[Element]:
    every = max(1, round(len(held.points) / LABELS))
    for place in range(len(held.points) - 1, -1, -every):
        at = {"x": str(plot.x(place)), "y": str(HEIGHT - BOTTOM + 20)}
        yield element("text", held.points[place].period, **at, class_="period")


def _pins(held: Trend, plot: _Plot) -> Iterator[Element]:
    """What happened, as a line with the number under which its words stand below."""
    for number, pin in enumerate(held.pins, start=1):
        place = next((place for place, point in enumerate(held.points) if pin.on <= point.end), None)
        if place is not None:
            yield element("path", d=f"M{plot.x(place)} {TOP}V{HEIGHT - BOTTOM}", class_="pin")
            yield element("text", str(number), x=str(plot.x(place)), y=str(TOP - 6), class_="period")
