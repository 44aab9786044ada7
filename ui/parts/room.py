"""An issue room: its evidence board, what people put into it, and one part after the other as slides."""

from __future__ import annotations

from collections.abc import Callable
from uuid import uuid4

import streamlit as st

from pmf_core.charts.markup import Element, element
from pmf_core.charts.tiles import illustrative_tag
from pmf_core.cli.places import store_folder
from pmf_core.definitions.moment import now, said
from pmf_core.errors import HubError
from pmf_core.store.issues import LONGEST, Entry, Place, Says, add_entry
from pmf_core.views.deep_dive import DeepDive, Part
from ui.address import SLIDE, asked, go, here, link
from ui.parts.drawing import write
from ui.parts.page import part
from ui.parts.reading import trend_card, whole_table
from ui.parts.why import waterfall_card
from ui.session import scope, visitor

NAMES = {
    Place.QUESTION: "Question",
    Place.EVIDENCE: "Evidence",
    Place.CAUSE: "Cause",
    Place.GAP: "Contradiction or gap",
    Place.OPTION: "Option",
    Place.FOLLOW_UP: "Follow-up",
}
"""What can be added, as it is chosen from a list."""

STRENGTHS = ("strong", "moderate", "weak")


def room(held: DeepDive) -> None:
    """Every part of the room, or the one slide that is shown."""
    slides = _slides(held)
    number = int(asked(SLIDE)) if asked(SLIDE).isdigit() else 0
    shown = min(number, len(slides))
    write(_steps(shown, len(slides)), key="slides")
    for place, (_, draw) in enumerate(slides, 1):
        if shown in (0, place):
            draw()
    if shown == 0 and scope().as_at is None:
        _add(held)


def _slides(held: DeepDive) -> list[tuple[str, Callable[[], None]]]:
    parts = [(one.name, lambda one=one: _part(one)) for one in held.parts]
    decided = ("Decision", lambda: whole_table(held.decisions, sources=(), key="room_decisions", files=False))
    return [
        ("Question", lambda: _question(held)),
        ("Evidence", lambda: _evidence(held)),
        *parts[:3],
        decided,
        *parts[3:],
    ]


def _steps(shown: int, count: int) -> Element:
    """Links from slide to slide; all of it on one page otherwise."""
    if shown == 0:
        return element("p", element("a", "Step through as slides", href=here(**{SLIDE: "1"})))
    items = [element("li", element("a", "All on one page", href=here(**{SLIDE: ""})))]
    if shown > 1:
        items.append(
            element("li", element("a", "Previous", href=here(**{SLIDE: str(shown - 1)}), data_key="arrowleft"))
        )
    if shown < count:
        items.append(element("li", element("a", "Next", href=here(**{SLIDE: str(shown + 1)}), data_key="arrowright")))
    return element(
        "nav", element("p", f"Part {shown} of {count}"), element("ul", *items), class_="meeting", aria_label="Slides",
        data_meeting="keys",
    )  # fmt: skip


def _question(held: DeepDive) -> None:
    warning = element("p", held.contradiction, class_="banner", role="note") if held.contradiction else None
    part(held.question, warning, key="question", sentence=held.sentence)


def _evidence(held: DeepDive) -> None:
    if held.trend:
        trend_card(held.trend, sources=held.sources)
    if held.waterfall:
        waterfall_card(held.waterfall)
    links = [link("metric", m=piece.metric) if piece.metric else "" for piece in held.evidence]
    whole_table(held.table, sources=held.sources, key="evidence", links=links)
    if any(piece.illustrative for piece in held.evidence):
        write(element("p", illustrative_tag(), " Figures made up for demonstration are among these."), key="made_up")


def _part(held: Part) -> None:
    items = [
        element(
            "li",
            element("span", entry.text),
            element(
                "span", " · ".join(x for x in (entry.source, entry.added_by, said(entry.added_at)) if x), class_="under"
            ),
        )
        for entry in held.entries
    ]
    inside = element("ol", *items, class_="seen") if items else element("p", "Nothing yet.", class_="note")
    part(held.name, inside, key=f"part_{held.place}", sentence=held.asks)


def _add(held: DeepDive) -> None:
    """One form for every part; what is added stays, with who added it and when."""
    part("Add to the room", key="add", sentence="What is added is kept as it is written; it is never changed.")
    with st.form("entry", clear_on_submit=True):
        left, middle, right = st.columns(3)
        place = left.selectbox("To", list(NAMES), format_func=NAMES.__getitem__)
        says = middle.selectbox(
            "It says (evidence)", list(Says), index=2, format_func=lambda each: each.value.capitalize()
        )
        strength = right.selectbox("How strongly (evidence)", STRENGTHS, index=1, format_func=str.capitalize)
        text = st.text_area("What", max_chars=LONGEST, height=100)
        source = st.text_input("Source, method, or cost and risk", max_chars=300)
        if not st.form_submit_button("Add"):
            return
    is_evidence = place is Place.EVIDENCE
    entry = Entry(
        entry_id=uuid4().hex,
        metric_id=held.header.metric,
        unit_id=held.unit,
        place=place,
        text=text.strip(),
        source=source.strip(),
        says=says.value if is_evidence else "",
        strength=strength if is_evidence else "",
        replaces="",
        added_at=now(),
        added_by=visitor().rights.person.name,
    )
    try:
        with st.spinner("Writing it down …"):
            add_entry(store_folder(), entry)
    except HubError as error:
        st.warning(str(error))
        return
    go(here())
    st.rerun()
