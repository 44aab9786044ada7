from __future__ import annotations

import re

from playwright.sync_api import Page, expect

from tests.browser.conftest import COUNT_RUNS, keep, navigation, settle


def focused(page: Page) -> str:
    return page.evaluate("document.activeElement.textContent")


def test_a_newcomer_finds_a_figure_and_where_it_is_from(visit, address: str) -> None:
    page = visit("/")
    expect(page.locator("h1")).to_have_text("What needs me?")
    keep(page, "home")

    navigation(page).get_by_role("link", name="Vital Signs").click()
    settle(page)
    expect(page.locator("h1")).to_contain_text("Vital signs of Nottinghamshire County Council")
    keep(page, "vital-signs")

    page.get_by_label("Search metrics").fill("education health care plans 20 weeks")
    page.get_by_label("Search metrics").press("Enter")
    settle(page)
    assert page.url.startswith(f"{address}/explore?")
    keep(page, "explore")

    page.get_by_role("link", name="Education, health and care plans issued within 20 weeks", exact=True).click()
    settle(page)
    expect(page.locator("h1")).to_contain_text("Education, health and care plans issued within 20 weeks")
    expect(page.get_by_test_id("stVegaLiteChart").locator("canvas, svg").first).to_be_visible()
    keep(page, "metric")

    page.get_by_role("link", name="Trust").click()
    settle(page)
    row = page.get_by_role("row").filter(has_text="inc_exc_20week_ehc")
    expect(row).to_contain_text("22")
    expect(row).to_contain_text("488")
    keep(page, "metric-trust")

    navigation(page).get_by_role("link", name="Library").click()
    settle(page)
    expect(page.locator("h1")).to_have_text("Library")
    keep(page, "library")


def test_every_page_has_a_title_of_its_own(visit) -> None:
    titles = [visit(path).title() for path in ("/", "/vital_signs", "/explore", "/metric", "/library")]

    assert len(set(titles)) == len(titles)


def test_one_step_back_is_one_step(visit, address: str) -> None:
    page = visit("/")
    navigation(page).get_by_role("link", name="Vital Signs").click()
    settle(page)
    page.locator("a.tile").first.click()
    settle(page)
    metric = page.url

    page.go_back()
    settle(page)
    assert page.url == f"{address}/vital_signs"
    expect(page.locator("h1")).to_contain_text("Vital signs")

    page.go_back()
    settle(page)
    assert page.url == f"{address}/"
    expect(page.locator("h1")).to_have_text("What needs me?")

    page.go_forward()
    page.wait_for_timeout(300)
    page.go_forward()
    settle(page)
    assert page.url == metric


def test_a_choice_can_be_taken_back_and_reloaded(visit) -> None:
    page = visit("/vital_signs")
    page.get_by_label("Unit").click()
    page.get_by_label("Unit").fill("Adult Social Care and Health")
    page.get_by_role("option", name=re.compile("Adult Social Care and Health")).first.click()
    settle(page)
    expect(page.locator("h1")).to_have_text("Vital signs of Adult Social Care and Health")

    page.reload()
    settle(page)
    expect(page.locator("h1")).to_have_text("Vital signs of Adult Social Care and Health")

    page.go_back()
    settle(page)
    expect(page.locator("h1")).to_have_text("Vital signs of Nottinghamshire County Council")
    expect(page.get_by_label("Unit")).to_have_value(re.compile("Nottinghamshire County Council$"))


def test_a_copied_link_opens_the_same_view_for_somebody_else(visit) -> None:
    page = visit("/vital_signs?u=asch&p=2026-02&asat=2026-03-31&show=lowest")
    page.get_by_role("button", name="Copy link").click()
    expect(page.get_by_text("Link copied")).to_be_visible()
    copied = page.evaluate("navigator.clipboard.readText()")

    other = visit("/")
    other.goto(copied)
    settle(other)

    assert copied.endswith("/vital_signs?u=asch&p=2026-02&asat=2026-03-31&show=lowest")
    assert other.locator("h1").inner_text() == page.locator("h1").inner_text()
    assert other.locator("a.tile").count() == page.locator("a.tile").count()


def test_a_link_is_an_ordinary_address_for_the_middle_button(visit, address: str) -> None:
    page = visit("/vital_signs")
    tile = page.locator("a.tile").first
    wanted = tile.evaluate("link => link.href")

    with page.context.expect_page() as opened:
        tile.click(modifiers=["ControlOrMeta"])

    settle(opened.value)
    assert opened.value.url == wanted
    assert page.url == f"{address}/vital_signs"


def test_the_reader_starts_at_the_heading_of_a_page(visit) -> None:
    page = visit("/")

    navigation(page).get_by_role("link", name="Vital Signs").press("Enter")
    settle(page)

    assert focused(page).startswith("Vital signs of")


def test_a_bare_letter_is_not_a_command(visit) -> None:
    page = visit("/")
    page.evaluate(COUNT_RUNS)

    page.locator("h1").click()
    page.keyboard.press("r")
    page.keyboard.press("c")
    page.wait_for_timeout(500)

    assert page.evaluate("window.runs") == 0
    assert page.get_by_role("dialog").count() == 0


def test_a_letter_is_still_a_letter_where_one_types(visit) -> None:
    page = visit("/")

    page.get_by_label("Search metrics").press_sequentially("recycling")

    expect(page.get_by_label("Search metrics")).to_have_value("recycling")


def test_the_chart_can_be_read_as_a_table_and_taken_away(visit) -> None:
    page = visit("/metric?m=missed_bins")
    page.get_by_text("The chart as a table").click()
    page.wait_for_timeout(400)

    assert page.get_by_role("row").filter(has_text="Mar 2026").count() >= 1
    with page.expect_download() as download:
        page.get_by_role("button", name="Download CSV").first.click()
    text = download.value.path().read_text(encoding="utf-8-sig")
    assert text.startswith("Period,Value,Target")
    assert "Source: Illustrative" in text


def test_the_navigation_of_a_phone_folds_away_after_a_choice(visit) -> None:
    page = visit("/", width=390, height=844)
    page.get_by_test_id("stExpandSidebarButton").click()
    page.wait_for_timeout(500)

    navigation(page).get_by_role("link", name="Vital Signs").click()
    settle(page)
    page.wait_for_timeout(500)

    expect(navigation(page).get_by_role("link", name="Vital Signs")).not_to_be_in_viewport()
    keep(page, "vital-signs-phone")
