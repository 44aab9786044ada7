"""Who acts on returns: the person who is signed in, with their roles."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from pmf_core.access.approval import Approval
from pmf_core.definitions.person import Action
from pmf_core.definitions.submission import Actor
from pmf_core.errors import HubError
from pmf_core.views.returns import visible
from ui.address import go
from ui.parts.notice import warn
from ui.parts.page import part
from ui.resources import hub
from ui.session import scope, visitor

RETURN, SUBMISSION, RETURN_PERIOD = "ret", "s", "rp"
"""The return, the submission and the return's period, as they stand in an address."""

WAY, KIND, FIRST = "way", "kind", "from"
"""The way to send, the kind of findings that is listed, and the first of them."""


def actor() -> Actor:
    """Whoever is here, as the store writes them down."""
    rights = visitor().rights
    return Actor(rights.person.name, ", ".join(rights.role_names))


def may_act(return_id: str, action: Action) -> bool:
    """Whether a return is theirs to send or to approve."""
    catalogue = hub().catalogue
    asked = catalogue.asked(return_id)
    return visible.may_act(catalogue, asked, action, rights=visitor().rights, today=hub().today)


def why_not_approve(return_id: str) -> str:
    """Why a return is not theirs to approve, and who approves it."""
    catalogue = hub().catalogue
    return Approval(catalogue, catalogue.asked(return_id), hub().today).why_not()


def may_look_inside(return_id: str) -> bool:
    """Whether the files of a return are open to whoever is here; else it is said who opens them."""
    catalogue = hub().catalogue
    asked = catalogue.asked(return_id)
    if visible.may_look_inside(catalogue, asked, scope=scope(), rights=visitor().rights, today=hub().today):
        return True
    told = "Its file is open to whoever sends it, approves it or audits the hub, and reads every figure in it."
    part("The file", key="not_inside", sentence=told)
    return False


def act(doing: Callable[[], object], *, then: str, told: str) -> None:
    """Do something that is written down, then go on; a refusal is told in its own sentence and nothing is lost."""
    try:
        with st.spinner(told):
            doing()
    except HubError as error:
        warn(str(error))
        return
    go(then)
    st.rerun()
