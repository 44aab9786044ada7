"""The small line of a tile, as inline SVG."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from pmf_core.charts.markup import Element, element
from pmf_core.views.status import Spark, StatusKind

WIDTH, HEIGHT = 200, 44
"""The picture's own units; it stretches to the width of its tile."""

TARGET_ROOM = 0.8
"""How far outside the line's own range a target may lie to be drawn, as a share of that range."""

MARGIN = 4
"""Room for the end point and for marks at the edge."""


def spark(held: Spark, *, title: str) -> Element:
    """The line with its limits, its target and the marks of its signals.

    A gap in the values is a gap in the line.
    """
    known = [value for value in held.values if value is not None]
    if not known:
        return element("span", "No figures to draw", class_="spark empty")
    lines = [line for line in (held.lower, held.upper) if line is not None]
    near = _near(held.target, [*known, *lines])
    scale = _Scale(min([*known, *lines, *near]), max([*known, *lines, *near]), len(held.values))
    return element(
        "svg",
        element("title", title),
        *_limits(held, scale),
        *(element("path", d=f"M0 {scale.y(target)}H{WIDTH}", class_="target") for target in near),
        element("path", d=_path(held.values, scale), class_="line"),
        *_marks(held, scale),
        class_="spark",
        viewBox=f"0 0 {WIDTH} {HEIGHT}",
        preserveAspectRatio="none",
        role="img",
        focusable="false",
    )


class _Scale:
    """Places and values as coordinates."""

    def __init__(self, lowest: float, highest: float, count: int) -> None:
        self._lowest = lowest
        self._span = (highest - lowest) or 1.0
        self._step = (WIDTH - 2 * MARGIN) / max(count - 1, 1)

    def x(self, place: int) -> float:
        return round(MARGIN + place * self._step, 1)

    def y(self, value: float) -> float:
        return round(HEIGHT - MARGIN - (value - self._lowest) / self._span * (HEIGHT - 2 * MARGIN), 1)


def _limits(held: Spark, scale: _Scale) -> Iterator[Element]:
    if held.lower is not None and held.upper is not None:
        top, bottom = scale.y(held.upper), scale.y(held.lower)
        yield element("path", d=f"M0 {top}H{WIDTH}V{bottom}H0Z", class_="limits")
    if held.centre is not None:
        yield element("path", d=f"M0 {scale.y(held.centre)}H{WIDTH}", class_="centre")


def _near(target: float | None, drawn: Sequence[float]) -> list[float]:
    """The target, unless drawing it would flatten the line: the tile says it in figures anyway."""
    low, high = min(drawn), max(drawn)
    room = (high - low) * TARGET_ROOM
    return [target] if target is not None and low - room <= target <= high + room else []


def _path(values: Sequence[float | None], scale: _Scale) -> str:
    runs = groupby(enumerate(values), key=lambda held: held[1] is not None)
    parts = []
    for drawn, run in runs:
        if drawn:
            points = [f"{scale.x(place)} {scale.y(value)}" for place, value in run if value is not None]
            # A single point between two gaps is drawn as a dot: a line of no length with a round end.
            parts.append("M" + "L".join(points if len(points) > 1 else points * 2))
    return "".join(parts)


def _marks(held: Spark, scale: _Scale) -> Iterator[Element]:
    """One path a kind of signal; the last value is marked whatever it is."""
    places: dict[StatusKind, list[str]] = {}
    kinds = held.marks or (StatusKind.NEUTRAL,) * len(held.values)
    last = max(place for place, value in enumerate(held.values) if value is not None)
    for place, (value, kind) in enumerate(zip(held.values, kinds, strict=True)):
        if value is not None and (kind is not StatusKind.NEUTRAL or place == last):
            places.setdefault(kind, []).append(_mark(scale.x(place), scale.y(value)))
    for kind, marks in places.items():
        yield element("path", d="".join(marks), class_=f"mark {kind.value}")


def _mark(x: float, y: float) -> str:
    """A dot, as a line of no length with a round end: it stays round however the picture is stretched."""
    return f"M{x} {y}h0"
