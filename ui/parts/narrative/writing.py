"""The desk: four parts, each checked against the figures when it is left, and saved with what it lacks said."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from hashlib import sha256
from uuid import uuid4

import streamlit as st

from pmf_core.charts.markup import element
from pmf_core.charts.narrative import marked
from pmf_core.cli.places import store_folder
from pmf_core.definitions.moment import now
from pmf_core.errors import HubError
from pmf_core.store.narrated.account import Narrative
from pmf_core.store.narrated.writing import LONGEST, record_narrative
from pmf_core.views import words
from pmf_core.views.narrative.card import Desk, desk
from pmf_core.views.narrative.checked import Checked, Sentence, checked
from ui.address import WRITE, go, here
from ui.parts.by import by_whom
from ui.parts.drawing import write
from ui.parts.notice import warn
from ui.parts.page import part
from ui.resources import ask, hub

ASKS = {
    "what": ("What", "What the figure does, and how it stands to its target."),
    "why": ("Why", "What explains it; ordinary variation is an answer too."),
    "so_what": ("So what", "What it means for residents, the year's target and the plan."),
}
"""The three parts that say how things are, each with what it is for."""

DO, DECIDED, NOTHING = "Something is done", "A body has decided it", "Nothing is done, for a reason"
WEEKS = (2, 4, 6, 8, 12, 26)
"""What is offered for the day by which the action is done."""


@dataclass(frozen=True, slots=True)
class Response:
    """What is done about it."""

    action: str = ""
    no_action: str = ""
    owner: str = ""
    due: date | None = None
    decision: str = ""


def desk_of(*, metric: str, unit: str, period: str) -> None:
    """Write a version; what is drafted by the hub is somebody's own once it is saved."""
    held: Desk = ask(desk, metric=metric, unit=unit, period=period)
    begun = "what stands" if held.account else "the hub's draft from its verdicts"
    told = f"It begins with {begun}. Each box is checked against the figures when you leave it; nothing is rewritten."
    part(f"Write the narrative: {held.name}, {held.period_name}", key="write", sentence=told)
    _boxes(held)


@st.fragment
def _boxes(held: Desk) -> None:
    """All of the desk is drawn anew by itself: the rest of the page stays as it is."""
    before = _begun(held)
    texts = {name: _box(held, name, before[name]) for name in ASKS}
    response = _response(held)
    parts = {**texts, "action": response.action or response.no_action}
    found = checked(parts, held.facts)
    reasons = _reasons(found, held)
    by = by_whom("Written by")
    made = _made(held, texts, response, by=by)
    lacks = f" Until it has {words.listed(made.missing)}, it is kept as a draft." if made.missing else ""
    write(element("p", f"{found.summary}{lacks}", class_="sentence", role="status"), key="narrative_summary")
    left, right = st.columns([1, 4])
    if left.button("Save", type="primary", key="save_narrative"):
        _save(made, reasons)
    if right.button("Leave without saving", type="tertiary", key="leave_narrative"):
        go(here(**{WRITE: ""}))
        st.rerun(scope="app")


def _begun(held: Desk) -> Mapping[str, str]:
    source = held.account.narrative if held.account else held.draft
    return {name: getattr(source, name) for name in ASKS}


def _key(held: Desk, name: str) -> str:
    return f"narrative_{name}_{held.metric}_{held.unit}_{held.period}"


def _box(held: Desk, name: str, before: str) -> str:
    title, asks = ASKS[name]
    text = st.text_area(title, value=before, key=_key(held, name), max_chars=LONGEST, height=110, help=asks)
    _marks(checked({name: text}, held.facts), name)
    return text.strip()


def _marks(found: Checked, name: str) -> None:
    """The marks of one box; what the whole leaves out is said below."""
    if found.sentences:
        write(marked(found.sentences), key=f"marks_{name}")


