from __future__ import annotations

from urllib.parse import parse_qs, urlsplit

from tests.pages.said import links, said


def test_nobody_is_blamed_for_a_slide_of_all_teams_alike(open_page) -> None:
    told = said(open_page("metric", m="assessments_on_time", tab="where", beside="team"))

    assert "none of the teams stands out from the others" in told
    assert "By chance alone" in told


def test_small_numbers_of_the_answer_key_are_suppressed_on_the_page(open_page) -> None:
    told = said(open_page("metric", m="children_missing", u="cf.looked_after", tab="where"))

    assert "Not shown: Leaving Care Team and Looked After Children North Team (suppressed to protect people)." in told


def test_a_name_leads_to_the_same_metric_there(open_page) -> None:
    test = open_page("metric", m="epdr_completed", tab="where", beside="department")

    asked = [parse_qs(urlsplit(held).query) for held in links(test) if held.startswith("metric?")]
    found = {held["u"][0] for held in asked if held.get("tab") == ["where"] and "beside" not in held and "u" in held}
    assert {"cf", "place", "ph"} <= found


def test_what_can_be_set_beside_each_other_are_choices_in_the_address(open_page) -> None:
    test = open_page("metric", m="assessments_on_time", u="asch.ageing_well.bassetlaw", tab="where")

    asked = [parse_qs(urlsplit(held).query).get("beside", [""])[0] for held in links(test)]
    assert {"set_community_care_teams", "beside"} <= set(asked)
