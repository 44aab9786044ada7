"""Take the README's pictures from the running hub: `python -m tools.screenshots`."""

from __future__ import annotations

import sys
from pathlib import Path

from playwright.sync_api import sync_playwright

ROOT = Path(__file__).resolve().parents[1]
IMAGES = ROOT / "docs" / "images"
CHROMIUM = "/usr/bin/chromium"
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
WIDTH, HEIGHT = 1440, 1000

PAGES = {
    "home": "",
    "vital-signs": "vital_signs",
    "metric": "metric?m=ae_four_hour&u=RX1",
    "explore": "explore?q=children+in+care",
    "library": "library?tab=rules",
    "returns": "returns?tab=send&ret=waste_monthly",
    "meeting": "metric?m=missed_bins&meeting=OCB-2026-05-07",
}
"""Picture → address."""

FINISHED = "[data-testid=stApp][data-test-script-state=notRunning]"


def main(address: str) -> None:
    """Take every picture from the hub at an address."""
    IMAGES.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        page = browser.new_context(viewport={"width": WIDTH, "height": HEIGHT}).new_page()
        for name, path in PAGES.items():
            page.goto(f"{address}/{path}")
            page.wait_for_selector(FINISHED)
            page.wait_for_timeout(1500)
            page.screenshot(path=IMAGES / f"{name}.png")
        browser.close()


if __name__ == "__main__":
    main(sys.argv[1] if len(sys.argv) > 1 else "http://127.0.0.1:8501")
