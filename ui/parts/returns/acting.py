"""Who acts on returns: the person who is signed in, with their roles."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from pmf_core.definitions.submission import Actor
from pmf_core.errors import HubError
from ui.address import go
from ui.session import visitor

RETURN, SUBMISSION, RETURN_PERIOD = "ret", "s", "rp"
"""The return, the submission and the return's period, as they stand in an address."""


def actor() -> Actor:
    """Whoever is here, as the store writes them down."""
    rights = visitor().rights
    return Actor(rights.person.name, ", ".join(rights.role_names))


def act(doing: Callable[[], object], *, then: str, told: str) -> None:
    """Do something that is written down, then go on; a refusal is told in its own sentence and nothing is lost."""
    try:
        with st.spinner(told):
            doing()
    except HubError as error:
        st.warning(str(error))
        return
    go(then)
    st.rerun()
