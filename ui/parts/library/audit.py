"""The tab Audit log: choices that narrow it, the state of the chain, and a page of entries."""

from __future__ import annotations

import streamlit as st

from pmf_core.charts.markup import Element, element
from pmf_core.charts.shapes import status
from pmf_core.views.library.audit import AuditPage, audit_page
from ui.address import asked, choose, go, here
from ui.parts.drawing import write
from ui.parts.reading import whole_table
from ui.resources import hub
from ui.session import visitor

WHO, DEED, SPAN, WORDS, AT = "who", "deed", "span", "words", "n"
"""The person, the deed, the time and the words that are looked for, and which page of what was found."""


def the_audit_log() -> str:
    """Asked anew each time: the log grows while nothing in the store changes."""
    at = asked(AT)
    held = audit_page(
        hub(),
        rights=visitor().rights,
        search=asked(WORDS),
        who=asked(WHO),
        deed=asked(DEED),
        period=asked(SPAN),
        page=int(at) if at.isdigit() else 1,
    )
    write(element("p", status(held.chain, with_reason=True), role="status", class_="chain"), key="chain")
    _choices(held)
    whole_table(held.table, sources=(), key="audit")
    if held.pages > 1:
        write(_pager(held), key="pager")
    return held.sentence


def _choices(held: AuditPage) -> None:
    with st.container(key="facets", horizontal=True, vertical_alignment="bottom"):
        choose("Person", WHO, options={"": "Everybody", **dict(held.people)}, chosen=asked(WHO), along=(AT,))
        deeds = {"": "Everything", **{deed: deed.capitalize() for deed in held.deeds}}
        choose("Deed", DEED, options=deeds, chosen=asked(DEED), along=(AT,))
        choose("When", SPAN, options={"": "At any time", **dict(held.periods)}, chosen=asked(SPAN), along=(AT,))
        _words()


def _words() -> None:
    key = "audit_words"
    st.session_state[key] = asked(WORDS)

    def push() -> None:
        go(here(**{AT: "", WORDS: st.session_state[key]}))

    st.text_input("Words", key=key, type="search", on_change=push, placeholder="Anything an entry says")


def _pager(held: AuditPage) -> Element:
    """Newer and older, as links that can be sent."""
    steps = [("Newer", held.page - 1), ("Older", held.page + 1)]
    items = [
        element("li", element("a", told, href=here(**{AT: str(to)}))) for told, to in steps if 1 <= to <= held.pages
    ]
    told = element("li", element("span", f"Page {held.page} of {held.pages}", aria_current="page"))
    return element("nav", element("ul", told, *items), class_="filters", aria_label="Pages of the log")
