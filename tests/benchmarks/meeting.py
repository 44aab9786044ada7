"""What a board meeting asks for: how fast a change is explained, a pack is made, and an exception is gone through."""

from __future__ import annotations

import os
import resource
import statistics
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from time import perf_counter

import numpy as np
from playwright.sync_api import Page, expect, sync_playwright

from pmf_core.access.scope import local_scope
from pmf_core.catalogue.load import load
from pmf_core.definitions.moment import now
from pmf_core.judgement.decomposition import Chance, Parts, explain
from pmf_core.packs.files import make_files
from pmf_core.store.build import build
from pmf_core.store.hub import Hub
from pmf_core.views.exception_record import record
from pmf_core.views.pack import material
from pmf_core.views.pack.build import pack
from tests.benchmarks.browser import CHROMIUM, FLAGS, complete
from tests.benchmarks.comparison import best_time
from tests.benchmarks.load import ROOT, serving

RANDOM = np.random.default_rng(30)

PARTS, MONTHS = 500, 48
METRICS = 24
"""As many as stand on one screen of the board."""

PORT, RUNS = 8771, 5
COUNCIL, MONTH, MEETING = "E10000024", "2026-03", "OCB-2026-05-07"


def main() -> None:
    """Print the figures."""
    explained()
    with tempfile.TemporaryDirectory() as folder:
        build(Path(folder), load(ROOT / "config", data=ROOT / "data"), data=ROOT / "data")
        os.environ["PMF_STORE"] = folder
        packed(Hub.open(Path(folder)))
        walked()


def explained() -> None:
    """How long a change of a whole takes to be told from its parts."""
    size = RANDOM.poisson(200, (PARTS, MONTHS)).astype(float) + 1
    parts = Parts.of(RANDOM.binomial(size.astype(int), 0.7).astype(float), size)
    questions = {"last month": [46], "last year": [35], "a baseline of a year": list(range(24, 36))}
    for name, before in questions.items():
        clock, own = best_time(lambda before=before: explain(parts, now=47, before=before, chance=Chance.PROPORTION))
        told = f"a change against {name}, {PARTS} parts, each tested against {MONTHS} months"
        print(f"{told}: {clock:.1f} ms, {own:.1f} of its own (50 allowed)")


def packed(hub: Hub) -> None:
    """A pack in four formats, the first of the process, and the record of the exceptions."""
    every = material.vital_signs_of
    material.vital_signs_of = lambda catalogue, unit: every(catalogue, unit)[:METRICS]
    about = {"body": "ocb", "unit": COUNCIL, "period": MONTH, "product": "vital_signs"}
    for name in ("first", "second"):
        began, worked = perf_counter(), resource.getrusage(resource.RUSAGE_SELF).ru_utime
        files = make_files(pack(hub, scope=local_scope(as_at=now()), **about))
        taken, most = perf_counter() - began, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        worked = resource.getrusage(resource.RUSAGE_SELF).ru_utime - worked
        print(f"pack of {METRICS} metrics in {len(files)} formats, {name}: {taken:.1f} s ", end="")
        print(f"({worked:.1f} s of processor time), {most:.0f} MB at most")
    material.vital_signs_of = every
    scope = local_scope()
    for name in ("first", "second"):
        began = perf_counter()
        record(hub, scope=scope, unit=COUNCIL, period=MONTH, read=lambda content: content)  # type: ignore[arg-type]
        print(f"the record of the exceptions of 24 months, {name}: {perf_counter() - began:.1f} s")


def walked() -> None:
    """An exception in meeting mode: its deep dive, and the way from the calendar to a recorded decision."""
    with serving(PORT), sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        page = browser.new_context(viewport={"width": 1440, "height": 1000}).new_page()
        page.set_default_timeout(120_000)
        expect.set_options(timeout=120_000)
        where = f"http://127.0.0.1:{PORT}"
        there = f"{where}/metric?m=missed_bins&u={COUNCIL}&p={MONTH}&meeting={MEETING}"
        times = [dived(page, there) for _ in range(RUNS + 1)][1:]
        print(f"deep dive from an exception, warm: {statistics.median(times) * 1000:.0f} ms")
        print(f"calendar → meeting → exception → why → team → deep dive → decision: {journey(page, where):.1f} s")
        browser.close()


def dived(page: Page, there: str) -> float:
    """From the key to the whole page."""
    page.goto(there)
    complete(page, ".drawing h1", 1)
    return until(page, lambda: page.locator("body").press("d"), "Deep dive: Missed bins")


def until(page: Page, act: Callable[[], None], heading: str) -> float:
    """How long an act takes until a heading is there and the script has finished."""
    began = perf_counter()
    act()
    page.wait_for_function(
        "heading => [...document.querySelectorAll('.drawing h1')].some(h => h.innerText.includes(heading))"
        " && document.querySelector('[data-testid=stApp]').dataset.testScriptState === 'notRunning'",
        arg=heading,
        polling=10,
    )
    return perf_counter() - began


def journey(page: Page, where: str) -> float:
    """What a director does about one exception, without pauses for thought."""
    began = perf_counter()
    page.goto(f"{where}/boardroom?body=ocb&tab=meeting&on={MEETING}")
    page.get_by_role("link", name="Open meeting mode").click()
    page.locator(".meeting", has_text="Exception 1 of").wait_for()
    for key, shown in (("w", "Why"), ("n", "Exception 2 of")):
        page.locator("body").press(key)
        page.locator(".meeting, .tabs [aria-current]", has_text=shown).first.wait_for()
    page.get_by_role("link", name="Where & who").click()
    page.locator(".tabs [aria-current]", has_text="Where & who").wait_for()
    complete(page, ".reading tbody th a", 1)
    page.locator(".reading tbody th a").first.click()
    page.locator(".path li + li + li").first.wait_for()
    page.locator("body").press("d")
    page.locator("h1", has_text="Deep dive").wait_for()
    page.locator("body").press("r")
    written = {"What is decided": "Move two workers.", "Cost": "Two posts.", "Benefit": "Fewer cases each."}
    for label, text in {**written, "Expected change": "−1.5"}.items():
        page.get_by_label(label).fill(text)
    page.get_by_label("Why", exact=True).fill("Caseloads crossed the limit.")
    page.get_by_role("button", name="Record decision").last.click()
    expect(page.get_by_label("What is decided")).to_have_count(0)
    return perf_counter() - began


if __name__ == "__main__":
    sys.exit(main())
