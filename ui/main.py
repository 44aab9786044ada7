"""The main script: page settings, the gate, the navigation, then the page that was asked for."""

from __future__ import annotations

import streamlit as st

from ui import address, hub_pages, resources, session
from ui.parts import frame, states

st.set_page_config(page_title="Performance hub", page_icon=str(frame.MARK), layout="wide", initial_sidebar_state=248)
session.admit()
page = st.navigation(hub_pages.registered(), position="hidden")

wanted = address.on_the_way()
named, choices = address.read(wanted)
elsewhere = bool(wanted) and named != page.url_path
if wanted and not elsewhere:
    st.query_params.from_dict(choices)

address.arrive(page.url_path)
frame.behaviour(go_to=wanted if elsewhere else "")
with states.told_plainly():
    held = resources.hub()
    st.set_page_config(page_title=f"{page.title} · {held.catalogue.settings.hub_name}")
    frame.navigation(held.catalogue.settings)
    with st.container(key="page"):
        frame.context_bar()
        page.run()
