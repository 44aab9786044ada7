"""A metric on a map, with the same as a table in which every name leads on."""

from __future__ import annotations

import streamlit as st

from pmf_core.charts.area_map import key_of_map, map_drawing
from pmf_core.charts.markup import Element, element
from pmf_core.views.context import Choice
from pmf_core.views.metric_profile.area_map import AreaMap
from ui.address import SHOW, here, link
from ui.parts.drawing import draw, write
from ui.parts.reading import folded_table, whole_table

MOST_OPEN = 40
"""A longer table is opened when it is wanted."""


def on_the_map(held: AreaMap, *, metric: str) -> None:
    """The choice of the map, the map with its finding, and its table."""
    if held.empty:
        return
    if len(held.layers) > 1:
        items = [element("li", _layer(layer, chosen=held.chosen)) for layer in held.layers]
        write(element("nav", element("ul", *items), class_="filters", aria_label="Map"), key="layers")
    with st.container(key="chartcard"):
        told = element("div", element("h2", held.title), element("p", held.sentence), key_of_map(held.areas))
        write(told, key="finding")
        drawn = map_drawing(held.areas, alt=held.title, link=lambda unit: link("metric", m=metric, u=unit))
        draw(drawn, key="map")
    links = [link("metric", m=metric, u=unit) for unit in held.row_units]
    if held.table and len(links) > MOST_OPEN:
        label = f"All {len(links)} as a table"
        folded_table(held.table, sources=held.sources, key="map", label=label, links=links)
    elif held.table:
        whole_table(held.table, sources=held.sources, key="map", links=links)


def _layer(layer: Choice, *, chosen: str) -> Element:
    return element("a", layer.name, href=here(**{SHOW: layer.id}), aria_current="true" if layer.id == chosen else None)
