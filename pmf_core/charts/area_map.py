"""A map as one drawing: boundaries or hexagons, each a link, told apart by shape and colour and named in its title."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from math import sqrt

from pmf_core.charts.appearance import LOOKS
from pmf_core.charts.markup import Element, element
from pmf_core.charts.shapes import status
from pmf_core.views.metric_profile.area_map import Area
from pmf_core.views.status import Status, StatusKind

MARGIN = 0.03
"""The room around the map, as a share of its width."""

SIDE = 1 / sqrt(3)
"""The side of a hexagon whose neighbour's middle is 1 away."""

CORNERS = ((0, -1), (sqrt(3) / 2, -0.5), (sqrt(3) / 2, 0.5), (0, 1), (-sqrt(3) / 2, 0.5), (-sqrt(3) / 2, -0.5))
"""The corners of a hexagon that stands on its point, of side 1."""

MOST_NAMED = 20
"""Up to how many areas each has its name and value on it."""

Link = Callable[[str], str]


def map_drawing(areas: Sequence[Area], *, alt: str, link: Link) -> Element:
    """The map; what is outlined is drawn last, so that nothing covers its edge."""
    left, top, width, height = box_of(areas)
    named = len(areas) <= MOST_NAMED
    size = width / 34 if named else 0.5
    drawn = [_area(area, size=size, named=named, link=link) for area in sorted(areas, key=lambda area: area.own)]
    labels = [_name(area, size=size) for area in areas] if named else []
    return element(
        "svg",
        element("title", alt),
        *drawn,
        *labels,
        class_="map boundaries" if named else "map hexagons",
        viewBox=f"{left:.2f} {top:.2f} {width:.2f} {height:.2f}",
        role="group",
    )


def key_of_map(areas: Sequence[Area]) -> Element:
    """What the shapes and colours mean, as far as they occur."""
    told: dict[str, Status] = {area.standing.word: area.standing for area in areas if area.standing.word}
    order = list(StatusKind)
    shown = sorted(told.values(), key=lambda held: order.index(held.kind))
    return element("ul", *(element("li", status(held)) for held in shown), class_="key")


def box_of(areas: Sequence[Area]) -> tuple[float, float, float, float]:
    """Left, top, width and height of everything drawn, with a little room."""
    points = [point for area in areas for point in _points(area)]
    east, south = [x for x, _ in points], [y for _, y in points]
    width, height = max(east) - min(east), max(south) - min(south)
    room = max(width, height) * MARGIN
    return min(east) - room, min(south) - room, width + 2 * room, height + 2 * room


def _points(area: Area) -> list[tuple[float, float]]:
    if not area.path:
        return [(area.x + SIDE * x, area.y + SIDE * y) for x, y in CORNERS]
    pairs = area.path.replace("M", " ").replace("L", " ").replace("Z", " ").split()
    return [(float(x), float(y)) for x, y in zip(pairs[::2], pairs[1::2], strict=True)]


def _area(area: Area, *, size: float, named: bool, link: Link) -> Element:
    told = f"{area.name}: {area.text}" + (f", {area.standing.word.lower()}" if area.standing.word else "")
    path = area.path or "M" + "L".join(f"{x:.3f} {y:.3f}" for x, y in _points(area)) + "Z"
    kind = area.standing.kind.value if area.standing.word else "none"
    symbol = (
        LOOKS[area.standing.kind].symbol if area.standing.word and area.standing.kind is not StatusKind.NEUTRAL else ""
    )
    mark = None if named or not symbol else _text(symbol, area.x, area.y + size * 0.35, size, class_="mark")
    return element(
        "a",
        element("title", told),
        element("path", d=path, class_=f"area {kind}{' own' if area.own else ''}"),
        mark,
        href=link(area.unit),
        aria_label=told,
    )


def _name(area: Area, *, size: float) -> Element:
    shown = LOOKS[area.standing.kind].symbol if area.standing.word else ""
    return element(
        "g",
        _text(area.name, area.x, area.y, size, class_="place"),
        _text(f"{shown} {area.text}".strip(), area.x, area.y + size * 1.25, size, class_="value-on-map"),
        aria_hidden="true",
    )


def _text(words: str, x: float, y: float, size: float, *, class_: str) -> Element:
    return element("text", words, x=f"{x:.2f}", y=f"{y:.2f}", font_size=f"{size:.2f}", class_=class_)
