from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from time import monotonic
from typing import Literal

import pytest
from playwright.sync_api import Page

from tests.browser.conftest import COUNT_RUNS, SHIFTS, keep, settle

ROOT = Path(__file__).resolve().parents[2]
AXE = Path(__file__).parent / "vendor" / "axe-4.14.1.min.js"
PAGES = (
    "/",
    "/vital_signs",
    "/explore",
    "/explore?mode=compare",
    "/metric?m=missed_bins",
    "/metric?m=missed_bins&tab=trust",
    "/metric?m=rereferrals_12_months&tab=peers",
    "/metric?m=employment_rate&tab=map",
    "/library",
)
WINDOWS = (("light", 1440), ("dark", 1440), ("light", 390), ("dark", 390))
GRAVE = ("serious", "critical")
REDRAWN_WITHIN = 20
"""Seconds until a page that turned is given up."""

MOST_SHIFT = 0.1
"""Cumulative layout shift: beyond 0.1 people notice that things jump."""


def turn(page: Page, scheme: Literal["light", "dark"]) -> None:
    """Turn a page light or dark, and wait until it is being drawn again for that."""
    if page.evaluate("matchMedia('(prefers-color-scheme: dark)').matches") != (scheme == "dark"):
        page.evaluate(COUNT_RUNS)
        page.emulate_media(color_scheme=scheme)
        # The policy of the page forbids what `wait_for_function` would do.
        begun = monotonic()
        while not page.evaluate("window.runs"):
            assert monotonic() - begun < REDRAWN_WITHIN
            page.wait_for_timeout(50)


@pytest.fixture(scope="module", params=PAGES)
def shown(request, browser, address: str) -> Iterator[Page]:
    """A page that is opened once and looked at in several windows."""
    page = browser.new_page(viewport={"width": 1440, "height": 900})
    page.add_init_script(SHIFTS)
    page.goto(address + request.param)
    settle(page)
    yield page
    page.close()


def test_nothing_jumps_while_a_page_comes(shown: Page) -> None:
    assert shown.evaluate("window.shift") <= MOST_SHIFT


@pytest.mark.parametrize(("scheme", "width"), WINDOWS)
def test_nobody_is_kept_out(shown: Page, scheme: Literal["light", "dark"], width: int) -> None:
    shown.set_viewport_size({"width": width, "height": 900})
    turn(shown, scheme)
    settle(shown)
    shown.evaluate(AXE.read_text(encoding="utf-8"))

    found = shown.evaluate("axe.run(document, { resultTypes: ['violations'] })")

    grave = [
        (held["id"], node["target"], node.get("failureSummary", "")[:200])
        for held in found["violations"]
        if held["impact"] in GRAVE
        for node in held["nodes"]
    ]
    assert grave == []


def test_a_narrow_window_never_scrolls_sideways(shown: Page) -> None:
    shown.set_viewport_size({"width": 320, "height": 900})
    settle(shown)

    assert shown.evaluate("document.querySelector('[data-testid=stMain]').scrollWidth") <= 320


@pytest.mark.parametrize("path", ["/", "/vital_signs", "/metric?m=missed_bins"])
def test_nothing_jumps_on_a_phone(visit, path: str) -> None:
    page = visit(path, width=390)

    assert page.evaluate("window.shift") <= MOST_SHIFT


def test_every_hook_of_the_style_is_on_the_page(visit) -> None:
    style = (ROOT / "ui" / "style.css").read_text(encoding="utf-8")
    hooks = set(re.findall(r'data-testid="(\w+)"', style))
    pages = [visit("/metric?m=missed_bins"), visit("/vital_signs"), visit("/explore")]
    seen = {
        name
        for page in pages
        for name in page.evaluate("[...document.querySelectorAll('[data-testid]')].map(e => e.dataset.testid)")
    }

    # A skeleton stands only while the scripts of a part are on their way.
    assert hooks - {"stSkeleton"} <= seen


def test_the_fonts_are_the_hubs_own(visit) -> None:
    page = visit("/")

    assert page.evaluate("document.fonts.check('16px \"Public Sans\"') && document.fonts.check('16px Figtree')")
    assert page.locator("h1").evaluate("held => getComputedStyle(held).fontFamily").startswith("Figtree")


def test_the_policy_stops_nothing_of_ours(browser, address: str) -> None:
    page = browser.new_page()
    refused: list[str] = []
    page.on("console", lambda told: refused.append(told.text) if "Content Security Policy" in told.text else None)

    page.goto(f"{address}/metric?m=missed_bins")
    page.get_by_test_id("stVegaLiteChart").wait_for()
    page.close()

    assert refused == []


def test_vital_signs_prints_on_a4_without_the_furniture(visit) -> None:
    page = visit("/vital_signs")
    page.emulate_media(media="print")

    assert page.locator("h1").is_visible()
    assert page.locator("a.tile").first.is_visible()
    assert not page.get_by_test_id("stSidebar").is_visible()
    assert not page.get_by_label("Unit").is_visible()
    assert len(re.findall(rb"/Type\s*/Page[^s]", page.pdf(format="A4"))) > 1


def test_pictures_are_kept_for_whoever_wants_to_see(visit) -> None:
    keep(visit("/vital_signs", scheme="dark"), "vital-signs-dark")
    keep(visit("/metric?m=ae_four_hour&u=RK5", scheme="dark"), "metric-dark")
    keep(visit("/metric?m=missed_bins", width=390, height=844), "metric-phone")

    assert (ROOT / "artefacts" / "vital-signs-dark.png").stat().st_size > 10_000
