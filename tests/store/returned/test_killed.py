from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from pmf_core.store.returned.receiving import receive
from pmf_core.store.returned.submitting import submit
from tests.sending import ANN, CLEAN, MARCH, figures, store
from tests.store.returned.killed import CALLS, seen

ROOT = Path(__file__).resolve().parents[3]
EVERYWHERE = {"north": 10, "south": 20, "place": 30, "council": 30}


def deaths(folder: Path, action: str) -> list[dict]:
    command = [sys.executable, "-m", "tests.store.returned.killed", str(folder), action]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return [json.loads(line) for line in done.stdout.splitlines()]


@pytest.mark.parametrize(
    ("action", "after"),
    [
        ("receive", {"states": ["draft"], "calls": {}}),
        ("submit", {"states": ["with approver"], "calls": {}}),
        ("approve", {"states": ["published"], "calls": EVERYWHERE}),
    ],
)
def test_a_worker_killed_at_any_instant_has_done_all_or_nothing(tmp_path: Path, action: str, after: dict) -> None:
    folder = store(tmp_path / "store")
    if action != "receive":
        receive(folder, b"march", name="bins.xlsx", return_id="bins", period=MARCH, actor=ANN)
    if action == "approve":
        submit(folder, "bins.2025-03.1", check=CLEAN, figures=figures(CALLS), actor=ANN)
    before = seen(folder)

    told = deaths(folder, action)

    assert len(told) > 30
    for death in told:
        assert death["found"] in (before, after)
        assert death["then"] == after
        assert death["files"] == 1
