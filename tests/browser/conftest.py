"""A hub on the shipped data in a real browser: the system's Chromium, driven by Playwright."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from time import monotonic, sleep
from urllib.error import URLError
from urllib.request import urlopen

import pytest
from playwright.sync_api import Browser, Locator, Page, expect, sync_playwright

from pmf_core.store.edition import POINTER

ROOT = Path(__file__).resolve().parents[2]
PICTURES = ROOT / "artefacts"
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"]
STARTED_WITHIN = 60
"""Seconds until a hub that doesn't answer is given up."""

READY = "[data-testid=stApp][data-test-script-state=notRunning]"
SHIFTS = """
window.shift = 0;
new PerformanceObserver((list) => {
  for (const entry of list.getEntries()) if (!entry.hadRecentInput) window.shift += entry.value;
}).observe({ type: "layout-shift", buffered: true });
"""

COUNT_RUNS = """
window.runs = 0;
new MutationObserver(() => window.runs++).observe(
  document.querySelector("[data-testid=stApp]"), { attributes: true, attributeFilter: ["data-test-script-state"] });
"""
"""Counts in `window.runs` how often the script has begun and ended."""

Open = Callable[..., Page]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Every test here is one of the browser; without Chromium it says how to get it."""
    for item in items:
        if Path(__file__).parent in Path(str(item.fspath)).parents:
            item.add_marker(pytest.mark.browser)
            item.add_marker(pytest.mark.xdist_group("browser"))
            if CHROMIUM is None:
                item.add_marker(pytest.mark.skip(reason="no Chromium here: 'apt install chromium' runs these too"))


@pytest.fixture(scope="session")
def address(shipped_store: Path) -> Iterator[str]:
    """Where the hub answers that everybody reads from."""
    with serving(shipped_store) as where:
        yield where


@pytest.fixture
def own_store(shipped_store: Path, tmp_path: Path) -> Path:
    """A copy of the store that a test may write to."""
    folder = tmp_path / "store"
    folder.mkdir()
    name = (shipped_store / POINTER).read_text(encoding="utf-8").strip()
    for file in (POINTER, name):
        shutil.copyfile(shipped_store / file, folder / file)
    return folder


@pytest.fixture
def own_visit(browser: Browser, own_store: Path) -> Iterator[Open]:
    """Open a hub of the test's own at an address."""
    with serving(own_store) as where:
        context = browser.new_context(viewport={"width": 1440, "height": 900}, accept_downloads=True)

        def opened(path: str = "/") -> Page:
            page = context.new_page()
            page.goto(where + path)
            settle(page)
            return page

        yield opened
        context.close()


@contextmanager
def serving(store: Path) -> Iterator[str]:
    """A hub on a store, while it is needed."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "streamlit", "run", "app.py", "--server.port", str(port)]
    environment = {**os.environ, "PMF_STORE": str(store)}
    hub = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        wait_for(f"http://127.0.0.1:{port}/_stcore/health")
        yield f"http://127.0.0.1:{port}"
    finally:
        hub.terminate()
        hub.wait()


def wait_for(health: str) -> None:
    """Wait until the hub answers."""
    begun = monotonic()
    while monotonic() - begun < STARTED_WITHIN:
        try:
            with urlopen(health):
                return
        except URLError:
            sleep(0.2)
    raise TimeoutError(f"The hub at {health} didn't answer within {STARTED_WITHIN} seconds.")


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One Chromium for all tests."""
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield chromium
        chromium.close()


@pytest.fixture
def visit(browser: Browser, address: str) -> Iterator[Open]:
    """Open the hub at an address, in a window and a colour scheme."""
    contexts = []

    def opened(path: str = "/", *, width: int = 1440, height: int = 900, scheme: str = "light") -> Page:
        context = browser.new_context(
            viewport={"width": width, "height": height},
            color_scheme=scheme,  # type: ignore[arg-type]
            permissions=["clipboard-read", "clipboard-write"],
        )
        contexts.append(context)
        page = context.new_page()
        page.add_init_script(SHIFTS)
        page.goto(address + path)
        settle(page)
        return page

    yield opened
    for context in contexts:
        context.close()


def navigation(page: Page) -> Locator:
    """The list of pages: other links may have a page's name too."""
    return page.get_by_role("navigation", name="Pages", exact=True)


def settle(page: Page) -> None:
    """Wait until the script has run, every part is there, and the page has been whole for a moment."""
    page.wait_for_timeout(150)
    page.wait_for_selector(READY)
    page.locator(".drawing h1, .drawing .state").first.wait_for()
    expect(page.get_by_test_id("stSkeleton")).to_have_count(0)
    page.wait_for_timeout(250)


def keep(page: Page, name: str) -> None:
    """Keep a picture of what is shown."""
    PICTURES.mkdir(exist_ok=True)
    page.screenshot(path=PICTURES / f"{name}.png")
