"""Metric: everything about one KPI at one unit."""

from __future__ import annotations

import streamlit as st

from ui.address import DECIDE, TAB, asked
from ui.parts import decide, meeting, metric_top, page, raised, states, tab_list
from ui.parts.metric_tabs import TABS
from ui.place import metric_asked, place
from ui.resources import ask, hub
from ui.session import guard

guard()
at = place()
metric = metric_asked()
name = asked(TAB) if asked(TAB) in TABS else next(iter(TABS))
tab = TABS[name]
beside = {argument: asked(choice) for argument, choice in tab.asks.items()}
held = ask(tab.view, metric=metric, unit=at.unit, period=at.period, **beside)

st.set_page_config(page_title=f"{held.header.name} · {hub().catalogue.settings.hub_name}")
sitting = meeting.mode()
metric_top.top(held.header)
raised.about(metric, unit=at.unit)
if sitting and asked(DECIDE):
    decide.form(sitting, metric)
tab_list.tabs({each: shown.words for each, shown in TABS.items()}, chosen=name, label="About this metric")
if held.empty:
    states.empty(held.empty)
tab.draw(held, metric=metric, unit=at.unit)
page.sources(held.sources)
