"""The lists of returns: what is mine to send, how far all of them are, and what was sent so far."""

from __future__ import annotations

from pmf_core.views.returns.receipts import history
from pmf_core.views.returns.standing import Mine, Readiness, mine, readiness
from ui.address import TAB, link
from ui.parts.page import part
from ui.parts.reading import whole_table
from ui.parts.returns.acting import RETURN, RETURN_PERIOD, SUBMISSION
from ui.resources import ask


def my_returns() -> None:
    """Every return that may be seen, with the period that is due and how far it is; the first cell leads on."""
    held: Mine = ask(mine)
    links = [
        link("returns", **{TAB: "send", SUBMISSION: row.open_submission})
        if row.open_submission
        else link("returns", **{TAB: "send", RETURN: row.return_id, RETURN_PERIOD: row.period})
        for row in held.rows
    ]
    part("Due now", key="mine", sentence=held.sentence)
    whole_table(held.table, sources=(), key="mine", links=links, heading=False, files=False)


def readiness_board() -> None:
    """Returns by period, each with its state in words."""
    held: Readiness = ask(readiness)
    part("Readiness", key="readiness", sentence=held.sentence)
    whole_table(held.table, sources=(), key="readiness", heading=False)


def history_list() -> None:
    """Every event of every submission, newest first."""
    whole_table(ask(history), sources=(), key="history")
