from __future__ import annotations

from urllib.parse import parse_qs, urlsplit

from tests.pages.said import links, said


def test_the_tab_tells_the_cause_in_words_and_in_a_table(open_page) -> None:
    told = said(open_page("metric", m="complaints", tab="why", vs="baseline", by="department"))

    assert "Children and Families made +47" in told
    assert "What each of the departments makes of it" in told
    assert "Sources and licences" in told


def test_the_warning_stands_on_the_page(open_page) -> None:
    told = said(open_page("metric", m="first_contact_resolution", tab="why", by="service"))

    assert "Judge the services, not the total." in told


def test_the_comparison_and_the_split_are_choices_in_the_address(open_page) -> None:
    test = open_page("metric", m="complaints", tab="why")

    asked = [parse_qs(urlsplit(held).query) for held in links(test) if "tab=why" in held]
    assert {held["vs"][0] for held in asked if "vs" in held} == {"last", "year", "baseline"}
    assert {held["by"][0] for held in asked if "by" in held} == {"department", "service", "team"}


def test_every_part_leads_to_its_own_page(open_page) -> None:
    test = open_page("metric", m="complaints", tab="why", by="department")

    units = {parse_qs(urlsplit(held).query).get("u", [""])[0] for held in links(test) if held.startswith("metric?")}
    assert {"cf", "place", "ph"} <= units


def test_what_can_not_be_split_says_why(open_page) -> None:
    assert "There is nothing to split this figure by." in said(open_page("metric", m="ehcp_20_weeks", tab="why"))
