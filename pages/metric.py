"""Metric: everything about one KPI at one unit."""

from __future__ import annotations

import streamlit as st

from pmf_core.views.metric_profile import Peers, Trust, now, peers, trust
from pmf_core.views.why import Why, why
from ui.address import AGAINST, COMPARE, METRIC, SPLIT, TAB, asked, link
from ui.parts import metric_top, page, rebase, states, tab_list
from ui.parts.peers import comparison
from ui.parts.reading import trend_card, whole_table
from ui.parts.why import explanation
from ui.place import place
from ui.resources import ask, hub
from ui.session import guard

TABS = {"now": "Now", "why": "Why", "peers": "Peers", "trust": "Trust"}
VIEWS = {"now": now, "why": why, "peers": peers, "trust": trust}
BESIDE = {"peers": {"group": COMPARE}, "why": {"against": AGAINST, "split": SPLIT}}
RECORDS = (
    "confidence",
    "record",
    "lineage",
    "targets",
    "versions",
    "restatements",
    "left_out",
    "events",
    "phases",
)
FILES = {"record", "lineage", "restatements"}

guard()
at = place()
metric = asked(METRIC) or hub().catalogue.vital_signs[0].id
tab = asked(TAB) if asked(TAB) in TABS else "now"
beside = {name: asked(choice) for name, choice in BESIDE.get(tab, {}).items()}
held = ask(VIEWS[tab], metric=metric, unit=at.unit, period=at.period, **beside)

st.set_page_config(page_title=f"{held.header.name} · {hub().catalogue.settings.hub_name}")
metric_top.top(held.header)
tab_list.tabs(TABS, chosen=tab, label="About this metric")
if held.empty:
    states.empty(held.empty)
if isinstance(held, Trust):
    for name in RECORDS:
        whole_table(getattr(held, name), sources=held.sources, key=name, files=name in FILES)
    rebase.proposed(held.proposals, metric=metric, unit=at.unit)
elif isinstance(held, Peers):
    comparison(held, metric=metric)
elif isinstance(held, Why):
    explanation(held, metric=metric)
elif not held.empty:
    if held.trend:
        trend_card(held.trend, sources=held.sources)
    whole_table(held.comparisons, sources=held.sources, key="comparisons")
    if held.parts:
        links = [link("metric", m=metric, u=unit) for unit in held.part_units]
        whole_table(held.parts, sources=held.sources, key="parts", links=links)
page.sources(held.sources)
