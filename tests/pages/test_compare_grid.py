from __future__ import annotations

from urllib.parse import parse_qs, urlsplit

from tests.pages.said import links, said


def test_metrics_and_units_stand_side_by_side_and_every_figure_leads_on(open_page) -> None:
    held = open_page("explore", mode="compare")

    asked = [parse_qs(urlsplit(link).query) for link in links(held) if link.startswith("metric?")]
    units = {each["u"][0] for each in asked if "u" in each}
    assert "Better and worse are beyond chance" in said(held)
    assert {"E10000024", "E10000007"} <= units
    assert len(asked) > 200


def test_another_set_of_units_is_a_choice_in_the_address(open_page) -> None:
    held = open_page("explore", mode="compare", cmp="east_midlands_counties")

    assert "Lincolnshire" in said(held)
    assert "Staffordshire" not in said(held)
    assert any("cmp=region" in link for link in links(held))


def test_the_list_is_still_the_first_thing(open_page) -> None:
    assert "Nottinghamshire County Council has" in said(open_page("explore"))
