"""Sending a return: the template, the file, what was found, what it will change, and the receipt."""

from __future__ import annotations

import streamlit as st

from pmf_core.charts.markup import element
from pmf_core.cli.places import store_folder
from pmf_core.definitions.period import Period, parse
from pmf_core.definitions.person import Action
from pmf_core.definitions.submission import OPEN, State
from pmf_core.errors import HubError
from pmf_core.packs.table_files import SPREADSHEET
from pmf_core.returns.annotate import annotated
from pmf_core.returns.files.names import shown
from pmf_core.returns.template import template
from pmf_core.store.returned.files import original
from pmf_core.views.return_check import asking, period_due
from pmf_core.views.returns.cell_changes import CellChanges, changes_in
from pmf_core.views.returns.desk import Draft, mend, send, take_in, take_up
from pmf_core.views.returns.desk import sending as outgoing
from pmf_core.views.returns.preflight import Preflight, preflight
from pmf_core.views.returns.preview import preview_sending
from pmf_core.views.returns.receipts import receipt
from pmf_core.views.returns.tables import consequence_tables
from pmf_core.views.returns.values import Consequences
from pmf_core.views.returns.visible import visible_returns
from pmf_core.views.status import Table
from ui.address import TAB, asked, choose, go, link
from ui.parts.drawing import write
from ui.parts.exporting import told
from ui.parts.notice import warn
from ui.parts.page import part
from ui.parts.reading import whole_table
from ui.parts.returns.acting import RETURN, RETURN_PERIOD, SUBMISSION, act, actor, may_act, may_look_inside
from ui.parts.returns.findings import findings
from ui.resources import hub
from ui.session import scope

LARGEST = 50
"""The largest file that is taken in, in MB; the server refuses anything above it before it is read."""

ENDINGS = ["xlsx", "xlsm", "xls", "ods", "csv", "tsv", "gz"]
"""What a return may be sent as."""

OF_PROPOSALS = "What you accept is written down as a cleansing step, and the file stays as it was sent."
"""What is said of proposals before they are accepted."""

_DRAFT = "draft"


def sending() -> None:
    """One return for one period: a file that is on its way, or the place to send one."""
    if asked(SUBMISSION):
        _on_its_way(asked(SUBMISSION))
        return
    returns = visible_returns(hub().catalogue, scope=scope())
    names = {name: held.name for name, held in returns.items()}
    if not names:
        part("Nothing to send", key="nothing_to_send", sentence="No return is open to your role.")
        return
    chosen = asked(RETURN) if asked(RETURN) in names else next(iter(names))
    choose("Return", RETURN, options=names, chosen=chosen, along=(RETURN_PERIOD,))
    due = period_due(hub(), returns[chosen])
    periods = {
        held.id: held.name for back in range(-1, 12) if (held := due.before(back)) and returns[chosen].asks_for(held)
    }
    period = asked(RETURN_PERIOD) if asked(RETURN_PERIOD) in periods else due.id
    choose("Period", RETURN_PERIOD, options=periods, chosen=period)
    if not may_act(chosen, Action.SUBMIT):
        part("Sending", key="not_yours", sentence="This return is not yours to send: your role acts for other units.")
        return
    _template(chosen, parse(period))
    _upload(chosen, parse(period))


def _template(return_id: str, period: Period) -> None:
    name, view = f"{return_id}-{period.id}.xlsx", scope().for_files()
    part("1. Fill in the template", key="template", sentence="Last period's figures stand beside the white cells.")
    st.download_button(
        "Download the template",
        data=told(
            lambda: template(asking(hub(), return_id, period, scope=view).request), needs=Action.SUBMIT, file=name
        ),
        file_name=name,
        mime=SPREADSHEET,
        key="template_file",
        on_click="ignore",
        icon=":material/download:",
    )


def _upload(return_id: str, period: Period) -> None:
    part("2. Send the file", key="upload", sentence=f"Template or not: {', '.join(ENDINGS)}, up to {LARGEST} MB.")
    file = st.file_uploader("File", type=ENDINGS, key="returned_file", label_visibility="collapsed")
    if file is None:
        return
    if file.size > LARGEST * 1_000_000:
        warn(f"{shown(file.name)} has {file.size / 1e6:.0f} MB: {LARGEST} MB is the most. Send the figures alone.")
        return
    try:
        with st.spinner("Reading and checking the file …"):
            draft = take_in(
                hub(), store_folder(), file.getvalue(),
                name=file.name, return_id=return_id, period=period, actor=actor(), scope=scope(),
            )  # fmt: skip
    except HubError as error:
        warn(str(error))
        return
    go(link("returns", **{TAB: "send", SUBMISSION: draft.submission.id}))
    st.rerun()


