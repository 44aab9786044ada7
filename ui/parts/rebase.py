"""Step changes that are proposed, and the form in which one is accepted with its reason."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from pmf_core.charts.markup import element
from pmf_core.cli.places import store_folder
from pmf_core.definitions.moment import now
from pmf_core.definitions.person import Action
from pmf_core.definitions.phase import Phase
from pmf_core.store.deciding import accept_rebase
from pmf_core.views.rebase import Proposal
from ui.parts.by import by_whom
from ui.parts.notice import warn
from ui.parts.page import part
from ui.session import may, scope


def proposed(found: Sequence[Proposal], *, metric: str, unit: str) -> None:
    """Each proposal with its evidence; accepting one begins the limits anew and is dated on both clocks."""
    if not found:
        return
    items = [element("li", proposal.sentence) for proposal in found]
    part(
        "Proposed step changes",
        element("ul", *items),
        key="proposals",
        sentence="Nothing changes until one is accepted.",
    )
    if scope().as_at is not None or not may(Action.ACCEPT_REBASE):
        return
    with st.form("rebase", clear_on_submit=True):
        starts = {proposal.starts.name: proposal.starts.start for proposal in found}
        chosen = st.selectbox("From", list(starts))
        reason = st.text_input("Why the process works differently since then", max_chars=300)
        by = by_whom("Accepted by (role)")
        if not st.form_submit_button("Accept and begin the limits anew"):
            return
        if not reason.strip() or not by.strip():
            warn("A re-base needs its reason and who accepts it: fill in both.")
            return
        day = now().date()
        phase = Phase(metric=metric, unit=unit, starts=starts[chosen], reason=reason, accepted_by=by, accepted_on=day)
        with st.spinner("Writing it down …"):
            accept_rebase(store_folder(), phase)
    st.rerun()
