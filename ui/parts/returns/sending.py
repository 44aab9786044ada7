"""Sending a return: which one, for which period, and the three ways to send it."""

from __future__ import annotations

from collections.abc import Mapping

import streamlit as st

from pmf_core.definitions.period import Period, parse
from pmf_core.definitions.person import Action
from pmf_core.definitions.returning import Return
from pmf_core.packs.table_files import SPREADSHEET
from pmf_core.returns.files.names import shown
from pmf_core.returns.template import template
from pmf_core.views import words
from pmf_core.views.return_check import asking, period_due
from pmf_core.views.returns.visible import visible_returns
from ui.address import asked, choose
from ui.parts.exporting import told
from ui.parts.notice import warn
from ui.parts.page import part
from ui.parts.returns.acting import RETURN, RETURN_PERIOD, SUBMISSION, WAY, may_act
from ui.parts.returns.going_on import on_its_way
from ui.parts.returns.taking import take
from ui.parts.returns.typing_in import typing_in
from ui.parts.tab_list import tabs
from ui.resources import hub
from ui.session import scope

LARGEST = 50
"""The largest file that is taken in, in MB; the server refuses anything above it before it is read."""

ENDINGS = ["xlsx", "xlsm", "xls", "ods", "csv", "tsv", "gz"]
"""What a return may be sent as."""

PERIODS_BACK = 12
"""How many periods before the one that is due can be sent or corrected here."""

WAYS = {"file": "Send a file", "paste": "Paste a table", "type": "Type up to five figures"}


def sending() -> None:
    """One return for one period: a file that is on its way, or the place to send one."""
    if asked(SUBMISSION):
        on_its_way(asked(SUBMISSION))
        return
    returns = visible_returns(hub().catalogue_at(scope().as_at), scope=scope())
    if not returns:
        part("Send a return", key="none", sentence="No return is open to your role: ask whoever approves it.")
        return
    return_id, period = _chosen(returns)
    if not may_act(return_id, Action.SUBMIT):
        part("Sending", key="not_yours", sentence="This return is not yours to send: your role acts for other units.")
        return
    way = asked(WAY) if asked(WAY) in WAYS else "file"
    tabs(WAYS, chosen=way, label="Ways to send it", choice=WAY, key="ways")
    match way:
        case "paste":
            _paste(return_id, period)
        case "type":
            typing_in(return_id, period)
        case _:
            _template(return_id, period)
            _upload(return_id, period)


def _chosen(returns: Mapping[str, Return]) -> tuple[str, Period]:
    """The return and the period in the address, or the first that is open and what is due now."""
    names = {name: held.name for name, held in returns.items()}
    chosen = asked(RETURN) if asked(RETURN) in names else next(iter(names))
    due = period_due(hub(), returns[chosen])
    periods = {
        held.id: f"{held.name}, due {words.day(returns[chosen].due_on(held))}"
        for back in range(-1, PERIODS_BACK)
        if (held := due.before(back)) and returns[chosen].asks_for(held)
    }
    period = asked(RETURN_PERIOD) if asked(RETURN_PERIOD) in periods else due.id
    with st.container(key="facets"):
        choose("Return", RETURN, options=names, chosen=chosen, along=(RETURN_PERIOD,))
        choose("Period of the return", RETURN_PERIOD, options=periods, chosen=period)
    if returns[chosen].description:
        part("What it asks", key="what", sentence=returns[chosen].description)
    return chosen, parse(period)


def _template(return_id: str, period: Period) -> None:
    name, view = f"{return_id}-{period.id}.xlsx", scope().for_files()
    about = "Fill in the white cells; the figures of the period before stand beside them."
    part("1. Fill in the template", key="template", sentence=about)
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
    about = f"The template, or your own file as {words.listed(ENDINGS)}. Up to {LARGEST} MB."
    part("2. Send the file", key="upload", sentence=about)
    file = st.file_uploader("File", type=ENDINGS, key="returned_file", label_visibility="collapsed")
    if file is None:
        return
    if file.size > LARGEST * 1_000_000:
        warn(f"{shown(file.name)} has {file.size / 1e6:.0f} MB: {LARGEST} MB is the most. Send the figures alone.")
        return
    take(file.getvalue(), file.name, return_id=return_id, period=period)


def _paste(return_id: str, period: Period) -> None:
    about = "Copy the table in your spreadsheet, its headings included, and paste it here."
    part("Paste a table", key="paste", sentence=about)
    with st.form("paste", border=False):
        text = st.text_area("The table", height=240, placeholder="Team\tMonth\t…")
        if not st.form_submit_button("Check the table", type="primary"):
            return
    if not text.strip():
        warn("Nothing is pasted yet: copy the cells with their headings, and paste them into the box.")
        return
    # The sheet is called like the file, so that the findings say where they are and for which period it was pasted.
    take(text.encode(), f"Pasted table, {period.name}.tsv", return_id=return_id, period=period)