def _on_its_way(submission: str) -> None:
    """A file that was taken in: the link of this page goes on with it at any time."""
    held = receipt(hub(), submission, scope=scope())
    inside = may_look_inside(held.return_id)
    draft = _draft(submission) if inside else None
    if draft is not None:
        _go_on(draft)
    whole_table(Table("Receipt", ("", "What is known"), held.lines), sources=(), key="receipt", files=False)
    if inside:
        _original(held.sha256, held.file)


def _go_on(draft: Draft) -> None:
    """What is still to be done before it is submitted."""
    found = preflight(draft.checked)
    part("What was found", key="found", sentence=found.sentence)
    findings(found)
    _annotated(draft)
    if not may_act(draft.submission.return_id, Action.SUBMIT):
        return
    _proposals(draft, found)
    if found.may_be_submitted:
        _submit(draft)
        return
    about = {RETURN: draft.submission.return_id, RETURN_PERIOD: draft.submission.period.id}
    again = element("a", "Send a mended file", href=link("returns", **{TAB: "send", **about}), class_="action")
    write(element("p", again), key="again")


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
    st.download_button(
        "Download the file as it was sent",
        data=told(lambda: original(hub().engine, sha256).content or b"", file=name, sha256=sha256),
        file_name=name,
        key="original",
        on_click="ignore",
        type="tertiary",
        icon=":material/download:",
    )


def _draft(submission: str) -> Draft | None:
    """The draft with its check, read again only when something about it has changed."""
    key = (submission, hub().data_version, scope().key)
    held = st.session_state.get(_DRAFT)
    if held is None or held[0] != key:
        with st.spinner("Checking …"):
            held = (key, take_up(hub(), submission, scope=scope()))
        st.session_state[_DRAFT] = held
    draft: Draft = held[1]
    can_go_on = OPEN - {State.WITH_APPROVER, State.APPROVED}
    return draft if draft.submission.state in can_go_on else None


def _proposals(draft: Draft, found: Preflight) -> None:
    """The proposals, to be accepted one by one; each is written down as a cleansing step."""
    offered = {row.proposal: f"{row.where}: {row.change}" for row in found.findings if row.proposal}
    if not offered:
        return
    with st.form("proposals", border=True):
        # The names of boxes are read as Markdown: what is proposed has people's cells in it and stands beside them.
        items = [element("li", f"{number}. {change}") for number, change in enumerate(offered.values(), 1)]
        part("Proposals", element("ol", *items), key="proposals", sentence=OF_PROPOSALS)
        numbered = enumerate(offered, 1)
        taken = [name for number, name in numbered if st.checkbox(f"Accept proposal {number}", key=f"take_{number}")]
        if st.form_submit_button("Accept the ticked ones") and taken:
            here = link("returns", **{TAB: "send", SUBMISSION: draft.submission.id})
            act(lambda: mend(store_folder(), draft, taken, actor=actor()), then=here, told="Mending …")


def _submit(draft: Draft) -> None:
    with st.spinner("Working out what it will change …"):
        changed, cells = _consequences(draft)
    cell_changes(cells)
    consequences(changed)
    with st.form("submit", border=False):
        note = st.text_input("Note for the approver (needed where the period was published or reported)", max_chars=500)
        if st.form_submit_button("Submit for approval", type="primary"):
            here = link("returns", **{TAB: "send", SUBMISSION: draft.submission.id})
            act(lambda: send(store_folder(), draft, actor=actor(), note=note), then=here, told="Submitting …")


def cell_changes(changed: CellChanges | None) -> None:
    """What a corrected file changes in the one that was published, cell by cell; nothing for a first file."""
    if changed is not None:
        part("What was sent before", key="cell_changes", sentence=changed.sentence)
        whole_table(changed.table, sources=(), key="changed_cells", heading=False, files=False)


def consequences(changed: Consequences) -> None:
    """What publishing will change, in a sentence and as tables."""
    part("What it will change", key="consequences", sentence=changed.sentence)
    for place, table in enumerate(consequence_tables(changed)):
        whole_table(table, sources=(), key=f"consequence_{place}", files=False)


def _consequences(draft: Draft) -> tuple[Consequences, CellChanges | None]:
    """Kept with the draft: it is worked out again only when something has changed."""
    key = (draft.submission.id, len(draft.submission.acts), hub().data_version)
    held = st.session_state.get(_CHANGES)
    if held is None or held[0] != key:
        would_send = outgoing(hub(), draft)
        changed = changes_in(hub(), would_send, scope=scope())
        held = (key, preview_sending(hub(), would_send, scope=scope()), changed)
        st.session_state[_CHANGES] = held
    return held[1], held[2]


_CHANGES = "changes"
