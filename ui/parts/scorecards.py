"""Scorecards in Explore: the list, one of them as tiles, and the form in which one is made."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import streamlit as st

from pmf_core.charts.markup import Element, element
from pmf_core.charts.shapes import shape
from pmf_core.charts.tiles import grid
from pmf_core.definitions.kept import LONGEST_NAME, MOST_METRICS, Scorecard
from pmf_core.errors import HubError
from pmf_core.store.kept import scorecards as kept_cards
from pmf_core.store.kept.file import Kept
from pmf_core.views import words
from pmf_core.views.scorecards import ReadScorecard, read_scorecard, readable_metrics
from pmf_core.views.status import Status
from ui.address import CARD, EDIT, MODE, UNIT, asked, go, here
from ui.keeping import kept
from ui.parts import page
from ui.parts.downloads import downloads
from ui.parts.drawing import draw, write
from ui.parts.notice import warn
from ui.parts.states import empty
from ui.parts.tiles import reserve, to_metric
from ui.place import place
from ui.resources import ask

NEW = "new"
"""What stands in the address for a scorecard that is being made."""

TOLD = "Named, ordered selections of metrics: for a board, a theme or a service. Yours alone unless you share them."


def shelf(found: Sequence[str]) -> str:
    """What the address asks for: the list, one scorecard, or the form; its sentence comes back."""
    own = kept()
    if own is None:
        return "Scorecards are not shown through another's eyes: they belong to whoever made them."
    if asked(CARD) == NEW:
        _form(own, Scorecard("", "", place().unit, tuple(found[:MOST_METRICS]), shared=False, own=True))
        return "Choose the metrics, put them in order, and give the scorecard a name."
    if not asked(CARD):
        return _listed(own)
    card = kept_cards.scorecard(own, asked(CARD))
    if asked(EDIT) and card.own:
        _form(own, card)
        return f"Changing '{card.name}'."
    return _one(card)


def _listed(own: Kept) -> str:
    held = kept_cards.scorecards(own)
    items = [element("li", _link(card)) for card in held]
    make = element("p", element("a", "Make a scorecard", href=here(**{CARD: NEW}), class_="action"), class_="onward")
    shown = (
        element("ul", *items, class_="units") if items else element("p", "None has been made yet.", class_="sentence")
    )
    write(element("div", shown, make), key="scorecards")
    return TOLD


def _link(card: Scorecard) -> Element:
    whose = "shared by a colleague" if not card.own else "yours, shared" if card.shared else "yours alone"
    told = f"{words.count(len(card.metrics), 'metric')} · {whose}"
    address = here(**{CARD: card.id, UNIT: card.unit})
    return element("a", card.name, element("span", told, class_="under"), href=address)


def _one(card: Scorecard) -> str:
    """One scorecard as a grid like that of the vital signs, under its counts."""
    at = place()
    held = ask(read_scorecard, unit=at.unit, period=at.period, name=card.name, metrics=card.metrics)
    ways = [element("a", "All scorecards", href=here(**{CARD: "", EDIT: ""}))]
    if card.own:
        ways.append(element("a", "Change, share or delete", href=here(**{EDIT: "yes"})))
    page.part(card.name, _counts(held), element("p", *ways, class_="onward"), key="scorecard", sentence=held.data_line)
    if held.empty:
        empty(held.empty, key="no_scorecard")
    else:
        reserve("scorecard_tiles", [len(held.tiles)])
        draw(grid(held.tiles, link=to_metric), key="scorecard_tiles")
    if held.absent:
        rows = [element("li", element("b", name), f": {why}.") for _, name, why in held.absent]
        write(element("section", element("h3", "Without a figure here"), element("ul", *rows)), key="absent")
    if held.tiles:
        downloads(held.table, sources=held.sources, key="scorecard")
    page.sources(held.sources)
    return held.sentence


def _counts(held: ReadScorecard) -> Element:
    """How many stand in each band: the same tiles counted, never an average that would hide the low ones."""
    bands = [_count(status, many) for status, many in held.bands]
    moved = [_count(status, many) for status, many in held.variation]
    unseen = element("li", f"{held.unseen} not yours to see") if held.unseen else None
    away = element("li", f"{len(held.absent)} without a figure here") if held.absent else None
    return element("ul", *bands, *moved, away, unseen, class_="counts")


def _count(status: Status, many: int) -> Element:
    sign = element("span", shape(status.kind), class_=f"status {status.kind.value}", aria_hidden="true")
    return element("li", sign, " ", element("b", str(many)), f" {status.word}")


def _form(own: Kept, card: Scorecard) -> None:
    """Name, metrics in their order, and whether it is shared."""
    names = dict(ask(readable_metrics))
    unseen = [metric for metric in card.metrics if metric not in names]
    order = _order(card, names)
    name = st.text_input("Name", value=card.name, max_chars=LONGEST_NAME, key=f"card_name_{card.id}")
    shared = st.checkbox("Share it with everybody who may open Explore", value=card.shared, key=f"card_share_{card.id}")
    with st.container(key="card_buttons", horizontal=True):
        if st.button("Save scorecard", type="primary", key="card_save"):
            metrics = [*order, *unseen]
            _do(lambda: _save(own, card, name=name, metrics=metrics, shared=shared))
        if card.id and st.button("Delete scorecard", key="card_delete"):
            _do(lambda: _delete(own, card))
    write(element("p", element("a", "Leave it as it was", href=here(**{EDIT: "", CARD: card.id}))), key="card_leave")


def _order(card: Scorecard, names: dict[str, str]) -> list[str]:
    """The metrics in the order chosen; one of them moves up or down by a button."""
    key = f"card_metrics_{card.id}"
    if key not in st.session_state:
        st.session_state[key] = [metric for metric in card.metrics if metric in names]

    def move(step: int) -> None:
        held, one = list(st.session_state[key]), st.session_state[f"{key}_moved"]
        start = held.index(one)
        held.insert(max(0, start + step), held.pop(start))
        st.session_state[key] = held

    order = st.multiselect(
        "Metrics, in order", list(names), key=key, format_func=names.__getitem__, max_selections=MOST_METRICS
    )
    if len(order) > 1:
        with st.container(key="card_order", horizontal=True, vertical_alignment="bottom"):
            st.selectbox("Move", order, key=f"{key}_moved", format_func=lambda m: f"{order.index(m) + 1}. {names[m]}")
            st.button("Up", key=f"{key}_up", on_click=move, args=(-1,))
            st.button("Down", key=f"{key}_down", on_click=move, args=(1,))
    return order


def _save(own: Kept, card: Scorecard, *, name: str, metrics: Sequence[str], shared: bool) -> str:
    if card.id:
        kept_cards.change_scorecard(own, card.id, name=name, metrics=metrics, shared=shared)
        return card.id
    return kept_cards.make_scorecard(own, name=name, unit=card.unit, metrics=metrics, shared=shared).id


def _delete(own: Kept, card: Scorecard) -> str:
    kept_cards.delete_scorecard(own, card.id)
    return ""


def _do(act: Callable[[], str]) -> None:
    """Do it and go to the scorecard, or back to the list; a refusal is told in its own sentence."""
    try:
        shown = act()
    except HubError as error:
        warn(str(error))
        return
    go(here(**{CARD: shown, EDIT: "", MODE: "scorecards"}))
    st.rerun()
