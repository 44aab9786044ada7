"""The grid of tiles, with its height reserved before it is drawn."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from pmf_core.charts.board import board
from pmf_core.charts.markup import Element, element
from pmf_core.charts.tiles import grid, sections
from pmf_core.views.status import Tile, TileSection
from pmf_core.views.vital_signs import VitalSigns
from ui.address import link
from ui.parts.drawing import draw

TILE_HEIGHT, GAP, HEADING_HEIGHT = 226, 12, 64
"""In pixels, as in drawing.css: a row of tiles, the space between rows, a section's heading with its sentence."""

TILE_LEAST, MOST_COLUMNS = 200, 8
"""A tile is never narrower; a grid never has more columns."""


def to_metric(metric: str) -> str:
    """The address of a metric's page, in the same place."""
    return link("metric", m=metric)


def with_board(held: VitalSigns, offered: Element, shown: Sequence[TileSection]) -> None:
    """The board's lists, the filters and every section as one element."""
    reserve("vital_signs", [len(section.tiles) for section in shown])
    lists = board(held, link=to_metric)
    draw(element("div", lists, offered, sections(shown, link=to_metric), class_="sections"), key="vital_signs")


def tile_lists(lists: Sequence[tuple[str, str, Sequence[Tile]]]) -> None:
    """Lists of tiles, each with its title and its sentence, as one element."""
    reserve("lists", [len(tiles) for _, _, tiles in lists])
    draw(element("div", *(_list(*held) for held in lists), class_="sections"), key="lists")


def _list(title: str, sentence: str, tiles: Sequence[Tile]) -> Element:
    told = element("p", sentence, class_="sentence")
    return element("section", element("h2", title), told, grid(tiles, link=to_metric) if tiles else None)


def reserve(key: str, counts: Sequence[int]) -> None:
    """Keep a screen's height free while the grids are on their way, or what they take if that is less."""
    rules = [_rule(f"draw_{key}", columns, _height(counts, columns)) for columns in range(1, MOST_COLUMNS + 1)]
    with st.container(key=f"framing_{key}"):
        st.html(f"<style>.st-key-draw_{key}{{container-type:inline-size}}{''.join(rules)}</style>")


def _rule(name: str, columns: int, height: int) -> str:
    return f"@container (min-width:{_least(columns)}px){{.st-key-{name}>*{{min-height:min({height}px,100vh)}}}}"


def _least(columns: int) -> int:
    return 0 if columns == 1 else columns * TILE_LEAST + (columns - 1) * GAP


def _height(counts: Sequence[int], columns: int) -> int:
    rows = [-(-count // columns) for count in counts]
    return sum(HEADING_HEIGHT + row * TILE_HEIGHT + max(row - 1, 0) * GAP for row in rows)
