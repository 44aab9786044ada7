"""A return that is on its way: what was found, what it will change, and all that may still be done with it."""

from __future__ import annotations

import streamlit as st

from pmf_core.charts.markup import element
from pmf_core.cli.places import store_folder
from pmf_core.definitions.person import Action
from pmf_core.definitions.submission import OPEN, State, Submission
from pmf_core.packs.table_files import SPREADSHEET
from pmf_core.returns.annotate import annotated
from pmf_core.store.returned.approving import withdraw
from pmf_core.store.returned.events import submission
from pmf_core.store.returned.files import original
from pmf_core.views.returns.columns import columns_read
from pmf_core.views.returns.desk import Draft, send, take_up
from pmf_core.views.returns.mine import CAN_GO_ON
from pmf_core.views.returns.preflight import preflight
from pmf_core.views.returns.receipts import receipt
from pmf_core.views.returns.typed import is_form
from ui.address import TAB, asked, link
from ui.parts.as_text import as_text
from ui.parts.drawing import write
from ui.parts.exporting import told
from ui.parts.page import facts, part
from ui.parts.returns.acting import FIRST, KIND, RETURN, RETURN_PERIOD, SUBMISSION, act, actor, may_act, may_look_inside
from ui.parts.returns.changing import drafted_changes
from ui.parts.returns.columns import columns
from ui.parts.returns.findings import findings
from ui.parts.returns.proposals import proposals
from ui.parts.returns.typing_in import typed_again
from ui.resources import hub
from ui.session import scope

_DRAFT = "draft"


def on_its_way(name: str) -> None:
    """What was taken in: the link of this page goes on with it at any time."""
    held = receipt(hub(), name, scope=scope())
    sent = submission(hub().engine, name)
    part(f"{held.return_name}, {held.period_name}", key="which", sentence=_standing(sent, held.next_step))
    inside, sends = may_look_inside(held.return_id), may_act(held.return_id, Action.SUBMIT)
    if inside and sent.state in CAN_GO_ON:
        _go_on(_draft(name), sends=sends)
    facts("Receipt", held.lines, key="receipt")
    if inside:
        _original(held.sha256, held.file)
    if sends and sent.state is State.PUBLISHED:
        _again(sent, "Send a correction")
    if sends and sent.state in OPEN:
        _take_back(sent)


def _standing(sent: Submission, next_step: str) -> str:
    """How it stands and what comes next; whoever was refused reads why."""
    last = sent.acts[-1]
    said = f" by {last.actor.name}: {last.note}" if last.note and sent.state is not State.CHECKED else ""
    return f"{sent.state.value.capitalize()}{said}. {next_step}"


def _draft(name: str) -> Draft:
    """The draft with its check, read again only when something about it has changed."""
    key = (name, hub().data_version, scope().key)
    held = st.session_state.get(_DRAFT)
    if held is None or held[0] != key:
        with st.spinner("Checking …"):
            held = (key, take_up(hub(), name, scope=scope()))
        st.session_state[_DRAFT] = held
    return held[1]


def _go_on(draft: Draft, *, sends: bool) -> None:
    """What was found, and for whoever sends it what is still to be done before it is submitted."""
    first = asked(FIRST)
    found = preflight(draft.checked, kind=asked(KIND), first=int(first) if first.isdecimal() else 0)
    part("What was found", key="found", sentence=found.sentence)
    read, is_typed = columns_read(draft.checked), is_form(draft.checked.matched.workbook.name)
    unsure = read is not None and read.needs_looking
    if sends and unsure:
        columns(draft, read)
    if sends and is_typed:
        typed_again(draft)
    else:
        findings(found)
    if not is_typed:
        _annotated(draft)
    if not sends:
        return
    proposals(draft, found)
    if not unsure:
        columns(draft, read)
    if found.may_be_submitted:
        _submit(draft)
    elif not is_typed:
        _again(draft.submission, "Send a mended file")


def _again(held: Submission, label: str) -> None:
    address = link("returns", **{TAB: "send", RETURN: held.return_id, RETURN_PERIOD: held.period.id})
    write(element("p", element("a", label, href=address, class_="action")), key="again")


def _annotated(draft: Draft) -> None:
    """The sender's own file with every fault at its cell, to send back."""
    if not draft.checked.findings:
        return
    name = f"{draft.checked.matched.workbook.name.rsplit('.', 1)[0]}-findings.xlsx"
    sha256 = draft.submission.sha256
    st.download_button(
        "Download the file with its faults marked",
        data=told(
            lambda: annotated(draft.checked, original(hub().engine, sha256).content or b""), file=name, sha256=sha256
        ),
        file_name=name,
        mime=SPREADSHEET,
        key="annotated",
        on_click="ignore",
        icon=":material/download:",
    )


def _original(sha256: str, name: str) -> None:
    label = "Download what was typed, as a file" if is_form(name) else f"Download {name} as it was sent"
    st.download_button(
        as_text(label),
        data=told(lambda: original(hub().engine, sha256).content or b"", file=name, sha256=sha256),
        file_name=name,
        key="original",
        on_click="ignore",
        type="tertiary",
        icon=":material/download:",
    )


def _submit(draft: Draft) -> None:
    drafted_changes(draft)
    with st.form("submit", border=False):
        note = st.text_input("Note for the approver (needed where the period was published or reported)", max_chars=500)
        if st.form_submit_button("Submit for approval", type="primary"):
            here = link("returns", **{TAB: "send", SUBMISSION: draft.submission.id})
            act(lambda: send(store_folder(), draft, actor=actor(), note=note), then=here, told="Submitting …")


def _take_back(held: Submission) -> None:
    """Withdraw what is not published: it stays readable, with the reason."""
    with st.expander("Withdraw it"), st.form("withdraw", border=False):
        reason = st.text_input("Why it is withdrawn", max_chars=500)
        if st.form_submit_button("Withdraw"):
            here = link("returns", **{TAB: "send", SUBMISSION: held.id})
            act(
                lambda: withdraw(store_folder(), held.id, actor=actor(), reason=reason), then=here, told="Withdrawing …"
            )
