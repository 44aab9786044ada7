"""Trying a change of the rules on the past, before anyone makes it."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from pmf_core.views.exceptions.rules import in_words, tried
from pmf_core.views.status import SourceLine
from ui.parts import states
from ui.parts.reading import whole_table
from ui.place import place
from ui.resources import ask


@st.fragment
def trial(parameters: Sequence[tuple[str, str]], *, sources: tuple[SourceLine, ...]) -> None:
    """Choose a parameter and a value; see the lists of two years, as they were and as they would have been."""
    present = dict(parameters)
    with st.form("trial", border=False):
        left, middle, right = st.columns([2, 1, 1], vertical_alignment="bottom")
        chosen = left.selectbox(
            "Rule and parameter", list(present), format_func=lambda name: f"{in_words(name)} (now {present[name]})"
        )
        value = middle.text_input("Try", value="no" if present[chosen] == "yes" else present[chosen])
        asked = right.form_submit_button("Show the lists")
    if asked:
        told = {"yes": "true", "no": "false"}.get(value.strip().casefold(), value.strip())
        with states.told_plainly():
            with st.spinner("Reading two years of lists …"):
                found = ask(tried, unit=place().unit, change=f"{chosen}={told}")
            whole_table(found, sources=sources, key="trial")
