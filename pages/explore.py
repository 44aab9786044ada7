"""Explore: every metric, searched and narrowed down, in a list or side by side at several units."""

from __future__ import annotations

import streamlit as st

from pmf_core.views.explore import FACETS, explore
from pmf_core.views.grid import grid
from pmf_core.views.multiples import multiples
from ui.address import COMPARE, METRIC, MODE, SEARCH, asked, choose
from ui.parts import compare_grid, metric_list, page, states, tab_list
from ui.parts.downloads import downloads
from ui.place import place
from ui.resources import ask
from ui.session import guard

MODES = {"metrics": "Metrics", "compare": "Compare"}

guard()
at = place()
narrowed = {name: asked(name) for name in FACETS if asked(name)}
where = {"unit": at.unit, "period": at.period, "search": asked(SEARCH), "narrowed": narrowed}
held = ask(explore, **where)

chosen = asked(MODE) if asked(MODE) in MODES else "metrics"
beside = lines = None
if chosen == "compare":
    beside = ask(grid, **where, beside=asked(COMPARE))
    if asked(METRIC):
        lines = ask(multiples, unit=at.unit, period=at.period, beside=asked(COMPARE), metric=asked(METRIC))
shown = lines or beside or held

page.heading("Explore", sentence=shown.sentence)
tab_list.tabs(MODES, chosen=chosen, label="Ways to explore", choice=MODE)
with st.container(key="facets", horizontal=True):
    for facet in held.facets:
        options = {"": "All", **{choice: f"{name} ({many})" for choice, name, many in facet.choices}}
        with st.container(key=f"facet_{facet.id}"):
            choose(facet.name, facet.id, options=options, chosen=asked(facet.id))
if beside:
    compare_grid.sets(beside)
if lines:
    compare_grid.over_time(lines)
elif shown.empty:
    states.empty(shown.empty)
elif beside:
    compare_grid.laid_out(beside)
else:
    metric_list.rows(held.rows)
    downloads(held.table, sources=held.sources, key="explore")
page.sources(shown.sources)
