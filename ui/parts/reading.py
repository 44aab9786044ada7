"""A chart or a table, each with the words that say the same."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import streamlit as st

from pmf_core.charts.appearance import Mode
from pmf_core.charts.markup import element
from pmf_core.charts.table import table
from pmf_core.charts.trend import happened, key_of, trend_chart
from pmf_core.views.metric_profile.values import Trend
from pmf_core.views.status import SourceLine, Table
from ui.parts.downloads import downloads
from ui.parts.drawing import write


def trend_card(held: Trend, *, sources: tuple[SourceLine, ...]) -> None:
    """The finding as title, one sentence, the chart, and the same as a table and as files."""
    with st.container(key="chartcard"):
        write(element("div", element("h2", held.title), element("p", held.sentence), key_of(held)), key="finding")
        with st.container(key="chart"):
            st.vega_lite_chart(_drawn(held, mode()), theme=None, alt=f"{held.alt} {held.sentence}")
        if held.notes:
            write(element("p", " ".join(held.notes), class_="sentence notes"), key="notes")
        if events := happened(held):
            write(events, key="happened")
        if held.table:
            folded_table(held.table, sources=sources, key="trend", label="The chart as a table")


@st.cache_data(show_spinner=False, max_entries=500)
def _drawn(held: Trend, mode: Mode) -> dict[str, Any]:
    return trend_chart(held, mode=mode)


def mode() -> Mode:
    """Whether this reader sees light or dark."""
    return "dark" if st.context.theme.type == "dark" else "light"


def folded_table(
    held: Table, *, sources: tuple[SourceLine, ...], key: str, label: str, links: Sequence[str] = ()
) -> None:
    """A table that is opened when it is wanted, with its files."""
    with st.expander(label):
        whole_table(held, sources=sources, key=key, links=links, heading=False)


def whole_table(
    held: Table,
    *,
    sources: tuple[SourceLine, ...],
    key: str,
    links: Sequence[str] = (),
    heading: bool = True,
    files: bool = True,
) -> None:
    """A table with its title, its note and its files."""
    write(table(held, links=links, heading=heading), key=f"table_{key}")
    if held.rows and files:
        downloads(held, sources=sources, key=key)
