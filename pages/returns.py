"""Returns: from a spreadsheet to an approved number."""

from __future__ import annotations

import streamlit as st

from ui.address import TAB, asked
from ui.parts import page, tab_list
from ui.parts.returns.approving import approving
from ui.parts.returns.lists import external_returns, history_list, my_returns, quality, readiness_board, restated
from ui.parts.returns.sending import sending
from ui.session import guard

TABS = {
    "mine": ("My returns", my_returns),
    "send": ("Send", sending),
    "approve": ("Approve", approving),
    "readiness": ("Readiness", readiness_board),
    "restated": ("Restatements", restated),
    "queries": ("Data quality", quality),
    "external": ("External returns", external_returns),
    "history": ("History", history_list),
}

guard()
chosen = asked(TAB) if asked(TAB) in TABS else "mine"
told = "From a spreadsheet to an approved number: what is wrong, at which cell, and what it will change."
page.heading("Returns", sentence=told)
tab_list.tabs({name: words for name, (words, _) in TABS.items()}, chosen=chosen, label="Parts of returns")
with st.container(key="shelf"):
    TABS[chosen][1]()
