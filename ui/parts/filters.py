"""What part of the tiles to show: links with their counts, kept in the address."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from pmf_core.charts.markup import Element, element
from pmf_core.charts.shapes import shape
from pmf_core.charts.tiles import signal_of
from pmf_core.views.status import StatusKind, Tile, TileSection
from ui.address import SHOW, asked, here

LOWEST = (StatusKind.REQUIRES_IMPROVEMENT, StatusKind.INADEQUATE)
"""The two lowest bands."""

FILTERS: Mapping[str, tuple[str, StatusKind | None, Callable[[Tile], bool]]] = {
    "": ("All", None, lambda _: True),
    "worsening": ("Worsening", StatusKind.WORSENING, lambda tile: signal_of(tile) is StatusKind.WORSENING),
    "improving": ("Improving", StatusKind.IMPROVING, lambda tile: signal_of(tile) is StatusKind.IMPROVING),
    "lowest": ("In the lowest two bands", StatusKind.REQUIRES_IMPROVEMENT, lambda tile: tile.band.kind in LOWEST),
}
"""Choice in the address → its name, its shape, and which tiles it shows."""


def offered(sections: Sequence[TileSection]) -> Element:
    """The filters, each with how many tiles it shows."""
    tiles = [tile for section in sections for tile in section.tiles]
    items = [element("li", _link(name, tiles, chosen=name == _chosen())) for name in FILTERS]
    return element("nav", element("ul", *items), class_="filters", aria_label="Show")


def shown(sections: Sequence[TileSection]) -> list[TileSection]:
    """The sections as far as the chosen filter shows them."""
    keep = FILTERS[_chosen()][2]
    kept = [replace(section, tiles=tuple(filter(keep, section.tiles))) for section in sections]
    return [section for section in kept if section.tiles]


def _chosen() -> str:
    return asked(SHOW) if asked(SHOW) in FILTERS else ""


def _link(name: str, tiles: Sequence[Tile], *, chosen: bool) -> Element:
    words, kind, keep = FILTERS[name]
    return element(
        "a",
        element("span", shape(kind), class_=f"status {kind.value}") if kind else None,
        words,
        element("span", str(sum(map(keep, tiles))), class_="count"),
        href=here(**{SHOW: name}),
        aria_current="true" if chosen else None,
    )
