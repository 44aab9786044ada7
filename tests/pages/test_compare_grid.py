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


def test_one_metric_is_drawn_unit_by_unit(open_page) -> None:
    held = open_page("explore", mode="compare", m="rereferrals_12_months")

    assert "Every drawing has the same periods and the same scale" in said(held)
    assert any("u=E10000007" in link and "m=rereferrals_12_months" in link for link in links(held))
    assert "Back to all metrics" in said(held)
