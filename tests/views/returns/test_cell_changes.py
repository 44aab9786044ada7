from __future__ import annotations

import io
from pathlib import Path

from openpyxl import load_workbook

from pmf_core.access.scope import local_scope
from pmf_core.definitions.period import month
from pmf_core.definitions.submission import Actor
from pmf_core.returns.template import template
from pmf_core.store.hub import Hub
from pmf_core.store.returned.approving import approve
from pmf_core.views.return_check import asking
from pmf_core.views.returns.cell_changes import changes_in, changes_of
from pmf_core.views.returns.desk import Draft, send, sending, take_in
from tests.cli.test_returns import filled

SCOPE, MARCH = local_scope(), month(2026, 3)
ANN, BEN = Actor("Ann Bell"), Actor("Ben Cole")


def taken_in(store: Path, content: bytes) -> Draft:
    return take_in(
        Hub.open(store), store, content, name="waste.xlsx", return_id="waste_monthly", period=MARCH, actor=ANN,
        scope=SCOPE,
    )  # fmt: skip


def test_a_corrected_file_is_shown_beside_the_published_one_cell_by_cell(store: Path, tmp_path: Path) -> None:
    asked = asking(Hub.open(store), "waste_monthly", MARCH, scope=SCOPE).request
    content = filled(template(asked), asked, tmp_path / "waste.xlsx").read_bytes()
    first = taken_in(store, content)
    assert changes_in(Hub.open(store), sending(Hub.open(store), first), scope=SCOPE) is None
    held = send(store, first, actor=ANN)
    approve(store, held.id, actor=BEN, today=Hub.open(store).today)
    book = load_workbook(io.BytesIO(content))
    was = book["Return"]["B9"].value
    book["Return"]["B9"] = was - 7
    book.save(tmp_path / "corrected.xlsx")

    draft = taken_in(store, (tmp_path / "corrected.xlsx").read_bytes())
    before_sending = changes_in(Hub.open(store), sending(Hub.open(store), draft), scope=SCOPE)
    corrected = send(store, draft, actor=ANN, note="Counted twice")
    seen = changes_of(Hub.open(store), corrected.id, scope=SCOPE)

    assert seen == before_sending
    assert seen is not None
    assert seen.sentence == "1 cell differs from the file that was published."
    (row,) = seen.table.rows
    assert row[3:] == (str(was), "Return!B9", str(was - 7), "Return!B9")
