"""The narrative on a metric's page: drafted, checked as it is written, saved, and shown on the board."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from pmf_core.store.edition import POINTER
from pmf_core.store.hub import Hub
from pmf_core.store.narrated.reading import accounts
from tests.pages.conftest import Open
from tests.pages.said import said

COUNCIL = "E10000024"
DESK = {"m": "missed_bins", "write": "yes"}


def box(page: AppTest, label: str) -> AppTest:
    return next(area for area in page.text_area if area.label == label)  # type: ignore[return-value]


def field(page: AppTest, label: str) -> AppTest:
    return next(held for held in page.text_input if held.label.startswith(label))  # type: ignore[return-value]


@pytest.fixture
def own_store(shipped_store: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the store that a test may write to; the pages read from it, where this is asked for last."""
    for name in (POINTER, (shipped_store / POINTER).read_text(encoding="utf-8").strip()):
        shutil.copyfile(shipped_store / name, tmp_path / name)
    monkeypatch.setenv("PMF_STORE", str(tmp_path))
    return tmp_path


def test_without_a_narrative_the_hubs_draft_stands_there_marked_as_one(open_page: Open) -> None:
    page = open_page("metric", m="missed_bins")

    assert not page.exception
    told = said(page)
    assert "Nobody has written about March 2026 yet. What stands here is drafted by the hub from its verdicts." in told
    assert "Nottinghamshire County Council was at 67.8 in March 2026. ● Supported" in told
    assert "No action yet" in told


def test_each_sentence_is_checked_when_a_box_is_left(open_page: Open) -> None:
    page = open_page("metric", **DESK)
    box(page, "So what").set_value("Performance has improved. Missed bins were 70.8 in March.").run()

    told = said(page)
    assert "Performance has improved. ■ Not supported 'improved': it worsened for real" in told
    assert "■ Not supported '70.8': that was the figure of February 2026; it is 67.8" in told
    assert "Until it has an action, or why there is none, it is kept as a draft." in told


def test_what_is_not_borne_out_is_saved_only_with_a_reason_that_stands_beside_it(
    open_page: Open, own_store: Path
) -> None:
    page = open_page("metric", **DESK)
    box(page, "So what").set_value("Performance has improved.").run()
    box(page, "What is done").set_value("A third crew from May.").run()
    next(held for held in page.selectbox if held.label == "Owner").set_value("director_waste").run()
    field(page, "Written by").set_value("Head of Waste").run()
    page.button(key="save_narrative").click().run()
    assert "The figures don't bear this out: 'Performance has improved.'" in said(page)

    field(page, "Why this stays").set_value("The rota of April says so").run()
    page.button(key="save_narrative").click().run()

    (one,) = accounts(Hub.open(own_store).engine, COUNCIL)
    assert one.narrative.is_complete
    assert one.overrides == {"Performance has improved.": "The rota of April says so"}
    shown = said(open_page("metric", m="missed_bins"))
    assert "Kept because: The rota of April says so" in shown
    assert "Written by Head of Waste" in shown
    board = said(open_page("vital_signs"))
    assert "Narrative complete" in board
    assert "9 exceptions without an action" in board


@pytest.mark.parametrize(("person", "may"), [("director_adults", False), ("steward", True), ("member", False)])
def test_only_whoever_answers_for_a_unit_writes_about_it(open_page: Open, person: str, may: bool) -> None:
    page = open_page("metric", m="missed_bins", u=COUNCIL, **{"as": person})

    assert ("Write it, beginning from this draft" in said(page)) is may


def test_looking_back_nobody_writes(open_page: Open) -> None:
    page = open_page("metric", asat="2026-04-15", **DESK)

    assert not page.text_area
    assert "Write it" not in said(page)
