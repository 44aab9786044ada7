"""The narrative on a metric's page, with the way to write it and to stand behind it."""

from __future__ import annotations

import streamlit as st

from pmf_core.charts.markup import Element, element
from pmf_core.charts.narrative import narrative_card
from pmf_core.charts.tiles import Link
from pmf_core.cli.places import store_folder
from pmf_core.definitions.person import Action
from pmf_core.errors import HubError
from pmf_core.store.narrated.writing import approve_narrative
from pmf_core.views.narrative.card import Card, card
from ui.address import METRIC, TAB, WRITE, asked, go, here, link
from ui.parts.by import by_whom
from ui.parts.drawing import write
from ui.parts.narrative.writing import desk_of
from ui.parts.notice import warn
from ui.resources import ask
from ui.session import may, may_at, scope


def narrative(*, metric: str, unit: str, period: str) -> None:
    """The card, or the desk where somebody writes."""
    if asked(WRITE) and scope().as_at is None and may_at(Action.WRITE_NARRATIVE, unit):
        desk_of(metric=metric, unit=unit, period=period)
        return
    held: Card = ask(card, metric=metric, unit=unit, period=period)
    if held.unfinished and not _reads_drafts():
        return
    with st.container(key="chartcard_narrative"):
        write(narrative_card(held, onward=_onward(held, unit), link=_to_tab(metric)), key="narrative")
        if held.to_approve and scope().as_at is None and may_at(Action.APPROVE_NARRATIVE, unit):
            _approve(held)


def as_evidence(*, metric: str, unit: str, period: str) -> None:
    """The same where it is one piece of evidence among others; nothing where nobody has written."""
    held: Card = ask(card, metric=metric, unit=unit, period=period)
    if not held.drafted and (not held.unfinished or _reads_drafts()):
        with st.container(key="chartcard_narrative"):
            write(narrative_card(held, onward=None, link=_to_tab(metric)), key="narrative")


def _reads_drafts() -> bool:
    """What somebody is still at is read by those who write, approve or audit."""
    return any(map(may, (Action.WRITE_NARRATIVE, Action.APPROVE_NARRATIVE, Action.READ_AUDIT)))


def _to_tab(metric: str) -> Link:
    return lambda tab: link("metric", **{METRIC: metric, TAB: tab})


def _onward(held: Card, unit: str) -> Element | None:
    if scope().as_at is not None or not may_at(Action.WRITE_NARRATIVE, unit):
        return None
    told = "Write it, beginning from this draft" if held.drafted and held.sentences else "Write a new version"
    told = "Write it" if held.drafted and not held.sentences else told
    return element("p", element("a", told, href=here(**{WRITE: "yes"})), class_="onward")


def _approve(held: Card) -> None:
    with st.form("approve_narrative", border=False):
        by = by_whom("Approved by")
        if not st.form_submit_button("Approve this narrative"):
            return
    if not by.strip():
        warn("Say who approves it.")
        return
    try:
        approve_narrative(store_folder(), held.to_approve, by=by.strip())
    except HubError as error:
        warn(str(error))
        return
    go(here())
    st.rerun()
