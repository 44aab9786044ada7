"""From a template to an approved number: sent with a fault, mended, approved by another, walked back to its cell."""

from __future__ import annotations

import re
from io import BytesIO
from pathlib import Path

from openpyxl import load_workbook
from playwright.sync_api import Page, expect

from tests.browser.conftest import Open, keep, settle

SENDER, APPROVER = "analyst_adults", "approver_adults"
NAME = "Adult care teams, monthly"
METRIC = "Care assessments finished in 28 days"
FIRST_ROW, TEAMS = 6, 10
NUMERATOR, DENOMINATOR, REVIEWED, DUE, CLOSING, OPENING, JOINED, LEFT = range(2, 10)
BEFORE = 9
"""How many columns to the right the figures of the period before stand."""


def filled(template: bytes, *, finished_on_time: float) -> dict[tuple[int, int], int]:
    """Every white cell of the template: as the month before, with assessments finished faster."""
    sheet = load_workbook(BytesIO(template)).worksheets[0]
    cells: dict[tuple[int, int], int] = {}
    for row in range(FIRST_ROW, FIRST_ROW + TEAMS):
        before = {column: int(sheet.cell(row, column + BEFORE).value or 0) for column in range(NUMERATOR, LEFT + 1)}
        cells |= {(row, column): before[column] for column in (DENOMINATOR, REVIEWED, DUE)}
        cells[row, NUMERATOR] = int(before[DENOMINATOR] * finished_on_time)
        cells[row, OPENING], cells[row, JOINED], cells[row, LEFT] = before[CLOSING], 3, 3
        cells[row, CLOSING] = before[CLOSING]
    return cells


def written(template: bytes, cells: dict[tuple[int, int], int], file: Path) -> Path:
    book = load_workbook(BytesIO(template))
    for (row, column), value in cells.items():
        book.worksheets[0].cell(row, column).value = value
    book.save(file)
    return file


def upload(page: Page, file: Path) -> None:
    page.locator("input[type=file]").set_input_files(file)
    page.get_by_role("heading", name="What was found").wait_for(timeout=60_000)
    settle(page)


def downloaded(page: Page, button: str) -> bytes:
    with page.expect_download() as held:
        page.get_by_role("button", name=button).click()
    return Path(held.value.path()).read_bytes()


def told_on_the_board(own_visit: Open) -> str:
    """What Vital Signs says of the metric."""
    return own_visit("/vital_signs").locator(".tile", has_text=METRIC).first.inner_text()


def test_a_return_goes_from_its_template_to_the_board(own_visit: Open, tmp_path: Path) -> None:
    before = told_on_the_board(own_visit)
    page = own_visit(f"/returns?as={SENDER}")
    page.get_by_role("link", name=NAME).click()
    page.get_by_role("heading", name="1. Fill in the template").wait_for()
    template = downloaded(page, "Download the template")
    cells = filled(template, finished_on_time=0.95)

    upload(page, written(template, {**cells, (8, NUMERATOR): 9_999}, tmp_path / "care.xlsx"))
    keep(page, "return-findings")
    expect(page.locator(".found", has_text="Return!B8").first).to_be_visible()
    expect(page.locator(".sheet .marked.inadequate").first).to_be_visible()
    page.locator(".found a", has_text="Return!B8").first.click()
    expect(page.locator("td:target")).to_contain_text("9999")
    assert page.evaluate("document.querySelector('[data-testid=stMain]').scrollWidth") <= 1440
    expect(page.get_by_role("button", name="Submit for approval")).to_have_count(0)
    marked = load_workbook(BytesIO(downloaded(page, "Download the file with its faults marked")))
    assert marked["Return"]["B8"].comment is not None

    page.get_by_role("link", name="Send a mended file").click()
    page.get_by_role("heading", name="2. Send the file").wait_for()
    upload(page, written(template, cells, tmp_path / "care-mended.xlsx"))
    page.get_by_role("heading", name="What it will change").wait_for(timeout=60_000)
    keep(page, "return-preview")
    expect(
        page.get_by_text("Bands that change").or_(page.get_by_text("Exceptions raised and cleared")).first
    ).to_be_visible()
    page.get_by_label("Note for the approver").fill("The March figures, after the audit of case dates.")
    page.get_by_role("button", name="Submit for approval").click()
    page.get_by_text("approves it or sends it back").first.wait_for(timeout=60_000)

    page = own_visit(f"/returns?tab=approve&as={SENDER}")
    page.get_by_role("link", name=NAME).click()
    page.get_by_text("Your roles don't approve this return").wait_for(timeout=60_000)
    page = own_visit(f"/returns?tab=approve&as={APPROVER}")
    page.get_by_role("link", name=NAME).click()
    page.get_by_role("button", name="Approve").click(timeout=60_000)
    page.get_by_text("its figures are on the pages").first.wait_for(timeout=60_000)
    keep(page, "return-approved")

    assert told_on_the_board(own_visit) != before
    trust = own_visit("/metric?m=assessments_on_time&u=asch.ageing_well.ashfield&tab=trust")
    row = trust.locator("tr", has_text="care-mended.xlsx").first
    expect(row).to_contain_text(re.compile(rf"B{FIRST_ROW}|{FIRST_ROW}\s*B"))
