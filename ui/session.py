"""Who is here, and what they may read."""

from __future__ import annotations

import streamlit as st

from pmf_core.access.scope import Scope, local_scope
from pmf_core.definitions.moment import parse_moment
from ui.address import AS_AT, NOW, asked

ADMITTED = "admitted"
"""Set by the gate in `ui/main.py`; every page asks for it, so that no page runs without the gate."""


def admit() -> None:
    """Let this session in: before sign-in exists, everybody on this machine."""
    st.session_state[ADMITTED] = True


def guard() -> None:
    """Stop a page that was reached without passing the gate."""
    if not st.session_state.get(ADMITTED):
        st.error("This page is part of the hub: open it from the hub's own address.")
        st.stop()


def scope() -> Scope:
    """What may be read, as at the moment in the address."""
    moment = asked(AS_AT)
    return local_scope(as_at=parse_moment(moment) if moment not in ("", NOW) else None)
