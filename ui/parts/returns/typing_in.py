"""The form for one to five figures: which teams and figures, a box for each, and what was found about it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

import streamlit as st

from pmf_core.charts.markup import element
from pmf_core.charts.shapes import status
from pmf_core.definitions.period import Period
from pmf_core.errors import HubError
from pmf_core.returns.form import MOST_TYPED, form_file, form_name
from pmf_core.returns.request import Request
from pmf_core.returns.staged import Finding
from pmf_core.views import words
from pmf_core.views.return_check import Asking, asking
from pmf_core.views.returns.desk import Draft
from pmf_core.views.returns.kinds import KINDS
from pmf_core.views.returns.typed import MOST_BOXES, REASONS, Box, boxes, boxes_as_typed, findings_by_box, typed_of
from pmf_core.views.status import Status
from ui.parts.drawing import write
from ui.parts.notice import warn
from ui.parts.page import part
from ui.parts.returns.taking import take
from ui.resources import hub
from ui.session import scope

A_NUMBER = ""
"""What the choice of a reason says where there is a figure."""

BOTH = "\0"
"""What stands for a box in which both were given: nobody can type it."""

_ASKING = "asking"


def typing_in(return_id: str, period: Period) -> None:
    """Choose teams and figures, and type into their boxes; the rest of the return stays as it is."""
    held = _asking(return_id, period).request
    told = f"For a correction or a small return: one to {MOST_TYPED} figures. What you leave out stays as it is."
    part("Type up to five figures", key="type", sentence=told)
    units = {unit.id: unit.name for unit in held.units}
    terms = {term.id: term.column for term in held.terms}
    named = held.asked.headings.unit[0]
    with st.container(key="which_boxes"):
        chosen = list(units) if len(units) == 1 else _several(f"{named}s", units, key=f"units_{return_id}")
        figures = _several("Figures (all, unless you choose)", terms, key=f"terms_{return_id}")
    shown = boxes(held, chosen, figures)
    if not shown:
        _note(f"Choose the {named.lower()}: its figures then stand here to be typed.")
        return
    if len(shown) == MOST_BOXES:
        _note(f"These are the first {MOST_BOXES} boxes: choose the figures to see those you mean.")
    _form(held, shown, key=f"{return_id}_{period.id}", found={}, button="Check the figures")


def typed_again(draft: Draft) -> None:
    """What was typed, with what was found about each box; typed over, it is checked again."""
    held = draft.checked.matched.request
    found = findings_by_box(draft.checked)
    part("What you typed", key="typed", sentence="Each remark stands at its box; type over it and check again.")
    for finding in found.get(-1, ()):
        _remark(finding, key="form")
    _form(
        held, boxes_as_typed(draft.checked), key=draft.submission.id, found=found, button="Check again"
    )  # fmt: skip


def _note(told: str) -> None:
    write(element("p", told, class_="note"), key="type_note")


def _several(label: str, options: Mapping[str, str], *, key: str) -> list[str]:
    return st.multiselect(label, list(options), format_func=lambda name: options[name], key=key)


def _asking(return_id: str, period: Period) -> Asking:
    """What is asked, kept from run to run: it is read anew when anything in the store changes."""
    key = (return_id, period.id, hub().data_version, scope().key)
    held = st.session_state.get(_ASKING)
    if held is None or held[0] != key:
        held = (key, asking(hub(), return_id, period, scope=scope()))
        st.session_state[_ASKING] = held
    return held[1]


def _form(
    request: Request,
    shown: Sequence[Box],
    *,
    key: str,
    found: Mapping[int, Sequence[Finding]],
    button: str,
) -> None:
    with st.form(f"typed_{key}", border=True):
        typed = [_box(box, key=f"{key}_{box.unit}_{box.term}", found=found.get(n, ())) for n, box in enumerate(shown)]
        if not st.form_submit_button(button, type="secondary" if found else "primary"):
            return
    if both := [box.name for box in typed if box.typed == BOTH]:
        warn(f"{words.listed(both)}: a figure, and a reason why there is none. Take one of them out.")
        return
    try:
        content = form_file(request, typed_of(typed))
    except HubError as error:
        warn(str(error))
        return
    take(content, form_name(request), return_id=request.asked.id, period=request.period)


def _box(box: Box, *, key: str, found: Sequence[Finding]) -> Box:
    """One figure or the reason why there is none."""
    with st.container(key=f"figure_{key}", horizontal=True, vertical_alignment="bottom"):
        number = st.text_input(
            box.name, value="" if box.is_reason else box.typed, placeholder=box.hint, key=f"box_{key}", max_chars=60
        )
        reason = st.selectbox(
            "or why there is none",
            [A_NUMBER, *REASONS],
            index=[A_NUMBER, *REASONS].index(box.typed) if box.is_reason else 0,
            format_func=lambda held: REASONS.get(held, "There is a figure"),
            key=f"reason_{key}",
        )
    for place, finding in enumerate(found):
        _remark(finding, key=f"{key}_{place}")
    return replace(box, typed=BOTH if number.strip() and reason else reason or number)


def _remark(finding: Finding, *, key: str) -> None:
    """What was found, at the box that it is about."""
    said = element("span", f" {finding.seen}. {finding.why} {finding.fix}")
    write(element("p", status(Status(*KINDS[finding.severity])), said, class_="remark"), key=f"remark_{key}")
