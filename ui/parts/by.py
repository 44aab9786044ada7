"""Who does something: whoever is signed in, or at a machine that asks nobody, the name that is typed."""

from __future__ import annotations

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from pmf_core.access.rights import LOCAL_ROLE
from ui.session import visitor


def by_whom(label: str, *, at: DeltaGenerator | None = None, value: str = "") -> str:
    """The name under which an act is written down."""
    rights = visitor().rights
    if any(role.id == LOCAL_ROLE.id for role, _ in rights.held):
        return (at or st).text_input(label, value=value, max_chars=200)
    return rights.person.name
