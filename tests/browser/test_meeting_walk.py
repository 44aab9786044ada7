"""A whole meeting: its pack is sealed, an exception is asked why and decided, and a restatement is told as one."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

from openpyxl import load_workbook
from playwright.sync_api import Page, expect

from pmf_core.access.scope import local_scope
from pmf_core.definitions.period import parse
from pmf_core.definitions.submission import Actor
from pmf_core.returns.template import template
from pmf_core.store.hub import Hub
from pmf_core.store.returned.approving import approve
from pmf_core.views.return_check import asking
from pmf_core.views.returns.desk import send, take_in
from tests.browser.conftest import Open, keep, navigation, settle

MEETING = "OCB-2026-05-07"
MONTH = parse("2026-03")
RETURN = "waste_monthly"
A_LITTLE_LESS = 0.97
"""The month before's figures themselves would be taken for the month before's file."""


def press(page: Page, key: str) -> None:
    page.locator("body").press(key)
    settle(page)


def heading(page: Page) -> str:
    return page.locator(".drawing h1").first.inner_text()


def restate(store: Path) -> None:
    """Send the month's waste figures again, a little below the month before, and have them approved."""
    hub = Hub.open(store)
    scope, sender = local_scope(), Actor("Ann Bell")
    book = load_workbook(BytesIO(template(asking(hub, RETURN, MONTH, scope=scope).request)))
    sheet = book.worksheets[0]
    heads = {str(cell.value): cell.column for cell in sheet[5] if cell.value}
    for name, column in heads.items():
        before = heads.get(f"February 2026: {name}")
        for row in range(6, sheet.max_row + 1) if before else ():
            if not sheet.cell(row, column).protection.locked:
                sheet.cell(row, column).value = int(float(sheet.cell(row, before).value or 0) * A_LITTLE_LESS)
    held = BytesIO()
    book.save(held)
    draft = take_in(
        hub, store, held.getvalue(), name="again.xlsx", return_id=RETURN, period=MONTH, actor=sender, scope=scope
    )  # fmt: skip
    sent = send(store, draft, actor=sender, note="One depot had been left out.")
    approve(store, sent.id, actor=Actor("Cem Dale"), today=hub.today)


def test_a_meeting_from_its_pack_to_the_time_machine(own_visit: Open, own_store: Path) -> None:
    page = own_visit("/boardroom?body=ocb")
    page.get_by_role("link", name="Organisational Change Board").nth(1).click()
    page.get_by_role("heading", name="Organisational Change Board, 7 May 2026").wait_for()
    page.get_by_label("Sealed by").fill("Strategic Insight Unit")
    page.get_by_label("Why it is sealed with gaps").fill("Two publishers are late; the council's own figures are in.")
    page.get_by_role("button", name="Make the pack and seal it").click()
    page.get_by_role("button", name="PowerPoint").wait_for(timeout=240_000)
    expect(page.locator(".reading", has_text="Readiness")).to_have_count(0)
    keep(page, "meeting-sealed")

    page.get_by_role("link", name="Open meeting mode").click()
    page.locator(".meeting", has_text="Exception 1 of").wait_for()
    expect(page.get_by_test_id("stSidebar")).to_be_hidden()
    first = heading(page)
    press(page, "n")
    assert heading(page) != first
    press(page, "w")
    expect(page.locator(".tabs [aria-current]")).to_have_text("Why")
    exception = heading(page)

    page.get_by_role("link", name="Where & who").click()
    expect(page.locator(".tabs [aria-current]")).to_have_text("Where & who")
    settle(page)
    farthest = page.locator(".reading tbody th a").first
    expect(farthest).to_be_visible()
    team = farthest.inner_text()
    farthest.click()
    expect(page.locator(".path [aria-current=location]")).to_have_text(team)
    assert heading(page) == exception
    expect(page.locator(".meeting")).to_contain_text("Exception 2 of")
    keep(page, "meeting-team")

    press(page, "r")
    page.get_by_label("What is decided").fill("Move two workers from the quieter area until July.")
    page.get_by_label("Why", exact=True).fill("Caseloads crossed the limit of safe practice.")
    page.get_by_label("Expected change").fill("−1.5")
    page.get_by_role("textbox", name="Cost").fill("Two posts for a quarter, met from agency spending.")
    page.get_by_role("textbox", name="Benefit").fill("Caseloads back under the limit.")
    keep(page, "meeting-decide")
    page.get_by_role("button", name="Record decision").last.click()
    expect(page.get_by_label("What is decided")).to_have_count(0, timeout=60_000)
    press(page, "n")
    assert heading(page) != exception
    press(page, "Escape")
    page.get_by_role("heading", name="Organisational Change Board, 7 May 2026").wait_for()
    expect(page.get_by_text("1 decision recorded")).to_be_visible()
    expect(page.locator("table", has_text="Move two workers")).to_contain_text("Down 1.5")

    restate(own_store)
    page = own_visit("/boardroom?tab=time")
    expect(page.locator(".lead")).to_contain_text("restated")
    expect(page.locator("table", has_text="What became of it")).to_contain_text("Missed bins")
    seen = page.locator("table", has_text="What became of it").locator("tr", has_text="Missed bins").first
    was, now = seen.locator("td").nth(1).inner_text(), seen.locator("td").nth(2).inner_text()
    assert was != now
    expect(page.locator(".seen")).to_contain_text("Sealed with")
    keep(page, "time-machine")


def test_any_figure_of_a_team_is_three_clicks_from_the_boards_screen(visit: Open) -> None:
    page = visit("/vital_signs")

    page.locator(".board .rows a.row").first.click()
    page.get_by_role("link", name="Where & who").click()
    expect(page.locator(".tabs [aria-current]")).to_have_text("Where & who")
    settle(page)
    team = page.locator(".reading tbody th a").first
    expect(team).to_be_visible()
    name = team.inner_text()
    team.click()

    expect(page.locator(".path [aria-current=location]")).to_have_text(name)
    expect(page.locator(".heading .data-line")).to_contain_text("Data to")


def test_an_escalation_is_two_clicks_and_a_sentence_from_the_boards_list(own_visit: Open) -> None:
    page = own_visit("/vital_signs")
    row = page.locator(".board .rows a.row", has_text="Missed bins").first

    row.click()
    page.locator(".onward").get_by_role("link", name="Escalate").click()
    page.get_by_label("What, and why").fill("Two rounds have had no driver since February.")
    page.get_by_role("button", name="Escalate").click()

    expect(page.locator(".trail")).to_contain_text("Two rounds have had no driver", timeout=60_000)
    keep(page, "escalated")
    navigation(page).get_by_role("link", name="Vital Signs").click()
    expect(row).to_contain_text("Escalated to Corporate Leadership Team")
