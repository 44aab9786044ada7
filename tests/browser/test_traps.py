"""Words that are traps, in a real browser: on every kind of page nothing runs, nothing loads, and all of it is read."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests import planted
from tests.browser.conftest import serving, settle

SPRUNG = """() => ({
  ran: window.pwned,
  made: [...document.querySelectorAll(
    'img[src="x"], img[src^="http"], a[href^="javascript"], .katex, ' +
    '[data-testid=stMarkdownContainer] strong, [data-testid=stMarkdownContainer] code, .drawing img, .drawing script'
  )].map((each) => each.outerHTML),
})"""

ABOUT = f"m={planted.METRIC}&u={planted.UNIT}"
PAGES = (
    f"?u={planted.UNIT}",
    f"vital_signs?u={planted.UNIT}",
    f"explore?u={planted.UNIT}&mode=compare",
    f"metric?{ABOUT}&tab=trust",
    f"deep_dive?{ABOUT}",
    "boardroom?tab=ledger",
    "returns?tab=history",
    "library?tab=people",
    "?as=officer",
)

Visit = Callable[[str], Page]


@pytest.fixture(scope="module")
def trapped(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Visit]:
    with serving(planted.store(tmp_path_factory.mktemp("trapped") / "store")) as where:
        context = browser.new_context(viewport={"width": 1440, "height": 900})
        page = context.new_page()

        def visit(address: str) -> Page:
            page.goto(f"{where}/{address}")
            settle(page)
            return page

        yield visit
        context.close()


def require_harmless(page: Page) -> None:
    assert page.evaluate(SPRUNG) == {"ran": None, "made": []}
    assert "**bold** :material/home: $x^2$ `code`" in page.inner_text("body")


@pytest.mark.parametrize("address", PAGES)
def test_nothing_comes_of_a_trap_on_a_page(trapped: Visit, address: str) -> None:
    require_harmless(trapped(address))


def test_nothing_comes_of_a_trap_in_a_list_to_choose_from_nor_beside_a_chart(trapped: Visit) -> None:
    page = trapped(f"metric?{ABOUT}")

    page.get_by_label("Unit", exact=True).first.click()
    expect(page.get_by_role("option").filter(has_text=planted.HEAD).first).to_be_visible()
    require_harmless(page)
    page.keyboard.press("Escape")
    chart = page.locator("[data-testid=stVegaLiteChart]").first
    box = chart.bounding_box()
    assert box is not None
    for share in (0.2, 0.5, 0.8, 0.95):
        page.mouse.move(box["x"] + box["width"] * share, box["y"] + box["height"] * 0.5)
        page.wait_for_timeout(150)
        require_harmless(page)


def test_nothing_comes_of_a_file_with_a_trap_for_its_name_and_traps_in_its_cells(trapped: Visit) -> None:
    page = trapped("returns?tab=send&ret=trapped&rp=2026-02")

    file = {"name": planted.FILE, "mimeType": "application/octet-stream", "buffer": planted.workbook()}
    page.locator("input[type=file]").set_input_files(file)

    expect(page.get_by_text("What was found")).to_be_visible(timeout=60_000)
    settle(page)
    require_harmless(page)
    assert "../" not in page.inner_text("body")
