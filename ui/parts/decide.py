"""The form in which a meeting records what it decided, on the evidence that it sees."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import uuid4

import streamlit as st

from pmf_core.cli.places import store_folder
from pmf_core.definitions.moment import in_london, now
from pmf_core.definitions.person import Action
from pmf_core.errors import BadInput, HubError
from pmf_core.store.decisions import LONGEST, Ask, Decision, record_decision
from pmf_core.store.papers import Paper
from pmf_core.views import words
from pmf_core.views.boardroom import Room
from ui import address
from ui.parts.by import by_whom
from ui.parts.notice import inform, warn
from ui.parts.page import part
from ui.resources import hub
from ui.session import may, scope

WEEKS = (1, 2, 4, 6, 8, 12, 26)
"""What is offered for the day by which something is done."""

DRAFT = "Without cost, benefit, evidence or analysis it is kept as a draft, and nobody is asked anything yet."

MONTHS = (3, 6, 9, 12)
"""What is offered for the day on which the effect is looked for."""


@dataclass(frozen=True, slots=True)
class Written:
    """What stands in the form."""

    decision: str
    reason: str
    option: str
    owner: str
    due: date
    check: date
    effect: str
    cost: str
    benefit: str
    performance: str
    analysis: str
    by: str
    units: tuple[str, ...]
    request: str


def form(held: Room, metric: str) -> None:
    """Record a decision about a metric; it is dated on both clocks, and the units that are asked are told."""
    name = hub().catalogue.metric(metric).name
    part(f"Decide about: {name}", key="decide", sentence="It is kept with the evidence as it is seen now.")
    if scope().as_at is not None:
        inform("A decision is recorded on what is known now: choose 'Now' in As at.")
        return
    if not may(Action.DECIDE):
        inform("Decisions are recorded by the Corporate Leadership Team and the stewards.")
        return
    written = _written(held, metric)
    if written is None:
        return
    try:
        made = _decision(held, metric, written)
        with st.spinner("Writing it down …"):
            paper = _paper(made, written)
            record_decision(store_folder(), made, today=hub().today, asks=_asks(made, written), paper=paper)
    except HubError as error:
        warn(str(error))
        return
    address.go(address.here(**{address.DECIDE: ""}))
    st.rerun()


def _written(held: Room, metric: str) -> Written | None:
    """The form, once it is sent."""
    owners, units = dict(held.owners), dict(held.units)
    with st.form("decision", border=True):
        decision = st.text_area("What is decided", max_chars=LONGEST, height=80)
        reason = st.text_area("Why", max_chars=LONGEST, height=80)
        left, right = st.columns(2)
        written = Written(
            decision=decision,
            reason=reason,
            option=left.text_input("Option chosen", max_chars=200),
            owner=right.selectbox("Owner", list(owners), format_func=owners.__getitem__),
            due=left.selectbox("Done by", _days(WEEKS, 7), index=2, format_func=words.day),
            check=right.selectbox("Effect looked for on", _days(MONTHS, 30), index=1, format_func=words.day),
            effect=left.text_input("Expected change, in the metric's unit (such as −5)", max_chars=20),
            cost=left.text_input("Cost", max_chars=300, help=DRAFT),
            benefit=right.text_input("Benefit", max_chars=300, help=DRAFT),
            performance=left.text_input("Performance evidence", value=_as_seen("metric", held, metric), max_chars=500),
            analysis=right.text_input("Analysis", value=_as_seen("deep_dive", held, metric), max_chars=500),
            by=by_whom("Recorded by", at=right, value=held.body_name),
            units=tuple(st.multiselect("Ask units", list(units), format_func=units.__getitem__)),
            request=st.text_input("What they are asked to do", max_chars=500),
        )
        return written if st.form_submit_button("Record decision", type="primary") else None


def _as_seen(page: str, held: Room, metric: str) -> str:
    """The address of a page as it is seen now: the evidence that lies on the table unless another is named."""
    seen = {address.METRIC: metric, address.UNIT: held.meeting.unit, address.PERIOD: held.meeting.period.id}
    return address.href(page, {**seen, address.AS_AT: in_london(now()).isoformat(timespec="minutes")})


def _paper(made: Decision, written: Written) -> Paper:
    """What the decision rests on."""
    return Paper(
        decision_id=made.decision_id,
        cost=written.cost.strip(),
        benefit=written.benefit.strip(),
        performance=written.performance.strip(),
        analysis=written.analysis.strip(),
        written_at=made.recorded_at,
        written_by=made.recorded_by,
    )


def _days(offered: Sequence[int], days: int) -> list[date]:
    today = hub().today
    return [today + timedelta(days=each * days) for each in offered]


def _decision(held: Room, metric: str, written: Written) -> Decision:
    moment = now()
    expected = parse_number(written.effect) if written.effect.strip() else None
    return Decision(
        decision_id=uuid4().hex,
        body_id=held.meeting.body,
        meeting_id=held.meeting.id,
        seal=held.pack.seal if held.pack else "",
        metric_id=metric,
        unit_id=held.meeting.unit,
        period_id=held.meeting.period.id,
        decision=written.decision.strip(),
        reason=written.reason.strip(),
        option_chosen=written.option.strip(),
        owner_id=written.owner,
        due=written.due,
        expected_effect=expected,
        check_date=written.check if expected is not None else None,
        evidence_as_at=moment,
        recorded_at=moment,
        recorded_by=written.by.strip(),
    )


def parse_number(text: str) -> float:
    """A number as people write it, with either minus sign.

    >>> parse_number("−2.5 points")
    -2.5
    """
    written = text.strip().replace("−", "-").replace(",", "").split(" ")[0].rstrip("%")
    try:
        return float(written)
    except ValueError:
        raise BadInput(f"'{text}' is no number: write the expected change as −5 or 2.5, or leave it empty.") from None


def _asks(made: Decision, written: Written) -> list[Ask]:
    """One ask a unit; the meeting's own unit where none was named, for every decision is followed until it is done."""
    request = written.request.strip() or made.decision
    return [
        Ask(uuid4().hex, made.decision_id, unit, request, made.due, made.recorded_at, made.recorded_by)
        for unit in written.units or (made.unit_id,)
    ]
