from __future__ import annotations

from urllib.parse import parse_qs, urlsplit

from tests.pages.said import links, said


def test_the_tab_has_an_address_and_tells_the_season_with_its_test(open_page) -> None:
    told = said(open_page("metric", m="recycling_centre_visits", tab="when"))

    assert "Visits to recycling centres: highest in May" in told
    assert "chance alone would do so in fewer than 1 of 1,000" in told
    assert "without its season" in told
    assert "no detectable difference between 2025/26 and 2024/25" in told


def test_figures_that_come_once_a_year_are_answered_and_not_drawn(open_page) -> None:
    told = said(open_page("metric", m="ehcp_20_weeks", tab="when"))

    assert "A season needs monthly figures, and these come by the year." in told


def test_demand_and_capacity_of_a_service_lead_on_to_its_teams(open_page) -> None:
    test = open_page("metric", m="assessments_waiting", u="asch.ageing_well", tab="when")

    told = said(test)
    assert "Care assessments: demand has outrun capacity for" in told
    assert "The figures don't add up in October 2024 (by +81)." in told
    assert "Hospital Discharge Team left" in told
    assert "beside spending" in told
    asked = [parse_qs(urlsplit(held).query) for held in links(test)]
    assert any(held.get("u") == ["asch.ageing_well.bassetlaw"] and held.get("tab") == ["when"] for held in asked)
