"""What stands where a page would be: signing in, or why there is nothing to see."""

from __future__ import annotations

import streamlit as st

from pmf_core.access.identity import NotRecognised, SessionOver
from pmf_core.charts.markup import element
from pmf_core.errors import AccessDenied
from pmf_core.store.audit.entry import Deed
from ui import session
from ui.door import Door, door
from ui.opened import hub
from ui.parts.drawing import write

DEFAULT = "default"
"""What Streamlit calls the provider when there is one only."""


def here(refusal: AccessDenied | None) -> None:
    """The body of every address for whoever is not let in, and of a page that a role does not have."""
    if refusal is None:
        session.require_page(session.current_page())
    elif isinstance(refusal, SessionOver):
        _card("Your sign-in has run out", str(refusal))
        st.logout()
    elif isinstance(refusal, NotRecognised):
        _card("You are signed in, and the hub doesn't know you", str(refusal))
        _sign_out()
    else:
        _welcome()


def _welcome() -> None:
    if door() is Door.PROXY:
        _card("Nobody is signed in", "The proxy in front of the hub said nothing about who you are: sign in there.")
        return
    name = hub().catalogue.settings.hub_name
    _card(name, "How the council is doing, from the county down to a team. Sign in with your work account to go on.")
    with st.container(key="sign_in"):
        for provider in _providers():
            label = "Sign in" if provider == DEFAULT else f"Sign in with {provider.capitalize()}"
            st.button(label, key=f"with_{provider}", type="primary", on_click=st.login, args=(_told(provider),))


def _sign_out() -> None:
    with st.container(key="sign_out"):
        st.button("Sign out", key="leave", on_click=leave)


def leave() -> None:
    """Sign out, and write it down."""
    session.record(Deed.SIGNED_OUT)
    st.logout()


def _told(provider: str) -> str | None:
    return None if provider == DEFAULT else provider


def _providers() -> list[str]:
    named = [name for name, held in st.secrets["auth"].items() if isinstance(held, dict) or hasattr(held, "to_dict")]
    return [name for name in named if name != "client_kwargs"] or [DEFAULT]


def _card(title: str, sentence: str) -> None:
    write(
        element("div", element("h1", title, tabindex="-1"), element("p", sentence, class_="lead"), class_="door"),
        key="door",
    )
