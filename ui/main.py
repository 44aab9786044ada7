"""The main script: page settings, the gate, the navigation, then the page that was asked for."""

from __future__ import annotations

import streamlit as st

from pmf_core.errors import AccessDenied
from ui import address, hub_pages, keeping, resources, session
from ui.parts import frame, keep, raising, standing, states, turned_away

st.set_page_config(page_title="Performance hub", page_icon=str(frame.MARK), layout="wide", initial_sidebar_state=248)
visitor, refusal = None, None
with states.told_plainly():
    try:
        visitor = session.admit()
    except AccessDenied as reason:
        refusal = reason
rights = visitor.rights if visitor else None
page = st.navigation(
    hub_pages.registered(rights=rights, otherwise=lambda: turned_away.here(refusal)), position="hidden"
)

wanted = address.on_the_way()
named, choices = address.read(wanted)
elsewhere = bool(wanted) and named != page.url_path
if wanted and not elsewhere:
    st.query_params.from_dict(choices)

address.arrive(page.url_path)
frame.behaviour(go_to=wanted if elsewhere else "", signed_in=visitor is not None, ends_in=session.ends_in())
with states.told_plainly():
    if refusal is not None:
        page.run()
    if visitor is not None:
        held = resources.hub()
        st.set_page_config(page_title=f"{page.title} · {held.catalogue.settings.hub_name}")
        frame.navigation(held.catalogue.settings)
        with st.container(key="page"):
            standing.strip(visitor)
            frame.context_bar()
            raising.form()
            keep.panel()
            keeping.remember_here()
            page.run()
