"""Boardroom: who meets when, what they are given, what they decided, and what they saw."""

from __future__ import annotations

import streamlit as st

from ui.address import TAB, asked
from ui.parts import boardroom, page, publishing, raised, tab_list
from ui.session import guard

TABS = {
    "calendar": ("Calendar", boardroom.the_calendar),
    "meeting": ("Meeting", boardroom.the_meeting),
    "questions": ("Questions", raised.the_questions),
    "ledger": ("Ledger", boardroom.the_ledger),
    "record": ("Record of exceptions", boardroom.the_record),
    "time": ("Time machine", boardroom.the_time_machine),
    "publish": ("Publish", publishing.the_publishing),
}

guard()
chosen = asked(TAB) if asked(TAB) in TABS else "calendar"
top = st.container(key="boardroom_top")
with st.container(key="shelf"):
    sentence = TABS[chosen][1]()
with top:
    page.heading("Boardroom", sentence=sentence or "")
    tab_list.tabs({name: words for name, (words, _) in TABS.items()}, chosen=chosen, label="Parts of the boardroom")
