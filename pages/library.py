"""Library: what has been decided, who may see what, and how the numbers are made."""

from __future__ import annotations

import streamlit as st

from ui.address import TAB, asked
from ui.parts import page, tab_list
from ui.parts.library.shelves import ONCE, TABS, offered
from ui.session import guard

guard()
named = ONCE.get(asked(TAB), asked(TAB))
chosen = named if named in TABS else next(iter(TABS))
top = st.container(key="library_top")
with st.container(key="shelf"):
    sentence = TABS[chosen].draw()
with top:
    page.heading("Library", sentence=sentence)
    names = {name: tab.name for name, tab in offered().items()}
    tab_list.tabs(names, chosen=chosen, label="Parts of the library")
