"""Ways to mend a file that the hub proposes: taken one by one or all of a kind, and checked again at once."""

from __future__ import annotations

from collections.abc import Collection

import streamlit as st

from pmf_core.cli.places import store_folder
from pmf_core.views import words
from pmf_core.views.returns.desk import Draft, mend
from pmf_core.views.returns.preflight import Preflight
from ui.address import TAB, link
from ui.parts.as_text import as_text
from ui.parts.page import part
from ui.parts.returns.acting import SUBMISSION, act, actor


def proposals(draft: Draft, found: Preflight) -> None:
    """The proposals for what is listed, and a button for all of a kind where there are several."""
    offered = {row.proposal: f"{row.kind}, {row.change}" for row in found.findings if row.proposal}
    several = [kind for kind in found.kinds if len(kind.proposals) > 1]
    if not offered and not several:
        return
    told = "What you accept is written down cell by cell, with your name; the file itself stays as it was sent."
    part("What the hub can mend", key="proposals", sentence=told)
    for kind in several:
        accepted = f"Accept all {words.count(len(kind.proposals), 'proposal')}: {kind.name.lower()}"
        if st.button(accepted, key=f"all_{kind.code}"):
            _take(draft, kind.proposals)
    if offered:
        with st.form("proposals", border=True):
            taken = [
                name
                for place, (name, change) in enumerate(offered.items())
                if st.checkbox(as_text(change), key=f"take_{place}_{name}")
            ]
            if st.form_submit_button("Accept the ticked ones") and taken:
                _take(draft, taken)


def _take(draft: Draft, accepted: Collection[str]) -> None:
    here = link("returns", **{TAB: "send", SUBMISSION: draft.submission.id})
    act(lambda: mend(store_folder(), draft, accepted, actor=actor()), then=here, told="Mending and checking again …")
