"""The public pages in a browser that runs no script of theirs, opened from the disk."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Browser

from pmf_core.packs.site.publishing import publish
from pmf_core.store.hub import Hub
from tests.browser.conftest import keep
from tests.browser.test_look import AXE, GRAVE

PAGES = (
    "index.html",
    "themes/organisational_health.html",
    "units/asch.html",
    "metrics/missed_bins.html",
    "metrics/ehcp_20_weeks.html",
    "reading.html",
    "accessibility.html",
)
WINDOWS = (("light", 1440), ("dark", 390), ("light", 320))


@pytest.fixture(scope="module")
def site(shipped_store: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("public")
    hub = Hub.open(shipped_store)
    found = publish(hub, folder / "log", folder / "site", by="test")
    hub.close()
    return found.folder


@pytest.mark.parametrize("path", PAGES)
def test_nobody_is_kept_out_of_a_public_page(browser: Browser, site: Path, path: str) -> None:
    for scheme, width in WINDOWS:
        page = browser.new_page(viewport={"width": width, "height": 900}, color_scheme=scheme)  # type: ignore[arg-type]
        page.goto((site / path).as_uri())
        page.evaluate(AXE.read_text(encoding="utf-8"))
        found = page.evaluate("axe.run(document, { resultTypes: ['violations'] })")
        grave = [(held["id"], held["nodes"][0]["target"]) for held in found["violations"] if held["impact"] in GRAVE]

        assert grave == []
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        page.close()


def test_a_resident_gets_from_the_first_page_to_a_figure_without_any_script(browser: Browser, site: Path) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto((site / "index.html").as_uri())

    page.get_by_role("link", name="Waste", exact=True).click()
    page.get_by_role("link", name="Missed bins", exact=True).click()

    assert page.get_by_role("heading", level=1).inner_text().startswith("Missed bins")
    assert "Illustrative" in page.get_by_role("heading", level=1).inner_text()
    assert page.get_by_role("img").get_attribute("aria-label").startswith("Line chart of Missed bins")  # type: ignore[union-attr]
    keep(page, "public-metric")
    context.close()
