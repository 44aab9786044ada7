from __future__ import annotations

import shutil
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest

from pmf_core.store.edition import POINTER
from pmf_core.store.kept import scorecards, views
from pmf_core.store.kept.file import Kept
from tests.pages.said import links, said


@pytest.fixture
def own_store(shipped_store: Path, tmp_path: Path) -> Path:
    """The shipped figures in a folder of the test's own, with nothing kept."""
    name = (shipped_store / POINTER).read_text(encoding="utf-8").strip()
    shutil.copyfile(shipped_store / POINTER, tmp_path / POINTER)
    (tmp_path / name).symlink_to(shipped_store / name)
    return tmp_path


@pytest.fixture
def at_home(open_page, own_store: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("PMF_STORE", str(own_store))
    return lambda **choices: open_page("", **choices)


@pytest.mark.parametrize(
    ("person", "told"),
    [
        ("chief_executive", "Go straight to"),
        ("director_adults", "Departmental Leadership Teams, 21 April 2026"),
        ("director_living_well", "Nothing waits for your approval"),
        ("group_ashfield", "Teams side by side"),
        ("manager_ashfield", "your 19 metrics"),
        ("analyst_adults", "Send Adult care teams, monthly"),
        ("member", "No pack has been published yet"),
        ("officer_ashfield", "Areas for improvement"),
    ],
)
def test_everyone_finds_what_is_theirs_on_their_home(at_home, person: str, told: str) -> None:
    test = at_home(**{"as": person})

    assert not test.exception
    assert told in said(test)


def test_no_link_leads_to_a_page_that_the_role_does_not_have(at_home) -> None:
    pages = {urlsplit(link).path for link in links(at_home(**{"as": "member"}))}

    assert not pages & {"returns", "deep_dive"}


def test_a_favourite_stands_on_home_until_it_is_taken_out(at_home) -> None:
    test = at_home(keep="yes")
    test.button(key="favourite_unit").click().run()

    assert "Favourite units" in said(test)
    test.button(key="favourite_unit").click().run()
    assert "Favourite units" not in said(test)


def test_a_saved_view_is_its_address_and_seen_by_nobody_else(at_home, own_store: Path) -> None:
    test = at_home(keep="yes", u="asch", p="2026-02")
    test.text_input(key="save_view_name").set_value("<b>Care</b>")
    test.button(key="save_view_button").click().run()

    (view,) = views.saved_views(Kept(own_store, "local"))
    assert parse_qs(urlsplit(view.address).query) == {"u": ["asch"], "p": ["2026-02"]}
    assert "<b>Care</b>" in said(test)
    assert "<b>Care</b>" not in said(at_home(**{"as": "manager_ashfield"}))


def test_a_name_that_is_empty_is_told_in_a_sentence(at_home) -> None:
    test = at_home(keep="yes")
    test.button(key="save_view_button").click().run()

    assert "The name is empty" in said(test)


def test_a_shared_scorecard_stands_on_everybody_s_home(at_home, own_store: Path) -> None:
    scorecards.make_scorecard(
        Kept(own_store, "steward"), name="Board, monthly", unit="E10000024", metrics=["missed_bins"], shared=True
    )

    assert "Board, monthly" in said(at_home(**{"as": "manager_ashfield"}))


def test_a_scorecard_is_made_from_what_was_narrowed_down(open_page, own_store: Path, monkeypatch) -> None:
    monkeypatch.setenv("PMF_STORE", str(own_store))
    test = open_page("explore", mode="scorecards", card="new", theme="citizen_intelligence", status="met")
    test.text_input(key="card_name_").set_value("Citizens")
    test.button(key="card_save").click().run()

    (card,) = scorecards.scorecards(Kept(own_store, "local"))
    assert not test.exception
    assert card.name == "Citizens"
    assert test.query_params["card"] == card.id
    assert "in the order they were put in" in said(test)


def test_metrics_of_a_scorecard_move_up_by_a_button(open_page, own_store: Path, monkeypatch) -> None:
    monkeypatch.setenv("PMF_STORE", str(own_store))
    kept = Kept(own_store, "local")
    card = scorecards.make_scorecard(kept, name="Board", unit="E10000024", metrics=["missed_bins", "complaints"])
    test = open_page("explore", mode="scorecards", card=card.id, edit="yes")
    test.selectbox(key=f"card_metrics_{card.id}_moved").set_value("complaints").run()
    test.button(key=f"card_metrics_{card.id}_up").click().run()
    test.button(key="card_save").click().run()

    assert scorecards.scorecard(kept, card.id).metrics == ("complaints", "missed_bins")


def test_another_s_own_scorecard_is_not_opened_by_its_address(open_page, own_store: Path, monkeypatch) -> None:
    monkeypatch.setenv("PMF_STORE", str(own_store))
    card = scorecards.make_scorecard(
        Kept(own_store, "steward"), name="Mine alone", unit="E10000024", metrics=["missed_bins"]
    )
    test = open_page("explore", mode="scorecards", card=card.id, **{"as": "manager_ashfield"})

    assert "Mine alone" not in said(test)
    assert "There is no scorecard under this address" in said(test)
