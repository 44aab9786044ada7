"""The lists of returns: what is mine to send, how far all of them are, and what was sent so far."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import streamlit as st

from pmf_core.charts.markup import Markup, element
from pmf_core.charts.shapes import status
from pmf_core.charts.table import table_of
from pmf_core.cli.places import outbox_folder, store_folder
from pmf_core.definitions.person import Action
from pmf_core.errors import HubError
from pmf_core.store.returned.reminders import record_reminders
from pmf_core.views import words
from pmf_core.views.returns.chasing import Reminder, chase, reminders_due
from pmf_core.views.returns.data_quality import DataQuality, data_quality
from pmf_core.views.returns.external import COLUMNS as EXTERNAL_COLUMNS
from pmf_core.views.returns.external import External, external
from pmf_core.views.returns.mine import STATE, Mine, MineRow, mine
from pmf_core.views.returns.queries import OpenQuery
from pmf_core.views.returns.readiness import NOT_ASKED, Readiness, readiness
from pmf_core.views.returns.receipts import history
from pmf_core.views.returns.restatements import Restatements, restatements
from pmf_core.views.status import Table
from ui.address import TAB, link
from ui.parts.downloads import downloads
from ui.parts.drawing import write
from ui.parts.page import part
from ui.parts.reading import whole_table
from ui.parts.returns.acting import RETURN, RETURN_PERIOD, SUBMISSION, act
from ui.resources import ask, hub
from ui.session import may, scope

STATE_OF_EXTERNAL = EXTERNAL_COLUMNS.index("State")


def my_returns() -> None:
    """Every return that may be seen, with the period that is due and how far it is; the first cell leads on."""
    held: Mine = ask(mine)
    rows = [_mine(row, cells) for row, cells in zip(held.rows, held.table.rows, strict=True)]
    shown = element("div", table_of(held.table.columns, rows, caption=held.table.title), class_="reading")
    part("Due now", shown if rows else None, key="mine", sentence=held.sentence if rows else held.table.note)
    if held.draft_ids:
        links = [link("returns", **{TAB: "send", SUBMISSION: name}) for name in held.draft_ids]
        whole_table(held.drafts, sources=(), key="drafts", links=links, files=False)


def _mine(row: MineRow, cells: Sequence[str]) -> tuple[Markup, ...]:
    """A return's line: its name leads to the file that is on its way, or to the place to send one."""
    about = (
        {SUBMISSION: row.open_submission} if row.open_submission else {RETURN: row.return_id, RETURN_PERIOD: row.period}
    )
    told: list[Markup] = list(cells)
    told[0] = element("a", cells[0], href=link("returns", **{TAB: "send", **about}))
    told[STATE] = status(replace(row.due.state, word=cells[STATE]))
    return tuple(told)


def readiness_board() -> None:
    """Returns by period, each state as shape, colour and word; how likely the next is late; and who is reminded."""
    held: Readiness = ask(readiness)
    columns = held.table.columns
    rows = [
        (row.name, *(status(due.state if due else NOT_ASKED) for due in row.cells), row.likelihood.sentence)
        for row in held.rows
    ]
    heat = element("div", table_of(columns, rows, caption=held.table.title), class_="reading")
    part("Readiness", heat, key="readiness", sentence=held.sentence)
    write(element("p", held.table.note, class_="note"), key="readiness_note")
    downloads(held.table, sources=(), key="readiness")
    _reminders()


def _reminders() -> None:
    """The reminders that today calls for, and the one button that sends them."""
    found: tuple[Reminder, ...] = ask(reminders_due)
    told = f"{words.count(len(found), 'reminder')} due today." if found else "Nobody is reminded today."
    part("Reminders", key="reminders", sentence=told)
    if not found:
        return
    rows = tuple((f"{one.to_name}, {one.to}", one.subject) for one in found)
    whole_table(Table("Reminders", ("To", "About"), rows), sources=(), key="reminders", heading=False, files=False)
    if may(Action.CHASE) and st.button("Send the reminders", key="chase", type="primary"):
        act(_chase, then=link("returns", **{TAB: "readiness"}), told="Sending …")


def _chase() -> None:
    settings = hub().catalogue.settings.reminders
    chased = chase(reminders_due(hub(), scope=scope()), settings=settings, outbox=outbox_folder())
    record_reminders(store_folder(), chased.sent)
    if chased.failed:
        raise HubError(" ".join(chased.failed))


def quality() -> None:
    """What stands open with returns and their figures, by source and age; each query leads to what it is about."""
    held: DataQuality = ask(data_quality)
    part("Data quality", key="quality", sentence=held.sentence)
    if held.by_source.rows:
        whole_table(held.by_source, sources=(), key="by_source", files=False)
        whole_table(held.open, sources=(), key="queries", links=[_about(one) for one in held.queries])


def _about(query: OpenQuery) -> str:
    if query.submission:
        return link("returns", **{TAB: "send", SUBMISSION: query.submission})
    if query.address:
        return query.address
    return link("returns", **{TAB: "send", RETURN: query.return_id, RETURN_PERIOD: query.period})


def external_returns() -> None:
    """What the council owes to others, late ones first, and the catalogue's figures behind them."""
    held: External = ask(external)
    rows = [
        (*cells[:STATE_OF_EXTERNAL], status(state), *cells[STATE_OF_EXTERNAL + 1 :])
        for cells, state in zip(held.table.rows, held.states, strict=True)
    ]
    shown = element("div", table_of(held.table.columns, rows, caption=held.table.title), class_="reading")
    part("Returns owed to others", shown if rows else None, key="external", sentence=held.table.note or held.sentence)
    if rows:
        downloads(held.table, sources=(), key="external")
        links = [link("metric", m=metric) for metric in held.metrics]
        whole_table(held.figures, sources=(), key="external_figures", links=links, files=False)


def restated() -> None:
    """What corrected returns tell otherwise, and which reports had the old figures."""
    held: Restatements = ask(restatements)
    part("Restatements", key="restated", sentence=held.sentence)
    for place, table in enumerate((held.reports, held.figures)):
        if table.rows:
            whole_table(table, sources=(), key=f"restated_{place}")


def history_list() -> None:
    """Every event of every submission, newest first."""
    whole_table(ask(history), sources=(), key="history")