def _response(held: Desk) -> Response:
    """The action with its owner and day, a decision that is the action, or the reason why there is none."""
    before = held.account.narrative if held.account else None
    offered = [DO, *([DECIDED] if held.decided else []), NOTHING]
    first = NOTHING if before and before.no_action else DECIDED if held.decided and not before else DO
    chosen = st.radio("Action", offered, index=offered.index(first), key=_key(held, "kind"), horizontal=True)
    if chosen == NOTHING:
        why = st.text_area("Why nothing is done", value=before.no_action if before else "", key=_key(held, "nothing"),
                           max_chars=LONGEST, height=80)  # fmt: skip
        return Response(no_action=why.strip())
    if chosen == DECIDED:
        names = dict(held.decided)
        named = st.selectbox("Decision", list(names), format_func=names.__getitem__, key=_key(held, "decision"))
        made = next(one for one in held.running if one.decision_id == named)
        return Response(made.decision, owner=made.owner_id, due=made.due, decision=made.decision_id)
    return _own_action(held, before)


def _own_action(held: Desk, before: Narrative | None) -> Response:
    text = st.text_area("What is done", value=before.action if before else "", key=_key(held, "action"),
                        max_chars=LONGEST, height=80)  # fmt: skip
    owners = {"": "Nobody yet", **dict(held.owners)}
    left, right = st.columns(2)
    own = before.owner_id if before else ""
    owner = left.selectbox("Owner", list(owners), index=list(owners).index(own) if own in owners else 0,
                           format_func=owners.__getitem__, key=_key(held, "owner"))  # fmt: skip
    offered = {hub().today + timedelta(days=7 * weeks) for weeks in WEEKS}
    days: list[date] = sorted(offered | ({before.due} if before and before.due else set()))
    due = right.selectbox("Done by", days, index=days.index(before.due) if before and before.due else 2,
                          format_func=words.day, key=_key(held, "due"))  # fmt: skip
    return Response(text.strip(), owner=owner if text.strip() else "", due=due if text.strip() and owner else None)


def _reasons(found: Checked, held: Desk) -> dict[str, str]:
    """A box for each sentence that the figures don't bear out: it may stay for a reason, which is printed beside it."""
    if found.left_out:
        write(element("div", element("h3", "Left out"), marked(found.left_out)), key="marks_left_out")
    if not found.to_explain:
        return {}
    told = "These are kept only for a reason, which is printed beside them wherever the narrative shows."
    write(element("p", told, class_="sentence"), key="narrative_reasons")
    before = held.account.overrides if held.account else {}
    numbered = enumerate(found.to_explain, 1)
    return {one.text: _reason(one, number, held, before.get(one.text, "")) for number, one in numbered}


def _reason(one: Sentence, number: int, held: Desk, before: str) -> str:
    # The name of a box is read as Markdown: the sentence is somebody's own and stands above it.
    name = sha256(one.text.encode()).hexdigest()[:12]
    write(element("p", f"{number}. {one.text}"), key=f"explain_{name}")
    label = f"Why this stays: sentence {number}"
    return st.text_input(label, value=before, key=_key(held, name), max_chars=300).strip()


def _made(held: Desk, texts: Mapping[str, str], response: Response, *, by: str) -> Narrative:
    return Narrative(
        narrative_id=uuid4().hex,
        metric_id=held.metric,
        unit_id=held.unit,
        period_id=held.period,
        period_end=held.period_end,
        what=texts["what"],
        why=texts["why"],
        so_what=texts["so_what"],
        action=response.action,
        no_action=response.no_action,
        owner_id=response.owner,
        due=response.due,
        decision_id=response.decision,
        recorded_at=now(),
        written_by=by.strip(),
    )


def _save(made: Narrative, reasons: Mapping[str, str]) -> None:
    if without := [sentence for sentence, reason in reasons.items() if not reason]:
        warn(f"The figures don't bear this out: '{without[0]}' Change it, or give the reason why it stays.")
        return
    try:
        with st.spinner("Writing it down …"):
            record_narrative(store_folder(), made, overrides=reasons)
    except HubError as error:
        warn(str(error))
        return
    go(here(**{WRITE: ""}))
    st.rerun(scope="app")
