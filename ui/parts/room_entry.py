"""Putting something into an issue room, or putting it better: what is asked depends on where it goes."""

from __future__ import annotations

from uuid import uuid4

import streamlit as st

from pmf_core.cli.places import store_folder
from pmf_core.definitions.moment import now
from pmf_core.definitions.room import (
    MOST_WHYS,
    SHORT,
    Bone,
    Counted,
    Detail,
    Sureness,
    Weighed,
    Why,
    cases_of,
)
from pmf_core.errors import HubError
from pmf_core.store.issues import LONGEST, Entry, Place, Says, add_entry
from pmf_core.views.deep_dive import DeepDive
from pmf_core.views.deep_dive.causes import BRANCHES
from pmf_core.views.deep_dive.said import SURENESS, WHYS, Said
from ui.address import EDIT, asked, go, here
from ui.parts.notice import warn
from ui.parts.page import part
from ui.session import visitor

NAMES = {
    Place.CAUSE: "Cause",
    Place.OPTION: "Option",
    Place.EVIDENCE: "Evidence",
    Place.GAP: "Contradiction or gap",
    Place.FOLLOW_UP: "Follow-up",
    Place.QUESTION: "The question",
}
"""What can be added, as it is chosen from a list."""

TOOLS = {None: "In plain words", Why: "One of five whys", Bone: "On the fishbone", Counted: "With the cases counted"}
"""How a cause was found."""

STRENGTHS = ("strong", "moderate", "weak")


def entry_form(held: DeepDive) -> None:
    """One form for every part; what is added stays, with who added it and when."""
    changed = next((one for each in held.parts for one in each.entries if one.id == asked(EDIT)), None)
    place = next((each.place for each in held.parts if changed in each.entries), None) if changed else None
    told = "The earlier wording is kept, and stays what was seen until now." if changed else "It is kept as written."
    part("Change what stands in the room" if changed else "Add to the room", key="add", sentence=told)
    if place is None:
        place = st.selectbox("What it is", list(NAMES), format_func=NAMES.__getitem__, key="room_place")
    tool = _tool(changed) if place is Place.CAUSE else None
    with st.form(f"entry_{place}_{asked(EDIT)}", clear_on_submit=True):
        text = st.text_area(
            NAMES[place], value=changed.text if changed else "", max_chars=LONGEST, height=100, placeholder=_hint(place)
        )
        try:
            detail = _detail(place, tool, changed)
        except HubError as error:
            detail = error
        says, strength = _says() if place is Place.EVIDENCE else ("", "")
        source = st.text_input("Source or method", value=changed.source if changed else "", max_chars=SHORT)
        if not st.form_submit_button("Change" if changed else "Add"):
            return
    if isinstance(detail, HubError):
        warn(str(detail))
        return
    _write_down(
        Entry(
            entry_id=uuid4().hex,
            metric_id=held.header.metric,
            unit_id=held.unit,
            place=place,
            text=text.strip(),
            source=source.strip(),
            says=says,
            strength=strength,
            replaces=changed.id if changed else "",
            added_at=now(),
            added_by=visitor().rights.person.name,
            details=detail.model_dump_json() if detail else "",
        )
    )


def _write_down(entry: Entry) -> None:
    try:
        with st.spinner("Writing it down …"):
            add_entry(store_folder(), entry)
    except HubError as error:
        warn(str(error))
        return
    go(here(**{EDIT: ""}))
    st.rerun()


def _tool(changed: Said | None) -> type[Detail] | None:
    held = type(changed.detail) if changed and changed.detail else None
    return st.selectbox(
        "How it was found", list(TOOLS), index=list(TOOLS).index(held), format_func=TOOLS.__getitem__, key="room_tool"
    )


def _hint(place: Place) -> str:
    return {
        Place.CAUSE: "What makes it so",
        Place.OPTION: "What could be done",
        Place.GAP: "What does not fit, or what nobody knows yet",
        Place.FOLLOW_UP: "What was asked, and what came back",
    }.get(place, "")


def _says() -> tuple[str, str]:
    left, right = st.columns(2)
    says = left.selectbox("It says", list(Says), index=2, format_func=lambda each: each.value.capitalize())
    return says.value, right.selectbox("How strongly", STRENGTHS, index=1, format_func=str.capitalize)


def _detail(place: Place, tool: type[Detail] | None, changed: Said | None) -> Detail | None:
    """What the part asks beyond the words; raises BadInput for a number of cases that is none."""
    held = changed.detail if changed else None
    if place is Place.OPTION:
        return _weighed(held if isinstance(held, Weighed) else Weighed())
    if tool is Why:
        step = held.step if isinstance(held, Why) else 1
        return Why(
            step=st.selectbox(
                "Which why", range(1, MOST_WHYS + 1), index=step - 1, format_func=lambda each: WHYS[each - 1]
            )
        )
    if tool is Bone:
        branches = list(BRANCHES)
        first = branches.index(held.branch) if isinstance(held, Bone) else 0
        return Bone(branch=st.selectbox("Branch", branches, index=first, format_func=BRANCHES.__getitem__))
    if tool is Counted:
        typed = st.text_input("Cases", value=f"{held.cases:g}" if isinstance(held, Counted) else "", max_chars=12)
        return Counted(cases=cases_of(typed))
    return None


def _weighed(held: Weighed) -> Weighed:
    left, right = st.columns(2)
    sure = list(Sureness)
    return Weighed(
        effect=left.text_input("Effect", value=held.effect, max_chars=SHORT),
        cost=right.text_input("Cost", value=held.cost, max_chars=SHORT),
        risk=left.text_input("Risk", value=held.risk, max_chars=SHORT),
        affects=right.text_input("Who is affected", value=held.affects, max_chars=SHORT),
        sureness=left.selectbox(
            "Confidence in the effect", sure, index=sure.index(held.sureness), format_func=SURENESS.__getitem__
        ),
    )
