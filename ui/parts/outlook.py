"""Where the year will land: the fan, the chances, what would have to be true, and what to aim at."""

from __future__ import annotations

from typing import Any

import streamlit as st

from pmf_core.charts.appearance import Mode
from pmf_core.charts.chances import chances
from pmf_core.charts.fan import fan_chart, key_of_fan
from pmf_core.charts.markup import element
from pmf_core.views.outlook.values import Ahead, Fan, Trial
from ui.address import TRY, asked, go, here, link
from ui.parts.drawing import write
from ui.parts.reading import folded_table, mode, whole_table


def year_ahead(held: Ahead) -> None:
    """Everything the tab shows, in the order in which it is asked."""
    if held.fan:
        with st.container(key="chartcard"):
            _fan(held.fan)
            folded_table(held.fan.table, sources=held.sources, key="fan", label="The chart as a table")
    if held.bands:
        write(chances(held.bands, title=held.bands_title), key="chances")
    if held.needed:
        whole_table(held.needed, sources=held.sources, key="needed")
    if held.options:
        whole_table(held.options, sources=held.sources, key="options")
    if held.may_try:
        _try(held.trial)
    if held.record:
        whole_table(held.record, sources=held.sources, key="record")
        told = element("a", "How good are the hub's forecasts?", href=link("library", tab="forecasts"))
        write(element("p", told), key="to_record")


def _fan(held: Fan) -> None:
    write(element("div", element("h2", held.title), element("p", held.sentence), key_of_fan(held)), key="finding")
    with st.container(key="chart"):
        st.vega_lite_chart(_drawn(held, mode()), theme=None, alt=f"{held.alt} {held.sentence}")
    write(element("p", " ".join(held.notes), class_="sentence notes"), key="notes")


@st.cache_data(show_spinner=False, max_entries=500)
def _drawn(held: Fan, mode: Mode) -> dict[str, Any]:
    return fan_chart(held, mode=mode)


def _try(trial: Trial | None) -> None:
    """A target to try; what is typed goes into the address, so that the answer can be passed on."""
    key = "try_target"
    st.session_state[key] = asked(TRY)

    def push() -> None:
        go(here(**{TRY: st.session_state[key]}))

    with st.container(key="try"):
        st.text_input("Try a target", key=key, on_change=push, placeholder="A number, such as 85", max_chars=20)
    if trial:
        items = [element("li", doubt) for doubt in trial.doubts]
        worth = element("ul", *items, class_="doubts") if items else None
        write(element("div", element("p", trial.sentence), worth, class_="trial", role="status"), key="trial")
