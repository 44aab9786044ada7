from __future__ import annotations

from tests.pages.said import links, said


def test_the_tab_tells_the_landing_its_chance_and_what_would_have_to_be_true(open_page) -> None:
    told = said(open_page("metric", m="complaints", tab="next"))

    assert "very unlikely to meet its target in 2026/27" in told
    assert "What would have to be true for 2026/27 to meet its target" in told
    assert "Chance if nothing changes" in told


def test_a_target_that_is_tried_goes_into_the_address_and_is_answered(open_page) -> None:
    test = open_page("metric", m="bus_punctuality", tab="next")

    test.text_input(key="try_target").set_value("0.85").run()

    assert test.query_params["try"] == ["0.85"] or test.query_params["try"] == "0.85"
    assert "Is 85.0% meant?" in said(test)


def test_the_record_of_all_forecasts_is_a_link_away(open_page) -> None:
    assert any(
        "library?" in held and "tab=forecasts" in held
        for held in links(open_page("metric", tab="next", m="complaints"))
    )


def test_the_library_says_how_often_chances_came_true(open_page) -> None:
    told = said(open_page("library", tab="forecasts"))

    assert "How often stated chances came true" in told
    assert "Brier score" in told
