"""Vital Signs in Chromium beside a naive page of sixty `st.metric(chart_data=…)`, in the same run.

Each page is opened twice and timed the second time (warm), then another unit is chosen and the repaint is timed. The
naive page comes twice: with a query a metric, as one would write it first, and with its figures ready in memory.
"""

from __future__ import annotations

import os
import statistics
import sys
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path
from time import perf_counter

from playwright.sync_api import CDPSession, Page, sync_playwright

from pmf_core.catalogue.load import load
from pmf_core.store.build import build
from tests.benchmarks.load import ROOT, serving

HUB_PORT, NAIVE_PORT = 8768, 8769
RUNS = 5
CHROMIUM = "/usr/bin/chromium"
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]

NAIVE = """
import os
from pathlib import Path

import duckdb
import streamlit as st

st.set_page_config(layout="wide")
folder = Path(os.environ["PMF_STORE"])
store = duckdb.connect(str(folder / (folder / "current").read_text().strip()), read_only=True)
units = {{"Council": "E10000024", "Department": "asch"}}
name = st.selectbox("Unit", list(units))
metrics = [row[0] for row in store.execute("select distinct metric_id from roll_up order by 1 limit 60").fetchall()]
columns = st.columns(5)
for number, metric in enumerate(metrics):
    line = {line}
    with columns[number % 5]:
        label = f"Metric {{number}} of {{name}}"
        st.metric(label, f"{{line[-1]:.1f}}", f"{{line[-1] - line[-2]:.1f}}", chart_data=line, border=True)
"""
"""What one would write first, where `line` is how a metric's figures are come by."""

LINES = {
    "a query a metric": "(store.execute('select value from reading where metric_id = ? and unit_id = ? '"
    " 'order by period_start', [metric, units[name]]).df()['value'].dropna().tolist() + [0.0] * 24)[:24]",
    "figures in memory": "[float((number * 7 + place * len(name)) % 11) for place in range(24)]",
}
"""The naive page as it would be written first, and spared of all reading."""

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
    """How long it takes until another unit is painted, from the moment the browser asks for it."""
    page.get_by_label("Unit").first.click()
    option = page.get_by_role("option", name=name, exact=False).first
    option.wait_for()
    asked: list[float] = []
    network: CDPSession = page.context.new_cdp_session(page)
    network.send("Network.enable")
    network.on("Network.webSocketFrameSent", lambda _: asked.append(perf_counter()))
    option.click()
    page.wait_for_function(
        f"() => document.querySelector('[data-testid=stMain]').innerText.includes({shown!r}) && ({FINISHED})()",
        polling=10,
    )
    done = perf_counter()
    network.detach()
    return done - asked[0]


def main() -> None:
    """Print times and ratios."""
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        build(Path(folder), load(ROOT / "config", data=ROOT / "data"), data=ROOT / "data")
        os.environ["PMF_STORE"] = folder
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        page = browser.new_context(viewport={"width": 1440, "height": 1000}).new_page()
        with serving(HUB_PORT):
            opening, choosing = measured(page, f"http://127.0.0.1:{HUB_PORT}/vital_signs", "a.tile", OURS)
            page.goto(f"http://127.0.0.1:{HUB_PORT}/vital_signs")
            complete(page, "a.tile", 60)
            print(f"hub: complete, warm, {opening:.0f} ms; another unit {choosing:.0f} ms; ", end="")
            print(f"layout shift {page.evaluate(SHIFT):.3f}")
            for name, line in LINES.items():
                script = Path(folder) / "naive.py"
                script.write_text(NAIVE.format(line=line), encoding="utf-8")
                with serving(NAIVE_PORT, script=str(script)):
                    there, then = measured(page, f"http://127.0.0.1:{NAIVE_PORT}/", "[data-testid=stMetric]", THEIRS)
                print(f"naive page, {name}: {there:.0f} ms ({there / opening:.1f} ×), ", end="")
                print(f"another unit {then:.0f} ms ({then / choosing:.1f} ×)")
        browser.close()


OURS = (
    ("Adult Social Care and Health", "Vital signs of Adult Social Care and Health"),
    ("Nottinghamshire County Council", "Vital signs of Nottinghamshire County Council"),
)
THEIRS = (("Department", "Metric 59 of Department"), ("Council", "Metric 59 of Council"))
"""The units that are chosen in turn, and what is read once they are painted."""


def measured(page: Page, address: str, selector: str, units: Sequence[tuple[str, str]]) -> tuple[float, float]:
    """Milliseconds until a warm page is complete, and until another unit is painted."""
    opened(page, address, selector, 60)
    opening = median(lambda: opened(page, address, selector, 60))
    for name, shown in units:
        chosen(page, name, shown)
    choosing = statistics.median(chosen(page, *units[run % 2]) for run in range(2 * RUNS)) * 1000
    return opening, choosing


if __name__ == "__main__":
    sys.exit(main())
