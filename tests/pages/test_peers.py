from __future__ import annotations

from urllib.parse import parse_qs, urlsplit

from tests.pages.said import links, said


def test_the_tab_names_the_finding_the_sentence_and_its_sources(open_page) -> None:
    told = said(open_page("metric", m="rereferrals_12_months", tab="peers"))

    assert "clearly worse than its statistical neighbours taken together" in told
    assert "95% interval 22.1% to 24.1%" in told
    assert "published 31 October 2025" in told
    assert "published 1 May 2025" in told


def test_the_group_is_a_choice_in_the_address(open_page) -> None:
    test = open_page("metric", m="rereferrals_12_months", tab="peers", cmp="england")

    assert "can't be told apart from the rest of England" in said(test)
    assert test.selectbox(key="choose_cmp").value == "england"
    assert {"Statistical neighbours (2025)", "East Midlands", "All of England", "East Midlands counties"} <= set(
        test.selectbox(key="choose_cmp").options
    )


def test_another_group_is_chosen_in_the_bar(open_page) -> None:
    test = open_page("metric", m="rereferrals_12_months", tab="peers")

    test.selectbox(key="choose_cmp").set_value("socio_economic_2025").run()

    assert test.query_params["cmp"] == "socio_economic_2025"
    assert "Why these are the most alike" in said(test)


def test_the_choice_stands_only_where_something_is_compared(open_page) -> None:
    held = open_page("metric", m="rereferrals_12_months", cmp="england")

    assert "choose_cmp" not in [box.key for box in held.selectbox]
    assert any("cmp=england" in link and "tab=peers" in link for link in links(held))


def test_from_another_authority_a_link_leads_back(open_page) -> None:
    held = open_page("metric", m="rereferrals_12_months", u="E10000031", tab="peers")

    assert "Back to Nottinghamshire County Council" in said(held)
    assert "metric?m=rereferrals_12_months&tab=peers" in links(held)


def test_every_member_leads_to_the_same_metric_there(open_page) -> None:
    test = open_page("metric", m="rereferrals_12_months", tab="peers")

    asked = [parse_qs(urlsplit(held).query) for held in links(test) if held.startswith("metric?")]
    units = {held["u"][0] for held in asked if held.get("m") == ["rereferrals_12_months"] and "u" in held}
    assert {"E10000007", "E10000018", "E92000001"} <= units


def test_a_peer_has_a_page_of_its_own_and_leads_on_to_its_peers(open_page) -> None:
    test = open_page("metric", m="rereferrals_12_months", u="E10000007", tab="peers")

    assert "Derbyshire was at" in said(test)
    assert not test.exception


def test_a_group_that_does_not_exist_is_told_plainly(open_page) -> None:
    assert "Did you mean 'neighbours'?" in said(open_page("metric", tab="peers", cmp="neighbors"))
