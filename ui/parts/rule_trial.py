"""Trying a change of the rules on the past, before anyone makes it."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from pmf_core.views.exceptions.rules import NOW, THEN, in_words, tried
from pmf_core.views.status import SourceLine
from ui.parts import page, states
from ui.parts.reading import whole_table
from ui.place import place
from ui.resources import ask

BASES = {THEN: "What was known then", NOW: "What is known now"}
"""On which knowledge the past is judged again."""


@st.fragment
def trial(parameters: Sequence[tuple[str, str]], *, sources: tuple[SourceLine, ...]) -> None:
    """Choose a parameter and a value; see the lists of two years, as they were and as they would have been."""
    present = dict(parameters)
    page.part("Try a change on the past", key="trial_title", sentence="Nothing changes by trying.")
    with st.form("trial", border=False):
        left, middle, basis, right = st.columns([4, 2, 3, 2], vertical_alignment="bottom")
        chosen = left.selectbox(
            "Rule and parameter", list(present), format_func=lambda name: f"{in_words(name)} (now {present[name]})"
        )
        value = middle.text_input("Try", value="no" if present[chosen] == "yes" else present[chosen])
        known = basis.selectbox("Judged on", list(BASES), format_func=BASES.__getitem__)
        asked = right.form_submit_button("Show the lists")
    if asked:
        told = {"yes": "true", "no": "false"}.get(value.strip().casefold(), value.strip())
        with states.told_plainly():
            with st.spinner("Reading two years of lists …"):
                found = ask(tried, unit=place().unit, change=f"{chosen}={told}", known=known)
            whole_table(found, sources=sources, key="trial")
