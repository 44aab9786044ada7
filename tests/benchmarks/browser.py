"""Vital Signs in Chromium beside a naive page of sixty `st.metric(chart_data=…)`, in the same run.

Each page is opened twice and timed the second time (warm), then another unit is chosen and the repaint is timed. The
naive page has its sixty series ready in memory, so it is spared the reading that the hub does.
"""

from __future__ import annotations

import os
import statistics
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from time import perf_counter

from playwright.sync_api import Page, sync_playwright

from pmf_core.catalogue.load import load
from pmf_core.store.build import build
from tests.benchmarks.load import ROOT, serving

HUB_PORT, NAIVE_PORT = 8768, 8769
RUNS = 5
CHROMIUM = "/usr/bin/chromium"
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]

NAIVE = """
import random
import streamlit as st

st.set_page_config(layout="wide")
unit = st.selectbox("Unit", ["Council", "Department"])
made = random.Random(unit)
columns = st.columns(5)
for number in range(60):
    line = [made.random() for _ in range(24)]
    with columns[number % 5]:
        name, change = f"Metric {number} of {unit}", f"{line[-1] - line[-2]:.1%}"
        st.metric(name, f"{line[-1]:.1%}", change, chart_data=line, border=True)
"""
"""What one would write first."""

SHIFT = """() => new Promise(done => {
  let total = 0;
  new PerformanceObserver(list => list.getEntries().forEach(e => { if (!e.hadRecentInput) total += e.value; }))
    .observe({type: 'layout-shift', buffered: true});
  setTimeout(() => done(total), 300);
})"""
"""The sum of layout shifts since the page began."""

FINISHED = "() => document.querySelector('[data-testid=stApp]')?.dataset.testScriptState === 'notRunning'"


def complete(page: Page, selector: str, many: int) -> None:
    """Wait until so many elements are there and the script has finished."""
    page.wait_for_function(
        f"() => document.querySelectorAll({selector!r}).length >= {many} && ({FINISHED})()", polling=10
    )


def median(work: Callable[[], float]) -> float:
    """The median of several runs, in milliseconds."""
    return statistics.median(work() for _ in range(RUNS)) * 1000


def opened(page: Page, address: str, selector: str, many: int) -> float:
    """How long a warm page takes to be complete."""
    began = perf_counter()
    page.goto(address)
    complete(page, selector, many)
    return perf_counter() - began


def chosen(page: Page, name: str, shown: str) -> float:
    """How long it takes until another unit is painted, from the choice on."""
    page.get_by_label("Unit").first.click()
    option = page.get_by_role("option", name=name, exact=False).first
    option.wait_for()
    began = perf_counter()
    option.click()
    page.wait_for_function(
        f"() => document.querySelector('[data-testid=stMain]').innerText.includes({shown!r}) && ({FINISHED})()",
        polling=10,
    )
    return perf_counter() - began


def main() -> None:
    """Print times and ratios."""
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        build(Path(folder), load(ROOT / "config", data=ROOT / "data"), data=ROOT / "data")
        os.environ["PMF_STORE"] = folder
        script = Path(folder) / "naive.py"
        script.write_text(NAIVE, encoding="utf-8")
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        page = browser.new_context(viewport={"width": 1440, "height": 1000}).new_page()
        with serving(HUB_PORT), serving(NAIVE_PORT, script=str(script)):
            hub, naive = f"http://127.0.0.1:{HUB_PORT}/vital_signs", f"http://127.0.0.1:{NAIVE_PORT}/"
            tiles, metrics = "a.tile", "[data-testid=stMetric]"
            opened(page, hub, tiles, 60), opened(page, naive, metrics, 60)
            ours = median(lambda: opened(page, hub, tiles, 60))
            shift = page.evaluate(SHIFT)
            theirs = median(lambda: opened(page, naive, metrics, 60))
            print(f"complete, warm: hub {ours:.0f} ms, naive {theirs:.0f} ms, {theirs / ours:.1f} × faster")
            print(f"layout shift: {shift:.3f}")
            repainted(page, hub, naive)
        browser.close()


def repainted(page: Page, hub: str, naive: str) -> None:
    """Print how long another unit takes."""
    units = (("Adult Social Care and Health", "Vital signs of Adult Social Care and Health"),
             ("Nottinghamshire County Council", "Vital signs of Nottinghamshire County Council"))  # fmt: skip
    page.goto(hub)
    complete(page, "a.tile", 60)
    for name, shown in units:
        chosen(page, name, shown)
    ours = statistics.median(chosen(page, *units[run % 2]) for run in range(2 * RUNS)) * 1000
    page.goto(naive)
    complete(page, "[data-testid=stMetric]", 60)
    names = (("Department", "Metric 59 of Department"), ("Council", "Metric 59 of Council"))
    theirs = statistics.median(chosen(page, *names[run % 2]) for run in range(2 * RUNS)) * 1000
    print(f"another unit: hub {ours:.0f} ms, naive {theirs:.0f} ms, {theirs / ours:.1f} × faster")


if __name__ == "__main__":
    sys.exit(main())
