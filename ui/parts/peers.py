"""A unit beside its group: the choice of the group, the dot plot, and the same as a table and as files."""

from __future__ import annotations

from typing import Any

import streamlit as st

from pmf_core.charts.appearance import Mode
from pmf_core.charts.markup import Element, element
from pmf_core.charts.peers import key_of_peers, peers_chart
from pmf_core.views.context import Choice
from pmf_core.views.metric_profile import Peers, Plot
from ui.address import COMPARE, here, link
from ui.parts.drawing import write
from ui.parts.reading import folded_table, mode, whole_table

MOST_OPEN = 40
"""A longer table is opened when it is wanted."""


def comparison(held: Peers, *, metric: str) -> None:
    """Whom to compare with, the plot, and the table in which every name leads to the same metric there."""
    if held.choices:
        items = [element("li", _choice(choice, chosen=held.chosen)) for choice in held.choices]
        write(element("nav", element("ul", *items), class_="filters", aria_label="Compare with"), key="groups")
    if held.plot:
        with st.container(key="chartcard"):
            _plot(held.plot)
    if held.table:
        links = [link("metric", m=metric, u=unit) if unit else "" for unit in held.row_units]
        if len(links) > MOST_OPEN:
            told = f"All {len(links)} as a table"
            folded_table(held.table, sources=held.sources, key="peers", label=told, links=links)
        else:
            whole_table(held.table, sources=held.sources, key="peers", links=links)


def _choice(choice: Choice, *, chosen: str) -> Element:
    current = "true" if choice.id == chosen else None
    return element("a", choice.name, href=here(**{COMPARE: choice.id}), aria_current=current)


def _plot(held: Plot) -> None:
    write(element("div", element("h2", held.title), element("p", held.sentence), key_of_peers(held)), key="finding")
    if held.dots:
        st.vega_lite_chart(_drawn(held, mode()), theme=None, alt=f"{held.alt} {held.sentence}")
    write(element("p", " ".join(held.notes), class_="sentence notes"), key="notes")


@st.cache_data(show_spinner=False, max_entries=500)
def _drawn(held: Plot, mode: Mode) -> dict[str, Any]:
    return peers_chart(held, mode=mode)
