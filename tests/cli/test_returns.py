from __future__ import annotations

import io
import json
from pathlib import Path

from openpyxl import load_workbook

from pmf_core.access.scope import local_scope
from pmf_core.definitions.period import month
from pmf_core.returns.check import check
from pmf_core.returns.plan import plan
from pmf_core.returns.read import read_workbook
from pmf_core.returns.request import Request
from pmf_core.returns.staged import PARTS, Checked
from pmf_core.store.hub import Hub
from pmf_core.views.return_check import asking, period_due
from pmf_core.views.returns.preview import preview_sending, sending_of
from tests.cli.test_commands import answer, run


def filled(template: bytes, held: Request, file: Path) -> Path:
    """The template with last month's figures, each a little different."""
    book = load_workbook(io.BytesIO(template))
    metrics = list(held.metrics)
    for place, (unit, term) in plan(held).entries.items():
        about = held.terms[term]
        last = held.last[metrics.index(about.item), unit, PARTS.index(about.part)]
        book["Return"].cell(*place, int(last) + (1 if about.part == "denominator" else 0) + (about.part == "value"))
    book.save(file)
    return file


def checked_of(held: Request, file: Path) -> Checked:
    return check(read_workbook(file.read_bytes(), name=file.name), held)


def test_a_template_is_written_filled_in_and_checked(shipped_store: Path, hub: Hub, tmp_path: Path) -> None:
    held = asking(hub, "waste_monthly", month(2026, 3), scope=local_scope()).request
    out = tmp_path / "waste.xlsx"

    run("returns", "template", "--return", "waste_monthly", "--out", str(out), store=shipped_store)
    file = filled(out.read_bytes(), held, out)
    found = answer("returns", "check", str(file), "--return", "waste_monthly", store=shipped_store)

    assert (found["period"], found["figures"], found["may_be_submitted"]) == ("2026-03", 8, True)
    assert found["counts"]["error"] == 0
    assert len(found["sha256"]) == 64
    sending = sending_of(checked_of(held, file), file.read_bytes(), name=file.name)
    foretold = preview_sending(hub, sending, scope=local_scope())
    assert found["consequences"]["sentence"] == foretold.sentence
    assert [one["unit"] for one in found["consequences"]["bands"]] == [flip.unit for flip in foretold.flips]
    assert len(found["consequences"]["restatements"]) == foretold.restated


def test_a_fault_is_told_at_its_cell_with_a_proposal_that_can_be_accepted(
    shipped_store: Path, hub: Hub, tmp_path: Path
) -> None:
    held = asking(hub, "waste_monthly", month(2026, 3), scope=local_scope()).request
    out = tmp_path / "waste.xlsx"
    run("returns", "template", "--return", "waste_monthly", "--out", str(out), store=shipped_store)
    book = load_workbook(filled(out.read_bytes(), held, out))
    (row, column) = next(place for place, (_, term) in plan(held).entries.items() if term == 1)
    book["Return"].cell(row, column, "28,8O0")
    book.save(out)
    arguments = ("returns", "check", str(out), "--return", "waste_monthly")

    found = json.loads(run(*arguments, "--json", store=shipped_store, expect=1).stdout)
    (fault,) = [finding for finding in found["findings"] if finding["severity"] == "error"]
    mended = answer(*arguments, "--accept", fault["proposal"]["id"], store=shipped_store)

    assert (fault["code"], fault["cell"], fault["seen"]) == ("not_a_number", "C9", "28,8O0")
    assert mended["may_be_submitted"]
    assert mended["cleansed"] == [
        {"sheet": "Return", "cell": "C9", "before": "28,8O0", "after": "28800", "rule": "not_a_number"}
    ]


def test_a_return_or_file_that_is_not_there_is_told_in_one_sentence(shipped_store: Path, tmp_path: Path) -> None:
    missing = str(tmp_path / "none.xlsx")

    unknown = run("returns", "check", missing, "--return", "wastes_monthly", store=shipped_store, expect=1)
    gone = run("returns", "check", missing, "--return", "waste_monthly", store=shipped_store, expect=1)

    assert "No return 'wastes_monthly' in config/returns. Did you mean 'waste_monthly'?" in unknown.stderr
    assert "There is no file" in gone.stderr


def test_the_period_due_is_the_last_that_is_over(hub: Hub) -> None:
    asked = hub.catalogue.asked("waste_monthly")

    assert period_due(hub, asked).id == "2026-03"
    assert period_due(hub, asked.model_copy(update={"grain": "quarter"})).id == "2026-Q1"
    assert period_due(hub, asked.model_copy(update={"grain": "year"})).id == "2025-26"
