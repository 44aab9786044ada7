"""How good the hub's forecasts have been: a public record."""

from __future__ import annotations

import streamlit as st

from pmf_core.charts.markup import element
from pmf_core.views.outlook.track import forecast_record
from ui.address import link
from ui.parts import states
from ui.parts.drawing import write
from ui.parts.reading import whole_table
from ui.place import place
from ui.resources import ask


def shelf() -> None:
    """The sentence, the chances by bin, and every metric's own record."""
    with st.spinner("Foreseeing the past from what was known then …"):
        held = ask(forecast_record, unit=place().unit)
    if held.empty:
        states.empty(held.empty)
        return
    write(element("p", held.sentence, class_="lead"), key="record_sentence")
    whole_table(held.bins, sources=held.sources, key="bins")
    links = [link("metric", m=metric, tab="next") for metric in held.metric_ids]
    whole_table(held.metrics, sources=held.sources, key="forecasts", links=links)
