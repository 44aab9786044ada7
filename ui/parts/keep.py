"""The panel in which somebody keeps what is on the screen: as a favourite, or as a view under a name."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from pmf_core.charts.markup import element
from pmf_core.definitions.kept import LONGEST_NAME, Favourite, FavouriteKind
from pmf_core.errors import HubError
from pmf_core.store.kept import at_hand, views
from pmf_core.store.kept.file import Kept
from ui import address
from ui.address import DECIDE, KEEP, KEYS, MEETING, METRIC, RAISE, VIEW_AS, asked
from ui.keeping import kept
from ui.parts.drawing import write
from ui.parts.notice import warn
from ui.parts.page import part
from ui.place import place
from ui.resources import hub

NOT_KEPT = (KEEP, RAISE, DECIDE, KEYS, MEETING, VIEW_AS)
"""Choices that are about the moment, not about what is seen."""


def panel() -> None:
    """The panel, where the address asks for it."""
    mine = kept()
    if mine is None or not asked(KEEP):
        return
    with st.container(key="keep", border=True):
        close = element("a", "Close", href=address.here(**{KEEP: ""}))
        told = "Yours alone: nobody else sees your favourites and saved views."
        part("Keep this", element("p", close, class_="onward"), key="keep_title", sentence=told)
        _favourites(mine)
        _save(mine)
        _saved(mine)


def _favourites(mine: Kept) -> None:
    held = at_hand.favourites(mine)
    with st.container(key="keep_favourites", horizontal=True):
        for favourite, name in _offered():
            there = favourite in held
            words = f"Remove {name} from favourites" if there else f"Add {name} to favourites"
            if st.button(words, key=f"favourite_{favourite.kind.value}"):
                do = at_hand.remove_favourite if there else at_hand.add_favourite
                _do(lambda do=do, favourite=favourite: do(mine, favourite))


def _offered() -> list[tuple[Favourite, str]]:
    """What of the page can be a favourite: its metric, and its unit."""
    catalogue, unit = hub().catalogue, place().unit
    found = [(Favourite(FavouriteKind.UNIT, unit), catalogue.organisation.unit(unit).name)]
    if asked(METRIC) in catalogue.versions:
        found.insert(0, (Favourite(FavouriteKind.METRIC, asked(METRIC)), catalogue.metric(asked(METRIC)).name))
    return found


def _save(mine: Kept) -> None:
    with st.form("save_view", border=False):
        name = st.text_input("Save this view as", max_chars=LONGEST_NAME, key="save_view_name")
        if st.form_submit_button("Save view", type="primary", key="save_view_button"):
            here = address.here(**dict.fromkeys(NOT_KEPT, ""))
            _do(lambda: views.save_view(mine, name=name, address=here))


def _saved(mine: Kept) -> None:
    held = views.saved_views(mine)
    if not held:
        return
    links = [element("li", element("a", view.name, href=view.address)) for view in held]
    write(element("div", element("h3", "Saved views"), element("ul", *links, class_="plain")), key="saved_views")
    names = {view.id: view.name for view in held}
    with st.container(key="remove_view", horizontal=True, vertical_alignment="bottom"):
        chosen = st.selectbox("Remove a saved view", list(names), format_func=names.__getitem__, key="view_to_remove")
        if st.button("Remove", key="remove_view_button"):
            _do(lambda: views.remove_view(mine, chosen))


def _do(act: Callable[[], object]) -> None:
    """Do it and show the page anew; a refusal is told in its own sentence."""
    try:
        act()
    except HubError as error:
        warn(str(error))
        return
    st.rerun()
