"""The boardroom's tabs: the calendar, a meeting, packs, the ledger, and the time machine."""

from __future__ import annotations

import streamlit as st

from pmf_core.charts.board import titled
from pmf_core.charts.markup import Element, element
from pmf_core.charts.tiles import illustrative_tag
from pmf_core.cli.places import store_folder
from pmf_core.definitions.moment import now
from pmf_core.definitions.person import Action
from pmf_core.errors import HubError
from pmf_core.packs.seal import pack_of
from pmf_core.store.decisions import Answer, answer_ask
from pmf_core.store.papers import Paper, write_paper
from pmf_core.views.boardroom import Calendar, Ledger, Room, TimeMachine, calendar, ledger, room, time_machine
from pmf_core.views.boardroom.room import Agendum
from pmf_core.views.exception_record import Record, record
from ui.address import TAB, asked, choose, go, here, link
from ui.parts.by import by_whom
from ui.parts.drawing import write
from ui.parts.meeting import to_agendum
from ui.parts.notice import warn
from ui.parts.page import part
from ui.parts.reading import folded_table, whole_table
from ui.parts.sealing import downloads_of, make_and_seal
from ui.place import place
from ui.resources import ask
from ui.session import may, may_at, scope

ON, BODY, SEAL = "on", "body", "seal"
"""The meeting that is looked at, the body that the calendar is narrowed to, and the pack that is looked back at."""


def the_calendar() -> str:
    """What is to come and what has been; a body's name narrows both."""
    held: Calendar = ask(calendar, body=asked(BODY))
    names = [("", "Every body"), *held.bodies]
    items = [element("li", _body(name, told)) for name, told in names]
    write(element("nav", element("ul", *items), class_="filters", aria_label="Bodies"), key="bodies")
    whole_table(held.upcoming, sources=(), key="upcoming", links=[_meeting(name) for name in held.upcoming_ids])
    whole_table(held.past, sources=(), key="past", links=[_meeting(name) for name in held.past_ids])
    return held.sentence


def _body(name: str, told: str) -> Element:
    return element("a", told, href=here(**{BODY: name}), aria_current="true" if name == asked(BODY) else None)


def _meeting(name: str) -> str:
    return link("boardroom", **{TAB: "meeting", ON: name})


def the_meeting() -> None:
    """One meeting: its agenda, its decisions, and the way into it."""
    meeting = asked(ON)
    if not meeting:
        part("Choose a meeting", key="no_meeting", sentence="Open one from the calendar: its agenda stands here.")
        return
    held: Room = ask(room, meeting=meeting)
    rows = (
        element("ol", *(_row(held, place) for place in range(len(held.agenda))), class_="rows") if held.agenda else None
    )
    start = element("a", "Open meeting mode", href=to_agendum(held, 0), class_="action") if held.agenda else None
    part(held.title, element("p", start), key="meeting_title", sentence=held.sentence)
    write(titled("Agenda", rows, nothing="Nothing needs this meeting.", key="agenda"), key="agenda")
    whole_table(held.decisions, sources=(), key="meeting_decisions")
    make_and_seal(held)


def _row(held: Room, place: int) -> Element:
    agendum: Agendum = held.agenda[place]
    line = agendum.line
    decided = f"Decided: {'; '.join(agendum.decided)}" if agendum.decided else "Not decided yet"
    return element(
        "li",
        element(
            "a",
            element("span", line.name, class_="name"),
            element("span", line.sentence, class_="why"),
            element("span", line.value, class_="value"),
            element("span", decided, illustrative_tag() if line.illustrative else None, class_="statuses"),
            class_="row short",
            href=to_agendum(held, place),
        ),
    )


def the_ledger() -> str:
    """Every decision and every ask, and the form in which a unit answers."""
    held: Ledger = ask(ledger)
    links = [link("metric", m=metric) for metric in held.metrics]
    whole_table(held.decisions, sources=(), key="decisions", links=links)
    whole_table(held.asks, sources=(), key="asks")
    whole_table(held.drafts, sources=(), key="drafts", files=False)
    if held.open_drafts and may(Action.DECIDE) and scope().as_at is None:
        _complete(held)
    mine = {name: words for name, unit, words in held.open_asks if may_at(Action.ANSWER_ASK, unit)}
    if mine:
        _answer(mine)
    return held.sentence


def _complete(held: Ledger) -> None:
    """The form that gives a draft what it rests on."""
    told = dict(held.open_drafts)
    with st.form("paper", clear_on_submit=True):
        chosen = st.selectbox("Draft", list(told), format_func=told.__getitem__)
        paper = Paper(
            decision_id=chosen,
            cost=st.text_input("Cost", max_chars=300).strip(),
            benefit=st.text_input("Benefit", max_chars=300).strip(),
            performance=st.text_input("Performance evidence", max_chars=500).strip(),
            analysis=st.text_input("Analysis", max_chars=500).strip(),
            written_at=now(),
            written_by=by_whom("Completed by", value="This machine").strip(),
        )
        if not st.form_submit_button("Complete the decision"):
            return
    try:
        write_paper(store_folder(), paper)
    except HubError as error:
        warn(str(error))
        return
    go(here())
    st.rerun()


def the_record() -> str:
    """How often the rules were right, and every exception with what came of it."""
    at = place()
    held: Record = ask(record, unit=at.unit, period=at.period, read=pack_of)
    for table, key in ((held.rules, "rules"), (held.bodies, "bodies"), (held.missed, "missed")):
        whole_table(table, sources=(), key=f"record_{key}")
    links = [link("metric", m=metric) for metric in held.metrics]
    folded_table(held.entries, sources=(), key="record", label=f"Every exception ({len(held.rows)})", links=links)
    return held.sentence


def _answer(told: dict[str, str]) -> None:
    with st.form("answer", clear_on_submit=True):
        chosen = st.selectbox("Ask", list(told), format_func=told.__getitem__)
        answer = st.selectbox("Answer", list(Answer), format_func=lambda each: each.value.capitalize())
        note = st.text_input("Note", max_chars=500)
        by = by_whom("Answered by")
        if not st.form_submit_button("Send answer"):
            return
    if not by.strip():
        warn("Say who answers.")
        return
    try:
        answer_ask(store_folder(), chosen, answer=answer, note=note.strip(), by=by.strip())
    except HubError as error:
        warn(str(error))
        return
    go(here())
    st.rerun()


def the_time_machine() -> str:
    """A sealed pack as it was seen, its files, and what has changed since."""
    held: TimeMachine = ask(time_machine, read=pack_of, seal=asked(SEAL))
    if held.chosen is None or held.seen is None:
        return held.sentence
    choose("Pack", SEAL, options=dict(held.choices), chosen=held.chosen.seal)
    downloads_of(held.chosen.seal, held.files)
    whole_table(held.changes, sources=(), key="since")
    items = [
        element("li", element("b", page.title), element("span", page.lead, class_="under")) for page in held.seen.pages
    ]
    part("As it was seen", element("ol", *items, class_="seen"), key="seen", sentence=held.seen.headline)
    return held.sentence
