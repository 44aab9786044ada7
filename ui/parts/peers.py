"""A unit beside its group: the dot plot and its table, the lines over time, who moved, and why these."""

from __future__ import annotations

from typing import Any

import streamlit as st

from pmf_core.charts.appearance import Mode
from pmf_core.charts.markup import element
from pmf_core.charts.peer_trend import key_of_peer_trend, peer_trend_chart
from pmf_core.charts.peers import key_of_peers, peers_chart
from pmf_core.views.metric_profile import Alike, MovedList, Peers, PeerTrend, Plot
from pmf_core.views.status import SourceLine, Table
from ui.address import TAB, link
from ui.parts.drawing import write
from ui.parts.reading import folded_table, mode, whole_table

MOST_OPEN = 40
"""A longer table is opened when it is wanted."""

Sources = tuple[SourceLine, ...]


def comparison(held: Peers, *, metric: str) -> None:
    """The plot, the lines and the lists; in every table a name leads to the same metric there."""
    if held.plot:
        with st.container(key="chartcard"):
            _plot(held.plot)
    if held.table:
        _named(held.table, held.row_units, metric=metric, sources=held.sources, key="peers")
    if held.trend:
        _trend(held.trend, sources=held.sources)
    if held.moved:
        _moved(held.moved, metric=metric, sources=held.sources)
    if held.alike:
        _alike(held.alike, metric=metric, sources=held.sources)


def _plot(held: Plot) -> None:
    write(element("div", element("h2", held.title), element("p", held.sentence), key_of_peers(held)), key="finding")
    if held.dots:
        st.vega_lite_chart(_drawn(held, mode()), theme=None, alt=f"{held.alt} {held.sentence}")
    write(element("p", " ".join(held.notes), class_="sentence notes"), key="notes")


def _named(
    held: Table, units: tuple[str, ...], *, metric: str, sources: Sources, key: str, heading: bool = True
) -> None:
    """A table whose rows lead on; a long one is opened when it is wanted."""
    links = [link("metric", m=metric, u=unit) if unit else "" for unit in units]
    if len(links) > MOST_OPEN:
        folded_table(held, sources=sources, key=key, label=f"All {len(links)} as a table", links=links)
    else:
        whole_table(held, sources=sources, key=key, links=links, heading=heading)


def _trend(held: PeerTrend, *, sources: Sources) -> None:
    with st.container(key="chartcard_over_time"):
        told = element("div", element("h2", held.title), element("p", held.sentence), key_of_peer_trend(held))
        write(told, key="over_time")
        st.vega_lite_chart(_trend_drawn(held, mode()), theme=None, alt=f"{held.alt} {held.sentence}")
        folded_table(held.table, sources=sources, key="over_time", label="The lines as a table")


def _moved(held: MovedList, *, metric: str, sources: Sources) -> None:
    lead = None
    if held.lead:
        unit, name = held.lead
        told = f"See how {name} has moved beside its own peers"
        lead = element("p", element("a", told, href=link("metric", m=metric, u=unit, **{TAB: "peers"})))
    title = element("h2", held.title)
    write(element("section", title, element("p", held.sentence, class_="sentence"), lead), key="moved")
    _named(held.table, held.row_units, metric=metric, sources=sources, key="moved", heading=False)


def _alike(held: Alike, *, metric: str, sources: Sources) -> None:
    title = element("h2", held.title)
    write(element("section", title, element("p", held.sentence, class_="sentence")), key="alike")
    _named(held.neighbours, held.row_units, metric=metric, sources=sources, key="alike", heading=False)
    links = [link("metric", m=name) for name in held.variable_metrics]
    folded_table(held.variables, sources=sources, key="variables", label=held.variables.title, links=links)
    if held.left_out:
        folded_table(held.left_out, sources=sources, key="left_out", label=held.left_out.title)


@st.cache_data(show_spinner=False, max_entries=500)
def _drawn(held: Plot, mode: Mode) -> dict[str, Any]:
    return peers_chart(held, mode=mode)


@st.cache_data(show_spinner=False, max_entries=500)
def _trend_drawn(held: PeerTrend, mode: Mode) -> dict[str, Any]:
    return peer_trend_chart(held, mode=mode)
