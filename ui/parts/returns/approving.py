"""Approving: what was sent, raw and mended, what it will change, and the two answers."""

from __future__ import annotations

import streamlit as st

from pmf_core.cli.places import store_folder
from pmf_core.definitions.moment import said
from pmf_core.definitions.person import Action
from pmf_core.definitions.submission import Event, State, Submission
from pmf_core.store.returned.approving import approve, reject
from pmf_core.store.returned.cleansing import steps_of
from pmf_core.store.returned.events import submissions
from pmf_core.store.returned.files import kept_file
from pmf_core.views import words
from pmf_core.views.returns.cell_changes import changes_of
from pmf_core.views.returns.preview import preview_approval
from pmf_core.views.returns.receipts import receipt
from pmf_core.views.returns.typed import file_words
from pmf_core.views.returns.visible import visible_returns
from pmf_core.views.status import Table
from ui.address import TAB, asked, link
from ui.parts.page import facts, part
from ui.parts.reading import whole_table
from ui.parts.returns.acting import SUBMISSION, act, actor, may_act, may_look_inside, why_not_approve
from ui.parts.returns.changing import cell_changes, consequences
from ui.resources import hub
from ui.session import scope

COLUMNS = ("Return", "Period", "File", "Sent by", "Sent on", "Cut-off", "Note", "State")


def approving() -> None:
    """What waits for an approver, or one of them with the two answers."""
    if asked(SUBMISSION):
        _one(asked(SUBMISSION))
        return
    waiting = _waiting()
    rows = tuple(_told(held) for held in waiting)
    note = "" if rows else "Nothing waits for approval."
    links = [link("returns", **{TAB: "approve", SUBMISSION: held.id}) for held in waiting]
    whole_table(Table("With approver", COLUMNS, rows, note=note), sources=(), key="waiting", links=links, files=False)


def _waiting() -> list[Submission]:
    seen = visible_returns(hub().catalogue, scope=scope())
    held = submissions(hub().engine)
    return [one for one in held if one.state in (State.WITH_APPROVER, State.APPROVED) and one.return_id in seen]


def _told(held: Submission) -> tuple[str, ...]:
    asked_for, sent = hub().catalogue.asked(held.return_id), held.last(Event.SUBMITTED) or held.acts[0]
    file = file_words(kept_file(hub().engine, held.sha256).name)
    days = said(sent.at), words.day(asked_for.cut_off_on(held.period))
    state = held.state.value.capitalize()
    return (asked_for.name, held.period.name, file, held.sent_by.name, *days, sent.note, state)


def _one(submission: str) -> None:
    held = receipt(hub(), submission, scope=scope())
    part(
        f"{held.return_name}, {held.period_name}",
        key="which",
        sentence=f"{words.capitalised(held.state.word)}: {held.state.reason}",
    )
    facts("Receipt", held.lines, key="receipt")
    if not may_look_inside(held.return_id):
        return
    _steps(submission)
    if held.state.word != State.WITH_APPROVER.value:
        return
    with st.spinner("Working out what it will change …"):
        cell_changes(changes_of(hub(), submission, scope=scope()))
        consequences(preview_approval(hub(), submission, scope=scope()))
    if not may_act(held.return_id, Action.APPROVE):
        part("Approval", key="not_yours", sentence=why_not_approve(held.return_id))
        return
    _answers(submission)


def _steps(submission: str) -> None:
    """What was mended, cell by cell: the file itself stays as it was sent."""
    rows = tuple(
        (f"{step.sheet}!{step.cell}", step.before, step.after, step.reason)
        for step in steps_of(hub().engine, submission)
    )
    note = "" if rows else "Nothing was mended: the figures are as they were sent."
    columns = ("Cell", "As sent", "As mended", "Why")
    whole_table(Table("Cleansing steps", columns, rows, note=note), sources=(), key="steps", files=False)


def _answers(submission: str) -> None:
    back = link("returns", **{TAB: "approve", SUBMISSION: submission})
    with st.form("answers", border=True):
        note = st.text_input("Note; to send it back, the reason", max_chars=500)
        with st.container(horizontal=True):
            approved = st.form_submit_button("Approve", type="primary")
            sent_back = st.form_submit_button("Send back")
    by, today = actor(), hub().today
    if approved:
        act(
            lambda: approve(store_folder(), submission, actor=by, today=today, note=note), then=back, told="Approving …"
        )
    elif sent_back:
        act(lambda: reject(store_folder(), submission, actor=by, reason=note), then=back, told="Sending back …")
