"""Explore: every metric, searched and narrowed down."""

from __future__ import annotations

import streamlit as st

from pmf_core.views.explore import FACETS, explore
from ui.address import SEARCH, asked, choose
from ui.parts import metric_list, page, states
from ui.parts.downloads import downloads
from ui.place import place
from ui.resources import ask
from ui.session import guard

guard()
at = place()
narrowed = {name: asked(name) for name in FACETS if asked(name)}
held = ask(explore, unit=at.unit, period=at.period, search=asked(SEARCH), narrowed=narrowed)

page.heading("Explore", sentence=held.sentence)
with st.container(key="facets", horizontal=True):
    for facet in held.facets:
        options = {"": "All", **{choice: f"{name} ({many})" for choice, name, many in facet.choices}}
        with st.container(key=f"facet_{facet.id}"):
            choose(facet.name, facet.id, options=options, chosen=asked(facet.id))
if held.empty:
    states.empty(held.empty)
else:
    metric_list.rows(held.rows)
    downloads(held.table, sources=held.sources, key="explore")
page.sources(held.sources)
