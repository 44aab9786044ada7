from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from pmf_core.access.scope import local_scope
from pmf_core.definitions.period import month
from pmf_core.definitions.submission import Actor
from pmf_core.returns.plan import plan
from pmf_core.returns.template import template
from pmf_core.store.edition import POINTER, database_of
from pmf_core.store.hub import Hub
from pmf_core.store.returned.approving import approve
from pmf_core.views.return_check import asking
from tests.cli.test_commands import ROOT, answer, run
from tests.cli.test_returns import filled

WASTE = ("--return", "waste_monthly")


@pytest.fixture
def store(shipped_store: Path, tmp_path: Path) -> Path:
    folder = tmp_path / "store"
    folder.mkdir()
    held = database_of(shipped_store)
    shutil.copyfile(held, folder / held.name)
    (folder / POINTER).write_text(held.name, encoding="utf-8")
    return folder


@pytest.fixture
def march(hub: Hub, tmp_path: Path) -> Path:
    held = asking(hub, "waste_monthly", month(2026, 3), scope=local_scope()).request
    return filled(template(held), held, tmp_path / "waste.xlsx")


def sent(file: Path, store: Path, *more: str, by: str = "Ann Bell") -> dict[str, Any]:
    return answer("returns", "submit", str(file), *WASTE, "--by", by, *more, store=store)


def test_a_file_becomes_a_figure_on_the_pages_once_two_people_have_looked(store: Path, march: Path) -> None:
    receipt = sent(march, store)
    asked = ("series", "recycling_centre_visits", "--unit", "E10000024", "--from", "2026-03", "--to", "2026-03")
    (before,) = answer(*asked, store=store)["rows"]
    own = run("returns", "approve", receipt["submission"], "--by", "ann bell", store=store, expect=1)
    done = answer("returns", "approve", receipt["submission"], "--by", "Ben Cole", store=store)
    (after,) = answer(*asked, store=store)["rows"]

    assert (receipt["state"], receipt["figures"], len(receipt["sha256"])) == ("with approver", 8, 64)
    assert "two people stand behind every published figure" in own.stderr
    assert done["state"] == "published"
    assert after["value"] != before["value"]
    (event, *_) = answer("returns", "history", *WASTE, store=store)["submissions"][0]["events"]
    assert (event["event"], event["by"]) == ("drafted", "Ann Bell")


def test_the_number_s_lineage_opens_the_cell(store: Path, march: Path, tmp_path: Path) -> None:
    receipt = sent(march, store)
    run("returns", "approve", receipt["submission"], "--by", "Ben Cole", store=store)

    team = ("--unit", "place.waste.recycling_centres")
    (row,) = answer("series", "recycling_centre_visits", *team, "--from", "2026-03", "--to", "2026-03", store=store)[
        "rows"
    ]
    (part,) = answer("lineage", "recycling_centre_visits", *team, "--period", "2026-03", store=store)["parts"]
    run("returns", "original", receipt["submission"], "--out", str(tmp_path / "back.xlsx"), store=store)

    cell = load_workbook(tmp_path / "back.xlsx")[part["sheet"]][part["cell"]]
    assert cell.value == part["value"] == row["value"]
    assert (row["provenance"], row["source"]["cell"]) == ("return", part["cell"])
    assert (tmp_path / "back.xlsx").read_bytes() == march.read_bytes()
    assert (part["submitted_by"], part["approved_by"], part["seal"]) == ("Ann Bell", "Ben Cole", "holds")


def test_a_faulty_file_stays_a_draft_and_goes_on_once_it_is_mended(store: Path, march: Path, hub: Hub) -> None:
    held = asking(hub, "waste_monthly", month(2026, 3), scope=local_scope()).request
    book = load_workbook(march)
    (row, column) = next(place for place, (_, term) in plan(held).entries.items() if term == 1)
    book["Return"].cell(row, column, "28,8O0")
    book.save(march)

    refused = run("returns", "submit", str(march), *WASTE, "--by", "Ann Bell", "--json", store=store, expect=1)
    (fault,) = [f for f in json.loads(refused.stdout)["findings"] if f["severity"] == "error"]
    receipt = sent(march, store, "--accept", fault["proposal"]["id"])

    assert receipt["submission"] == json.loads(refused.stdout)["submission"]
    assert receipt["state"] == "with approver"


def test_a_rejected_return_says_why_and_changes_nothing(store: Path, march: Path) -> None:
    receipt = sent(march, store)

    back = answer(
        "returns", "reject", receipt["submission"], "--by", "Ben Cole", "--reason", "Visits are February's", store=store
    )

    assert back["state"] == "rejected"
    taken = answer("returns", "withdraw", receipt["submission"], "--by", "Ann", "--reason", "sent anew", store=store)
    assert taken["state"] == "withdrawn"


def test_of_two_approvers_at_once_one_succeeds_and_the_other_is_told_so(store: Path, march: Path) -> None:
    submission = sent(march, store)["submission"]
    environment = {**os.environ, "PMF_STORE": str(store)}

    both = [
        subprocess.Popen(
            [sys.executable, "-m", "pmf_core", "returns", "approve", submission, "--by", name],
            cwd=ROOT, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
        )
        for name in ("Ben Cole", "Cat Dane")
    ]  # fmt: skip
    told = [process.communicate()[1] for process in both]

    assert sorted(process.returncode for process in both) == [0, 1]
    (loser,) = (said for process, said in zip(both, told, strict=True) if process.returncode)
    winner = "Ben Cole" if both[0].returncode == 0 else "Cat Dane"
    assert f"{submission} can't be approved: it was published by {winner}" in loser
    assert "Traceback" not in loser


def test_what_waits_for_its_cut_off_is_published_by_the_next_build(store: Path, march: Path) -> None:
    submission = sent(march, store)["submission"]
    hub = Hub.open(store)
    approve(store, submission, actor=Actor("Ben Cole"), today=date(2026, 4, 14))
    hub.close()

    waits = answer("returns", "history", *WASTE, store=store)["submissions"][0]
    told = run("build", store=store).stderr

    assert waits["state"] == "approved, waits for its cut-off"
    assert f"{submission} is published: its cut-off has come." in told
    assert answer("returns", "publish", store=store)["published"] == []


def test_reminders_are_written_to_the_outbox_once(store: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PMF_OUTBOX", str(tmp_path / "outbox"))

    first = answer("returns", "chase", "--on", "2026-05-12", store=store)
    again = answer("returns", "chase", "--on", "2026-05-12", store=store)

    assert (first["sent"], again["reminders"], again["sent"]) == (6, [], 0)
    assert len(list((tmp_path / "outbox").glob("*.eml"))) == 6


def test_the_calendar_says_what_is_due_and_how_likely_lateness_is(shipped_store: Path) -> None:
    rows = answer("returns", "due", store=shipped_store)["returns"]

    (finance,) = (row for row in rows if (row["return"], row["period"]) == ("finance_monthly", "2026-03"))
    assert (finance["state"], finance["late"], finance["due_on"]) == ("published", False, "2026-04-12")
    assert finance["likelihood_basis"].startswith("46% likely late: 5 of 11 were")
    assert "illustrative record" in finance["likelihood_basis"]
