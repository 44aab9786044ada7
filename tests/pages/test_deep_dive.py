"""An issue room on the page: what is asked depends on where it goes, and what is changed keeps what was seen."""

from __future__ import annotations

from pathlib import Path
from shutil import copytree

import pytest

from pmf_core.definitions.room import Counted, detail_of
from pmf_core.store.hub import Hub
from pmf_core.store.issues import entries
from tests.pages.conftest import Open
from tests.pages.said import links, said

COUNCIL = "E10000024"


@pytest.fixture
def own_store(shipped_store: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = Path(copytree(shipped_store, tmp_path / "store"))
    monkeypatch.setenv("PMF_STORE", str(folder))
    return folder


def test_without_a_metric_the_page_leads_to_the_exceptions(open_page: Open) -> None:
    page = open_page("deep_dive")

    assert not page.exception
    assert "10 exceptions of Nottinghamshire County Council without one." in said(page)
    assert any(href.startswith("deep_dive?") and "m=missed_bins" in href for href in links(page))


def test_a_counted_cause_is_written_down_and_may_be_changed(open_page: Open, own_store: Path) -> None:
    page = open_page("deep_dive", m="missed_bins")
    page.selectbox(key="room_tool").select_index(3).run()
    page.text_area[0].set_value("Breakdown")
    page.text_input[1].set_value("48")
    next(button for button in page.button if button.label == "Add").click().run()
    (first,) = entries(Hub.open(own_store).engine, "missed_bins", COUNCIL)
    assert detail_of(first.details) == Counted(cases=48)

    page = open_page("deep_dive", m="missed_bins", edit=first.entry_id)
    assert page.text_area[0].value == "Breakdown"
    page.text_input[1].set_value("51")
    next(button for button in page.button if button.label == "Change").click().run()

    (now,) = entries(Hub.open(own_store).engine, "missed_bins", COUNCIL)
    assert detail_of(now.details) == Counted(cases=51)
    (then,) = entries(Hub.open(own_store).engine, "missed_bins", COUNCIL, as_at=first.added_at)
    assert then == first


def test_a_number_of_cases_that_is_none_is_told_and_nothing_is_written(open_page: Open, own_store: Path) -> None:
    page = open_page("deep_dive", m="missed_bins")
    page.selectbox(key="room_tool").select_index(3).run()
    page.text_area[0].set_value("Breakdown")
    page.text_input[1].set_value("many")
    next(button for button in page.button if button.label == "Add").click().run()

    assert "'many' is no number of cases: write one above nought, such as 12." in said(page)
    assert entries(Hub.open(own_store).engine, "missed_bins", COUNCIL) == ()
