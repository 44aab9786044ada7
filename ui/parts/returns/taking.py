"""Taking in what was sent, whichever way it came."""

from __future__ import annotations

import streamlit as st

from pmf_core.cli.places import store_folder
from pmf_core.definitions.period import Period
from pmf_core.errors import HubError
from pmf_core.views import words
from pmf_core.views.returns.desk import take_in
from ui.address import TAB, go, link
from ui.parts.notice import warn
from ui.parts.returns.acting import SUBMISSION, actor
from ui.resources import hub
from ui.session import scope


def take(content: bytes, name: str, *, return_id: str, period: Period) -> None:
    """Keep what was sent as a draft, check it, and go on with it; one that can't be read is told and not kept."""
    try:
        with st.spinner(f"Reading and checking {words.size(len(content))} …"):
            draft = take_in(
                hub(), store_folder(), content,
                name=name, return_id=return_id, period=period, actor=actor(), scope=scope(),
            )  # fmt: skip
    except HubError as error:
        warn(str(error))
        return
    go(link("returns", **{TAB: "send", SUBMISSION: draft.submission.id}))
    st.rerun()
