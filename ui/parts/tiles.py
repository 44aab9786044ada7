"""The grid of tiles, with its height reserved before it is drawn."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from pmf_core.charts.markup import element
from pmf_core.charts.tiles import grid, sections
from pmf_core.views.status import Tile, TileSection
from ui.address import link
from ui.parts.drawing import draw

TILE_HEIGHT, GAP, HEADING_HEIGHT = 206, 12, 92
"""In pixels, as in drawing.css: a row of tiles, the space between rows, a section's heading with its sentence."""

TILE_LEAST, MOST_COLUMNS = 212, 7
"""A tile is never narrower; a grid never has more columns."""


def to_metric(metric: str) -> str:
    """The address of a metric's page, in the same place."""
    return link("metric", m=metric)


def tile_sections(held: Sequence[TileSection], *, key: str = "sections") -> None:
    """Every section of a page as one element."""
    reserve(f"draw_{key}", [len(section.tiles) for section in held], heading=HEADING_HEIGHT)
    draw(sections(held, link=to_metric), key=key)


def tile_list(title: str, tiles: Sequence[Tile], *, key: str, sentence: str) -> None:
    """A heading, its sentence and some tiles."""
    reserve(f"draw_{key}", [len(tiles)], heading=HEADING_HEIGHT)
    told = element("p", sentence, class_="sentence")
    draw(element("section", element("h2", title), told, grid(tiles, link=to_metric) if tiles else None), key=key)


def reserve(name: str, counts: Sequence[int], *, heading: int) -> None:
    """Keep the height of grids free while they are on their way, so that nothing below them jumps."""
    rules = [_rule(name, columns, _height(counts, columns, heading)) for columns in range(1, MOST_COLUMNS + 1)]
    st.html(f"<style>.st-key-{name}{{container-type:inline-size}}{''.join(rules)}</style>")


def _rule(name: str, columns: int, height: int) -> str:
    return f"@container (min-width:{_least(columns)}px){{.st-key-{name}>*{{min-height:{height}px}}}}"


def _least(columns: int) -> int:
    return 0 if columns == 1 else columns * TILE_LEAST + (columns - 1) * GAP


def _height(counts: Sequence[int], columns: int, heading: int) -> int:
    rows = [-(-count // columns) for count in counts]
    return sum(heading + row * TILE_HEIGHT + max(row - 1, 0) * GAP for row in rows)
