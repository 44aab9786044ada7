"""What whoever looks keeps for themselves: reached through here only, so that it is always their own."""

from __future__ import annotations

from contextlib import suppress

import streamlit as st

from pmf_core.cli.places import store_folder
from pmf_core.definitions.kept import Looked, Recent
from pmf_core.definitions.moment import now
from pmf_core.errors import StoreError
from pmf_core.store.kept.at_hand import VISIT, look, remember
from pmf_core.store.kept.file import Kept
from ui.address import METRIC, asked, current_page
from ui.door import Door, door
from ui.place import place
from ui.resources import hub
from ui.session import visitor

REMEMBERED = ("", "vital_signs", "metric", "deep_dive")
"""The pages that stand under 'recent'."""

_PAGE, _LOOKED = "kept_page", "kept_looked"

LOOK_AGAIN = VISIT / 8
"""How often a visit that goes on is written down."""


def may_keep() -> bool:
    """Whether anything is kept here: through another's eyes nothing is, at a machine that asks nobody all is."""
    return not visitor().looks_as_another or door() is Door.LOCAL


def kept() -> Kept | None:
    """What whoever looks keeps; None through another's eyes, whose things are theirs alone."""
    return Kept(store_folder(), visitor().rights.person.id) if may_keep() else None


def remember_here() -> None:
    """Remember the page, and that they are here; a file that can't be written keeps nobody from reading."""
    mine = kept()
    if mine is None:
        return
    with suppress(StoreError):
        _look(mine)
        page = Recent(current_page(), asked(METRIC), place().unit)
        if page.page in REMEMBERED and st.session_state.get(_PAGE) != (mine.person, page):
            remember(mine, page)
            st.session_state[_PAGE] = (mine.person, page)


def last_looked() -> Looked | None:
    """When they were here before this visit, and what was known then."""
    person, _, before = st.session_state.get(_LOOKED, ("", None, None))
    return before if person == visitor().rights.person.id else None


def _look(mine: Kept) -> None:
    person, at, _ = st.session_state.get(_LOOKED, ("", None, None))
    if person != mine.person or now() - at > LOOK_AGAIN:
        st.session_state[_LOOKED] = (mine.person, now(), look(mine, knew=hub().knew))
