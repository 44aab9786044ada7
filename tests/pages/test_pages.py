from __future__ import annotations

from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from streamlit.testing.v1 import AppTest

from tests.pages.said import links, said

ROOT = Path(__file__).resolve().parents[2]
PAGES = ("home", "vital_signs", "explore", "metric", "library")


@pytest.mark.parametrize("page", PAGES)
def test_every_page_opens_on_the_shipped_data(open_page, page: str) -> None:
    test = open_page(page)

    assert not test.exception
    assert "Something went wrong" not in said(test)
    assert "can't be shown" not in said(test)


@pytest.mark.parametrize("page", PAGES)
def test_every_page_names_its_sources_and_licences(open_page, page: str) -> None:
    told = said(open_page(page))

    assert "Sources and licences" in told
    assert "OGL" in told or "CC0" in told


@pytest.mark.parametrize("page", PAGES)
def test_every_page_has_one_heading_of_the_first_rank(open_page, page: str) -> None:
    written = " ".join(held.proto.body for held in open_page(page).get("html"))

    assert written.count("<h1") == 1


def test_vital_signs_shows_every_theme_and_says_what_is_illustrative(open_page) -> None:
    told = said(open_page("vital_signs"))

    for theme in ("Organisational Health", "Critical Service Delivery", "Compliance and Risk", "Citizen Intelligence"):
        assert theme in told
    assert "Illustrative" in told
    assert "Exceptions" in told


def test_the_known_answer_stands_on_its_page(open_page) -> None:
    test = open_page("metric", m="ehcp_20_weeks", u="E10000024")

    assert "4.5%" in said(test)


def test_the_known_answer_can_be_walked_back_to_its_row(open_page) -> None:
    told = said(open_page("metric", m="ehcp_20_weeks", u="E10000024", tab="trust"))

    assert "22 488" in told
    assert "inc_exc_20week_ehc" in told


def test_every_link_of_a_page_says_the_unit_and_period_it_was_asked_in(open_page) -> None:
    test = open_page("vital_signs", u="asch", p="2025-12")

    asked = [parse_qs(urlsplit(held).query) for held in links(test) if held.startswith("metric?")]
    assert len(asked) > 20
    assert all(held["p"] == ["2025-12"] for held in asked)
    assert all(held["u"] == ["asch"] for held in asked)


def test_a_choice_goes_into_the_address(open_page) -> None:
    test = open_page("vital_signs")

    test.selectbox(key="choose_u").set_value("asch").run()

    assert test.query_params["u"] == "asch"
    assert "Vital signs of Adult Social Care and Health" in said(test)


def test_the_address_is_what_is_shown_in_the_choices(open_page) -> None:
    test = open_page("vital_signs", u="asch", p="2025-12", asat="2026-02-01")

    assert test.selectbox(key="choose_u").value == "asch"
    assert test.selectbox(key="choose_p").value == "2025-12"
    assert test.selectbox(key="choose_asat").value == "2026-02-01"


def test_nothing_is_written_into_the_address_unless_it_is_chosen(open_page) -> None:
    assert dict(open_page("vital_signs").query_params) == {}


def test_copy_link_writes_out_what_the_hub_chose_by_itself(open_page) -> None:
    written = " ".join(held.proto.body for held in open_page("vital_signs").get("html"))

    assert 'data-copy="vital_signs?u=E10000024&amp;p=2026-03"' in written


def test_looking_back_is_said_across_the_page(open_page) -> None:
    test = open_page("vital_signs", asat="2025-06-01")

    assert "You are seeing what was known on 1 June 2025" in said(test)
    assert "Back to now" in said(test)


def test_a_search_is_kept_in_the_address_and_in_its_box(open_page) -> None:
    test = open_page("explore", q="recycling")

    assert test.text_input(key="search").value == "recycling"
    assert "matching 'recycling'" in said(test)


def test_a_facet_narrows_the_list(open_page) -> None:
    test = open_page("explore")

    test.selectbox(key="choose_provenance").set_value("illustrative").run()

    assert test.query_params["provenance"] == "illustrative"
    assert "Department for Education" not in said(test)


def test_a_metric_that_a_unit_has_not_says_why_and_what_to_do(open_page) -> None:
    told = said(open_page("metric", m="household_recycling_rate", u="E10000024"))

    assert "has no figure of this metric" in told
    assert "Choose" in told


@pytest.mark.parametrize(
    ("choices", "told"),
    [
        ({"m": "missed_bin"}, "Did you mean 'missed_bins'?"),
        ({"u": "E10000025x"}, "No unit 'E10000025x'"),
        ({"p": "March"}, "'March' is not a period"),
        ({"asat": "yesterday"}, "'yesterday' is not a moment"),
    ],
)
def test_an_address_that_stands_for_nothing_is_told_plainly(open_page, choices: dict[str, str], told: str) -> None:
    test = open_page("metric", **choices)

    assert told in said(test)
    assert "./" in links(test)
    assert not test.exception


def test_a_moment_before_the_first_decision_says_so_and_offers_the_first_day(open_page) -> None:
    test = open_page("vital_signs", asat="2010-01-01")

    assert "Nothing had been decided yet on 1 January 2010" in said(test)
    assert "no data" not in said(test)
    assert any("asat=2013-01-01" in held for held in links(test))
    assert not test.exception


@pytest.mark.usefixtures("shipped_store")
def test_a_page_does_not_run_without_the_gate() -> None:
    test = AppTest.from_file(str(ROOT / "pages" / "home.py"), default_timeout=30).run()

    assert [held.value for held in test.error] == ["This page is part of the hub: open it from the hub's own address."]
    assert not test.get("html")


def test_a_hub_without_a_store_says_how_to_get_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PMF_STORE", str(tmp_path))

    test = AppTest.from_file(str(ROOT / "ui" / "main.py"), default_timeout=30).run()

    assert "The hub has no data to read" in said(test)
    assert "make run" in said(test)


def test_individuals_are_not_shown_to_everybody(open_page, hub) -> None:
    worker = next(unit.id for unit in hub.catalogue.organisation.units.values() if unit.level == "individual")

    told = said(open_page("metric", m="social_work_caseload", u=worker))

    assert "read by that person and their line manager only" in told
