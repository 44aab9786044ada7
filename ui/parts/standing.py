"""The line that says who is here: signed in as whom, or at a machine that asks nobody."""

from __future__ import annotations

import streamlit as st

from pmf_core.charts.markup import Element, element
from pmf_core.definitions.person import Action
from pmf_core.store.audit.entry import Deed
from ui import address
from ui.address import EXACT, UNIT, VIEW_AS
from ui.door import Door, door
from ui.opened import hub
from ui.parts.drawing import write
from ui.parts.turned_away import leave
from ui.session import Visitor, record_once


def strip(visitor: Visitor) -> None:
    """Who is here, through whose eyes they look, and the way out."""
    with st.container(key="standing", horizontal=True, vertical_alignment="center"):
        small = _small_numbers() if visitor.rights.reads_exactly else None
        write(element("div", _who(visitor), small), key="who")
        if visitor.own.may(Action.VIEW_AS):
            with st.container(key="choice_as"):
                _view_as(visitor)
        if door() is Door.PROVIDER:
            with st.container(key="sign_out"):
                st.button("Sign out", key="leave", type="tertiary", on_click=leave)


def _who(visitor: Visitor) -> Element:
    if visitor.looks_as_another:
        back = element("a", "Back to yourself", href=address.here(**dict.fromkeys((VIEW_AS, UNIT, EXACT), "")))
        seen = visitor.rights
        return element(
            "p",
            "You see the hub as ",
            element("strong", seen.person.name),
            f" ({_roles(visitor)}). ",
            back,
            role="note",
        )
    if door() is Door.LOCAL:
        told = "Local mode: open to this machine only, without sign-in."
        return element("p", told, role="note")
    return element("p", element("strong", visitor.own.person.name), f" · {_roles(visitor)}")


def _small_numbers() -> Element:
    """Small numbers of people are hidden until they are asked for; asking is written down."""
    if not address.asked(EXACT):
        show = element("a", "Show small numbers", href=address.here(**{EXACT: "yes"}))
        return element("p", "Small numbers of people are hidden. ", show)
    record_once(Deed.READ_EXACT)
    hide = element("a", "Hide them", href=address.here(**{EXACT: ""}))
    return element("p", "Small numbers of people are shown; no file has them. ", hide, role="note")


def _roles(visitor: Visitor) -> str:
    return ", ".join(visitor.rights.role_names) or "no role"


def _view_as(visitor: Visitor) -> None:
    own = "This machine: everything" if door() is Door.LOCAL else "Yourself"
    people = {person.id: person.name for person in hub().catalogue.people if not person.disabled}
    people.pop(visitor.own.person.id, None)
    chosen = visitor.rights.person.id if visitor.looks_as_another else ""
    address.choose("View as", VIEW_AS, options={"": own, **people}, chosen=chosen, along=(UNIT, EXACT))
