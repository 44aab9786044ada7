"""Raising something on the page where it is seen, and meeting it again where it is waited for."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from pmf_core.store.edition import POINTER
from tests.pages.conftest import Open
from tests.pages.said import said


@pytest.fixture
def own_store(shipped_store: Path, open_page: Open, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:  # noqa: ARG001
    """A copy of the store that the pages of one test write to."""
    name = (shipped_store / POINTER).read_text(encoding="utf-8").strip()
    for file in (POINTER, name):
        shutil.copyfile(shipped_store / file, tmp_path / file)
    monkeypatch.setenv("PMF_STORE", str(tmp_path))
    return tmp_path


def test_what_is_escalated_from_a_metric_is_seen_at_once_on_its_row_its_page_and_in_the_boardroom(
    own_store: Path,  # noqa: ARG001
    open_page: Open,
) -> None:
    page = open_page("metric", m="missed_bins", **{"raise": "escalation"})
    (box,) = [area for area in page.text_area if area.label == "What, and why"]
    box.set_value("Two rounds have had no driver since February.")
    (send,) = [button for button in page.button if button.label == "Escalate"]
    send.click().run()
    assert not page.exception

    for name, choices in (("vital_signs", {}), ("metric", {"m": "missed_bins"}), ("boardroom", {"tab": "questions"})):
        told = said(open_page(name, **choices))
        assert "Escalated to Corporate Leadership Team, due 4 May 2026" in told or name == "boardroom", name
        assert "Two rounds have had no driver since February." in told or name == "vital_signs", name


def test_nothing_is_raised_on_a_past_view(open_page: Open) -> None:
    page = open_page("metric", m="missed_bins", asat="2026-04-01", **{"raise": "escalation"})

    assert "Escalate: Missed bins" in said(page)
    assert "choose 'Now' in As at" in said(page)
    assert not [button for button in page.button if button.label == "Escalate"]
