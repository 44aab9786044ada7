"""What was raised: its trail on a metric's page, all of it in the boardroom, and the form that answers."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from pmf_core.charts.markup import Element, element
from pmf_core.cli.places import store_folder
from pmf_core.definitions.person import Action
from pmf_core.definitions.raising import Kind
from pmf_core.errors import HubError
from pmf_core.store.raised import reply
from pmf_core.views.raised import Desk, RaisedLine, Trail, desk, trail
from pmf_core.views.raised.desk import Answerable
from ui.address import FOLLOWS, RAISE, go, here, link
from ui.parts.by import by_whom
from ui.parts.notice import warn
from ui.parts.page import part
from ui.parts.raising import ways_on
from ui.parts.reading import whole_table
from ui.resources import ask
from ui.session import may, scope, visitor


def about(metric: str, *, unit: str) -> None:
    """The matters about a metric at a unit and beneath it, each with its steps; nothing where there are none."""
    held: Trail = ask(trail, metric=metric, unit=unit, who=visitor().rights)
    if not held.lines:
        return
    part(
        "Raised",
        *(_matter(line, mine=line.id in held.mine) for line in held.lines),
        key="trail",
        sentence=held.sentence,
    )
    _answer(
        [Answerable(x.id, f"{x.about}: {x.text}", x.replies) for x in held.lines if x.id in held.mine and x.replies]
    )


def _matter(line: RaisedLine, *, mine: bool) -> Element:
    steps = [
        element(
            "li",
            element("b", f"{step.what}. "),
            step.note,
            element("span", f" {step.who}, {step.when}", class_="under"),
        )
        for step in line.steps
    ]
    up = None
    if mine and line.kind is Kind.ESCALATION and may(Action.ESCALATE):
        href = link("metric", m=line.metric, u=line.unit, **{RAISE: Kind.ESCALATION.value, FOLLOWS: line.id})
        up = element("p", element("a", "Pass it up", href=href), class_="onward")
    title = element("p", element("b", line.about), f": {line.state}")
    return element("div", title, element("ol", *steps, class_="trail"), up)


def the_questions() -> str:
    """Questions, recommendations, escalations and concerns, with the form that answers."""
    held: Desk = ask(desk, who=visitor().rights)
    ways = ways_on(Kind.QUESTION, Kind.RECOMMENDATION)
    if ways:
        part("Ask or recommend", element("p", *ways, class_="onward"), key="ways", sentence=ABOUT_A_UNIT)
    for matters in held.matters:
        whole_table(matters.table, sources=(), key=f"raised_{matters.table.title}", links=matters.addresses)
    _answer(held.answerable)
    return held.sentence


ABOUT_A_UNIT = "About the unit chosen above; open a metric's page first to ask about one figure."


def _answer(offered: Sequence[Answerable]) -> None:
    """The form in which whoever it was raised with answers."""
    if not offered or not may(Action.ANSWER_RAISED) or scope().as_at is not None:
        return
    by_id = {each.id: each for each in offered}
    part("Answer", key="answer_raised", sentence="The answer stands beside what was raised, with your name.")
    chosen = st.selectbox("Matter", list(by_id), format_func=lambda each: by_id[each].words, key="matter")
    with st.form("answer_raised", border=True):
        answer = st.selectbox("Reply", by_id[chosen].replies, format_func=lambda each: each.value.capitalize())
        note = st.text_area("In words, with the evidence", max_chars=2_000, height=80)
        by = by_whom("Answered by", value="This machine")
        if not st.form_submit_button("Send reply", type="primary"):
            return
    try:
        with st.spinner("Writing it down …"):
            reply(store_folder(), chosen, answer, note=note.strip(), by=by.strip())
    except HubError as error:
        warn(str(error))
        return
    go(here())
    st.rerun()
