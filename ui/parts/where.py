"""Units beside each other: whom to look at, the funnel or the dots, who stands out, and everybody as a table."""

from __future__ import annotations

from typing import Any

import streamlit as st

from pmf_core.charts.appearance import Mode
from pmf_core.charts.funnel import funnel_chart, key_of_funnel
from pmf_core.charts.markup import element
from pmf_core.charts.peers import key_of_peers, peers_chart
from pmf_core.views.metric_profile import Plot
from pmf_core.views.status import Table
from pmf_core.views.where import Funnel, Where
from ui.address import BESIDE, TAB, here, link
from ui.parts.drawing import write
from ui.parts.reading import folded_table, mode, whole_table

MOST_OPEN = 40
"""A longer table is opened when it is wanted."""


def units_beside(held: Where, *, metric: str) -> None:
    """The choice, the plot, and the tables in which every name leads to the same metric there."""
    if held.choices:
        items = [
            element("li", element("a", each.name, href=here(**{BESIDE: each.id}), aria_current=_current(held, each.id)))
            for each in held.choices
        ]
        label = element("span", "Set beside each other", class_="label")
        row = element("nav", label, element("ul", *items), class_="filters", aria_label="Set beside each other")
        write(row, key="beside")
    if held.funnel:
        _card(held.funnel, key_of_funnel(held.funnel), _funnel_drawn(held.funnel, mode()))
    if held.plot:
        _card(held.plot, key_of_peers(held.plot), _plot_drawn(held.plot, mode()))
    if held.outliers:
        _named(held.outliers, held.outlier_units, held, metric=metric, key="outliers")
    if held.table:
        _named(held.table, held.row_units, held, metric=metric, key="members")
    if held.people:
        whole_table(held.people, sources=held.sources, key="people")


def _current(held: Where, choice: str) -> str | None:
    return "true" if choice == held.chosen else None


def _card(held: Funnel | Plot, key: Any, drawn: dict[str, Any]) -> None:
    with st.container(key="chartcard"):
        write(element("div", element("h2", held.title), element("p", held.sentence), key), key="finding")
        st.vega_lite_chart(drawn, theme=None, alt=f"{held.alt} {held.sentence}")
        write(element("p", " ".join(held.notes), class_="sentence notes"), key="notes")


def _named(table: Table, units: tuple[str, ...], held: Where, *, metric: str, key: str) -> None:
    links = [link("metric", m=metric, u=unit, **{TAB: "where"}) if unit else "" for unit in units]
    if len(links) > MOST_OPEN:
        folded_table(table, sources=held.sources, key=key, label=f"All {len(links)} as a table", links=links)
    else:
        whole_table(table, sources=held.sources, key=key, links=links)


@st.cache_data(show_spinner=False, max_entries=500)
def _funnel_drawn(held: Funnel, mode: Mode) -> dict[str, Any]:
    return funnel_chart(held, mode=mode)


@st.cache_data(show_spinner=False, max_entries=500)
def _plot_drawn(held: Plot, mode: Mode) -> dict[str, Any]:
    return peers_chart(held, mode=mode)
