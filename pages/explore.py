"""Explore: every metric, searched and narrowed down, in a list, side by side at several units, or as scorecards."""

from __future__ import annotations

import streamlit as st

from pmf_core.definitions.kept import MOST_METRICS
from pmf_core.views.explore import FACETS, JUDGED_FACETS, PART, explore, explore_table
from pmf_core.views.grid import grid, sets_beside
from pmf_core.views.heat import Heat, heat
from pmf_core.views.multiples import multiples
from ui.address import COMPARE, METRIC, MODE, SEARCH, asked, choose
from ui.parts import compare_grid, heat_grid, metric_list, page, scorecards, states, tab_list
from ui.parts.downloads import whole_downloads
from ui.place import place
from ui.resources import ask, hub
from ui.session import guard

MODES = {"metrics": "Metrics", "compare": "Compare", "scorecards": "Scorecards"}

guard()
at = place()
narrowed = {name: asked(name) for name in (PART, *FACETS, *JUDGED_FACETS) if asked(name)}
where = {"unit": at.unit, "period": at.period, "search": asked(SEARCH), "narrowed": narrowed}
chosen = asked(MODE) if asked(MODE) in MODES else "metrics"
held = ask(explore, **where)

beside = lines = None
sets, many = (), 0
if chosen == "compare":
    sets, many = ask(sets_beside, unit=at.unit, period=at.period, beside=asked(COMPARE))
    beside = ask(heat if many > compare_grid.MOST_ACROSS else grid, **where, beside=asked(COMPARE))
    if asked(METRIC):
        lines = ask(multiples, unit=at.unit, period=at.period, beside=asked(COMPARE), metric=asked(METRIC))
shown = lines or beside or held

top = st.container(key="explore_top")
if chosen == "scorecards":
    sentence = scorecards.shelf(held.found)
else:
    sentence = shown.sentence
    with st.container(key="facets", horizontal=True):
        for facet in held.facets:
            if chosen == "metrics" or facet.id in FACETS:
                options = {"": "All", **{choice: f"{name} ({many})" for choice, name, many in facet.choices}}
                with st.container(key=f"facet_{facet.id}"):
                    choose(facet.name, facet.id, options=options, chosen=asked(facet.id))
    if chosen == "metrics":
        metric_list.chooser()
    compare_grid.sets(sets, asked(COMPARE))
    if lines:
        compare_grid.over_time(lines)
    elif shown.empty:
        states.empty(shown.empty)
    elif isinstance(beside, Heat):
        heat_grid.laid_out(beside, **where, beside=asked(COMPARE))
    elif beside:
        compare_grid.laid_out(beside)
    else:
        metric_list.as_scorecard(held.total, MOST_METRICS)
        metric_list.rows(held.rows)
        everything = lambda scope: explore_table(hub(), scope=scope, **where)  # noqa: E731
        whole_downloads(everything, title=held.title, sources=held.sources, key="explore")
    page.sources(shown.sources)
with top:
    page.heading("Explore", sentence=sentence)
    tab_list.tabs(MODES, chosen=chosen, label="Ways to explore", choice=MODE)
