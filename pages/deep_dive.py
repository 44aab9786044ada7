"""Deep Dive: the issue room of a metric at a unit, or the way into the rooms."""

from __future__ import annotations

import streamlit as st

from pmf_core.views.deep_dive import deep_dive, room_list
from ui.address import DECIDE, METRIC, asked
from ui.parts import decide, meeting, page, states
from ui.parts.room import room
from ui.parts.rooms import rooms_page
from ui.place import place
from ui.resources import ask, hub
from ui.session import guard

guard()
at = place()
if metric := asked(METRIC):
    held = ask(deep_dive, metric=metric, unit=at.unit, period=at.period)
    st.set_page_config(page_title=f"Deep dive: {held.header.name} · {hub().catalogue.settings.hub_name}")
    sitting = meeting.mode()
    line = f"{held.header.unit_name} · {held.header.data_line}"
    page.heading(f"Deep dive: {held.header.name}", sentence=held.header.definition, data_line=line)
    if held.empty:
        states.empty(held.empty)
    else:
        room(held)
    if sitting and asked(DECIDE):
        decide.form(sitting, metric)
    page.sources(held.sources)
else:
    rooms_page(ask(room_list, unit=at.unit, period=at.period))
