from __future__ import annotations

import re

from playwright.sync_api import Page, expect

from tests.browser.conftest import settle

REREFERRALS = "Referrals to children's social care within 12 months of another"
MOST_TABS = 80
"""A link that is further than so many presses of Tab away is not within reach."""


def press_until(page: Page, name: re.Pattern[str]) -> None:
    """Go on with Tab until the link of that name has the focus."""
    for _ in range(MOST_TABS):
        page.keyboard.press("Tab")
        told = page.evaluate(
            "(link => link?.getAttribute('aria-label') ?? link?.textContent ?? '')(document.activeElement.closest('a'))"
        )
        if name.search(told):
            return
    raise AssertionError(f"no link like {name.pattern!r} within {MOST_TABS} presses of Tab")


def test_by_mouse_from_a_rate_to_its_neighbours_to_one_that_improved_and_back(visit) -> None:
    page = visit("/vital_signs")
    page.locator("a.tile", has_text=REREFERRALS).first.click()
    settle(page)
    expect(page.locator("h1")).to_contain_text(REREFERRALS)

    page.get_by_role("link", name="Peers", exact=True).click()
    settle(page)
    expect(page.get_by_role("heading", name=re.compile("than its statistical neighbours"))).to_be_visible()
    county = page.url

    page.get_by_role("link", name=re.compile("^See how Warwickshire")).click()
    settle(page)
    expect(page.locator(".data-line")).to_contain_text("Warwickshire")
    expect(page.get_by_role("heading", name=re.compile("average of its statistical neighbours"))).to_be_visible()

    page.get_by_role("link", name="Back to Nottinghamshire County Council").click()
    settle(page)
    expect(page.locator(".data-line")).to_contain_text("Nottinghamshire County Council")
    expect(page.get_by_role("link", name="Peers", exact=True)).to_have_attribute("aria-current", "page")

    page.go_back()
    settle(page)
    page.go_back()
    settle(page)
    assert page.url == county


def test_by_keyboard_only_the_same_way(visit) -> None:
    page = visit("/metric?m=rereferrals_12_months")

    press_until(page, re.compile("^Peers$"))
    page.keyboard.press("Enter")
    settle(page)
    press_until(page, re.compile("^See how Warwickshire"))
    page.keyboard.press("Enter")
    settle(page)
    expect(page.locator(".data-line")).to_contain_text("Warwickshire")

    press_until(page, re.compile("^Back to Nottinghamshire"))
    page.keyboard.press("Enter")
    settle(page)
    expect(page.locator(".data-line")).to_contain_text("Nottinghamshire County Council")


def test_every_figure_of_the_comparison_can_be_taken_away_with_its_interval(visit) -> None:
    page = visit("/metric?m=rereferrals_12_months&tab=peers")

    with page.expect_download() as download:
        page.get_by_role("button", name="Download CSV").first.click()
    text = download.value.path().read_text(encoding="utf-8-sig")

    assert text.startswith("Unit,Value,Lower,Upper,Rank,Ranks from,to")
    assert len(re.findall(r"^Nottinghamshire \(this unit\),23\.08\d+,22\.06\d+,24\.13\d+", text, re.MULTILINE)) == 1


def test_a_district_on_the_map_leads_to_its_page_by_mouse_and_by_keyboard(visit) -> None:
    page = visit("/metric?m=employment_rate&tab=map")

    page.get_by_role("link", name=re.compile("^Ashfield: 64.4%")).click()
    settle(page)
    expect(page.locator(".data-line")).to_contain_text("Ashfield")

    page.go_back()
    settle(page)
    press_until(page, re.compile("^(Ashfield: .*|Bassetlaw: .*)$"))
    page.keyboard.press("Enter")
    settle(page)
    expect(page.locator(".data-line")).not_to_contain_text("Nottinghamshire County Council")


def test_a_figure_side_by_side_leads_to_the_metric_at_its_unit(visit) -> None:
    page = visit("/explore?mode=compare")

    page.get_by_role("row").filter(has_text=REREFERRALS).get_by_role("link", name="28.9%").click()
    settle(page)

    expect(page.locator("h1")).to_contain_text(REREFERRALS)
    expect(page.locator(".data-line")).to_contain_text("Derbyshire")
