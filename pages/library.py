"""Library: what has been decided, and how the numbers are made."""

from __future__ import annotations

import streamlit as st

from pmf_core.views.library import library
from ui.address import TAB, asked, link
from ui.parts import forecast_record, page, rule_trial, tab_list
from ui.parts.reading import whole_table
from ui.resources import ask
from ui.session import guard

TABLES = {
    "metrics": "Metrics",
    "tolerances": "Tolerances",
    "targets": "Targets",
    "structure": "Structure",
    "sources": "Sources",
    "rules": "Rules",
    "forecasts": "Forecasts",
    "events": "Events",
    "left_out": "Left out",
    "glossary": "Glossary",
    "system": "System",
}

guard()
held = ask(library)
chosen = asked(TAB) if asked(TAB) in TABLES else "metrics"

page.heading("Library", sentence=held.sentence)
tab_list.tabs(TABLES, chosen=chosen, label="Parts of the library")
links = [link("metric", m=metric) for metric in held.metric_ids] if chosen == "metrics" else ()
with st.container(key="shelf"):
    if chosen == "forecasts":
        forecast_record.shelf()
    else:
        whole_table(getattr(held, chosen), sources=held.source_lines, key=chosen, links=links)
    if chosen == "rules":
        rule_trial.trial(held.rule_parameters, sources=held.source_lines)
page.sources(held.source_lines)
