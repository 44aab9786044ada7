"""Raising something from any page: a concern, an escalation, a question, a recommendation."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import uuid4

import streamlit as st

from pmf_core.charts.markup import Element, element
from pmf_core.cli.places import store_folder
from pmf_core.definitions.moment import in_london, now
from pmf_core.definitions.person import Action
from pmf_core.definitions.raising import Kind
from pmf_core.errors import HubError
from pmf_core.store.raised import Raised, raise_it
from pmf_core.store.raised.raising import LONGEST
from pmf_core.views import words
from pmf_core.views.meetings import meeting_named
from pmf_core.views.raised.receiving import rungs
from ui.address import AS_AT, DECIDE, FOLLOWS, KEYS, MEETING, METRIC, RAISE, VIEW_AS, asked, current_page, go, here
from ui.parts.by import by_whom
from ui.parts.notice import inform, warn
from ui.parts.page import part
from ui.place import place
from ui.resources import hub
from ui.session import may, scope, visitor

KINDS: Mapping[Kind, tuple[Action, str, str]] = {
    Kind.ESCALATION: (Action.ESCALATE, "Escalate", "It goes to the next level, who sees it at once."),
    Kind.CONCERN: (Action.RAISE_CONCERN, "Raise a concern", "Only you and those it goes to read it."),
    Kind.QUESTION: (Action.ASK_QUESTION, "Ask a question", "The owner's answer stands beside it, or that it is late."),
    Kind.RECOMMENDATION: (Action.RECOMMEND, "Recommend", "It is accepted or declined, and followed until it is done."),
    Kind.DATA_QUERY: (
        Action.RAISE_CONCERN,
        "Query this data",
        "It goes to whoever sends the figure, and stands in Returns and here until it is answered.",
    ),
}
"""Kind → the action that allows it, the words of its button, and what comes of it."""

WEEKS = (1, 2, 4, 6, 8, 12)
OF_A_FIGURE = (Kind.DATA_QUERY,)
"""What can be raised about a metric only."""

ABOUT_A_METRIC = ("metric", "deep_dive")
MYSELF = ""


@dataclass(frozen=True, slots=True)
class Written:
    """What stands in the form."""

    text: str
    role: str
    owner: str
    body: str
    due: date
    by: str


def may_raise() -> bool:
    """Whether whoever looks may raise anything at all."""
    return any(may(action) for action, _, _ in KINDS.values())


def way(kind: Kind) -> str:
    """The address of a form on this page; empty for whoever may not."""
    return here(**{RAISE: kind.value}) if may(KINDS[kind][0]) else ""


def form() -> None:
    """The form that the address asks for, above the page."""
    allowed = [kind for kind, (action, _, _) in KINDS.items() if may(action) and (_metric() or kind not in OF_A_FIGURE)]
    if not asked(RAISE) or not allowed:
        return
    kind = next((each for each in allowed if each.value == asked(RAISE)), allowed[0])
    about = _about()
    part(f"{KINDS[kind][1]}: {about}", _choice(kind, allowed), key="raise", sentence=KINDS[kind][2])
    if scope().as_at is not None:
        inform("What is raised is raised on what is known now: choose 'Now' in As at.")
        return
    written = _written(kind)
    if written is None:
        return
    try:
        with st.spinner("Writing it down …"):
            raise_it(store_folder(), _raised(kind, written), today=hub().today)
    except HubError as error:
        warn(str(error))
        return
    go(here(**{RAISE: "", FOLLOWS: ""}))
    st.rerun()


def _metric() -> str:
    return asked(METRIC) if current_page() in ABOUT_A_METRIC else ""


def _about() -> str:
    catalogue, metric = hub().catalogue, _metric()
    unit = catalogue.organisation.unit(place().unit).name
    return f"{catalogue.metric(metric).name}, {unit}" if metric else unit


def _choice(chosen: Kind, allowed: list[Kind]) -> Element:
    links = [
        element(
            "li",
            element("a", KINDS[k][1], href=here(**{RAISE: k.value}), aria_current="true" if k is chosen else None),
        )
        for k in allowed
    ]
    close = element("li", element("a", "Close", href=here(**{RAISE: "", FOLLOWS: ""})))
    return element("nav", element("ul", *links, close), class_="filters", aria_label="What to raise")


def _written(kind: Kind) -> Written | None:
    """The form, once it is sent."""
    today = hub().today
    with st.form("raise", border=True):
        text = st.text_area("What, and why", max_chars=LONGEST, height=90)
        left, middle, right = st.columns(3)
        with left:
            role, owner = _addressee(kind)
        due = middle.selectbox(
            "Answer due", [today + timedelta(weeks=each) for each in WEEKS], index=1, format_func=words.day
        )
        with right:
            body = _body(kind)
            by = by_whom("Raised by", value="This machine")
        sent = st.form_submit_button(KINDS[kind][1], type="primary")
    if sent and not (role or owner):
        warn("There is nobody above you in the ladder of roles: record a decision instead.")
        return None
    return Written(text.strip(), role, owner, body, due, by.strip()) if sent else None


def _addressee(kind: Kind) -> tuple[str, str]:
    """(role, owner): one of them is who it is for."""
    catalogue = hub().catalogue
    if kind in (Kind.ESCALATION, Kind.CONCERN):
        managers = kind is Kind.CONCERN
        offered = list(rungs(visitor().rights, place().unit, catalogue, on=hub().today, managers=managers))
        words_of = {rung.role: rung.words for rung in offered}
        first = next((n for n, rung in enumerate(offered) if rung.is_held), 0)
        chosen = (
            st.selectbox("Goes to", list(words_of), index=first, format_func=words_of.__getitem__) if offered else ""
        )
        return chosen or "", ""
    owners = {owner.id: owner.name for owner in catalogue.framework.owners}
    metric = _metric()
    first = list(owners).index(_first_asked(kind, metric)) if metric else 0
    return "", st.selectbox("Goes to", list(owners), index=first, format_func=owners.__getitem__) or ""


def _first_asked(kind: Kind, metric: str) -> str:
    """The owner who is offered first: a figure is queried with whoever sends it."""
    catalogue = hub().catalogue
    senders = (held.sender for held in catalogue.returns.values() if metric in held.metric_ids)
    owner = catalogue.metric(metric).owner
    return next(senders, owner) if kind is Kind.DATA_QUERY else owner


def _body(kind: Kind) -> str:
    if kind not in (Kind.QUESTION, Kind.RECOMMENDATION):
        return ""
    bodies = {MYSELF: "Myself", **{body.id: body.name for body in hub().catalogue.framework.bodies}}
    sitting = meeting_named(hub(), asked(MEETING)).body if asked(MEETING) else MYSELF
    return st.selectbox("On behalf of", list(bodies), index=list(bodies).index(sitting), format_func=bodies.__getitem__)


def _raised(kind: Kind, written: Written) -> Raised:
    moment, at = now(), place()
    seen = {
        RAISE: "",
        FOLLOWS: "",
        DECIDE: "",
        KEYS: "",
        MEETING: "",
        VIEW_AS: "",
        AS_AT: in_london(moment).isoformat(),
    }
    return Raised(
        raised_id=uuid4().hex,
        kind=kind,
        follows=asked(FOLLOWS) if kind is Kind.ESCALATION else "",
        metric_id=_metric(),
        unit_id=at.unit,
        period_id=at.period,
        text=written.text,
        to_role=written.role,
        to_owner=written.owner,
        body_id=written.body,
        meeting_id=asked(MEETING),
        address=here(**seen, u=at.unit, p=at.period),
        due=written.due,
        evidence_as_at=moment,
        raised_at=moment,
        raised_by=written.by,
        raised_by_id=visitor().rights.person.id,
    )


def ways_on(*kinds: Kind) -> list[Element]:
    """Links to the forms of some kinds, for whoever may."""
    return [element("a", KINDS[kind][1], href=way(kind)) for kind in kinds if way(kind)]
