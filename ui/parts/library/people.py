"""The tab People & access: the register for whoever keeps it, and to everybody else what they may see and why."""

from __future__ import annotations

import streamlit as st

from pmf_core.charts.markup import Element, element
from pmf_core.charts.tiles import illustrative_tag
from pmf_core.definitions.person import Action
from pmf_core.views.library.people import PeopleAndAccess, people_and_access
from pmf_core.views.library.proof import Proof
from ui.address import UNIT, VIEW_AS, asked, here, link
from ui.parts.drawing import write
from ui.parts.reading import whole_table
from ui.resources import ask
from ui.session import may, visitor

WHO = "of"
"""The person of whom is shown what they may see."""


def the_people() -> str:
    """Roles, people, and what has nobody to answer for it."""
    held: PeopleAndAccess = ask(people_and_access, rights=visitor().rights, who=asked(WHO))
    if held.own:
        _proof(held.own, is_chosen=held.people is not None)
    if held.people is None or held.roles is None:
        return held.sentence
    links = [here(**{WHO: person}) for person in held.person_ids]
    whole_table(held.people, sources=(), key="people", links=links)
    whole_table(held.roles, sources=(), key="roles")
    for place, table in enumerate(held.orphans):
        whole_table(table, sources=(), key=f"orphans_{place}")
    return held.sentence


def _proof(held: Proof, *, is_chosen: bool) -> None:
    with st.container(key="proof"):
        ways = _ways_on(held) if is_chosen else None
        mark = illustrative_tag() if held.illustrative else None
        write(element("div", element("p", held.sentence, " ", mark, class_="lead"), ways), key="proof_sentence")
        whole_table(held.table, sources=(), key="proof", files=is_chosen)


def _ways_on(held: Proof) -> Element:
    """The hub through their eyes, which proves the table; and back to everybody."""
    back = element("a", "Show nobody in particular", href=here(**{WHO: ""}))
    if not may(Action.VIEW_AS):
        return element("p", back)
    eyes = element("a", f"See the hub as {held.name}", href=link("", **{VIEW_AS: held.person, UNIT: ""}))
    return element("p", eyes, " · ", back)
