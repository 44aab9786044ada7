"""How a file's columns were understood, and a list for each to say what it is."""

from __future__ import annotations

import streamlit as st

from pmf_core.charts.markup import element
from pmf_core.cli.places import store_folder
from pmf_core.views.returns.columns import ColumnRead, ColumnsRead, Place, chosen_mapping
from pmf_core.views.returns.desk import Draft, understand
from ui.address import TAB, link
from ui.parts.as_text import as_text
from ui.parts.drawing import write
from ui.parts.returns.acting import SUBMISSION, act, actor
from ui.resources import hub


def columns(draft: Draft, held: ColumnsRead | None) -> None:
    """The columns of a file that is not the template; open where one was guessed, is missing or has changed."""
    if held is None or not held.rows:
        return
    with st.expander("How the columns were understood", expanded=held.needs_looking):
        changes = element("ul", *(element("li", told) for told in held.changes), class_="told")
        write(element("div", element("p", held.sentence), changes if held.changes else None), key="columns")
        with st.form("columns", border=False):
            chosen = {(row.sheet, row.index): _column(row, held, draft) for row in held.rows}
            if st.form_submit_button("Read the columns like this"):
                _understand(draft, chosen)


def _column(row: ColumnRead, held: ColumnsRead, draft: Draft) -> str:
    """One column: its heading and examples, what it was the last time, and what it is."""
    key = f"{draft.submission.id}_{hub().data_version}_{row.sheet}_{row.index}"
    names = list(held.readings)
    with st.container(key=f"column_{key}", horizontal=True, vertical_alignment="center"):
        told = ", ".join(text for text in (f"such as {row.examples}", row.last_time) if text)
        heading = element("p", element("b", row.heading), element("span", told, class_="under"))
        write(heading, key=f"read_{key}")
        return st.selectbox(
            as_text(f"{row.heading} is"),
            names,
            index=names.index(row.reading) if row.reading in names else 0,
            format_func=lambda name: held.readings[name],
            key=f"reading_{key}",
            label_visibility="collapsed",
        )


def _understand(draft: Draft, chosen: dict[Place, str]) -> None:
    here = link("returns", **{TAB: "send", SUBMISSION: draft.submission.id})
    act(
        lambda: understand(store_folder(), draft, chosen_mapping(draft.checked, chosen), actor=actor()),
        then=here,
        told="Reading the columns and checking again …",
    )
