"""Speed and memory of the SPC core beside pandas and DuckDB, and the simulation of false exceptions.

`python -m tests.benchmarks.spc`: points per second are of limits, all four rules in both directions, labels, variation
and assurance, on one thread.
"""

from __future__ import annotations

import resource
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from time import perf_counter
from typing import TypeVar

import duckdb
import numpy as np

from pmf_core.definitions.polarity import Polarity
from pmf_core.judgement.spc import HUB, MDC, NHSR, Batch, Settings, batch_of_arrays, judge
from tests.benchmarks.false_exceptions import report
from tests.benchmarks.rivals import long_frame, with_duckdb, with_pandas

Result = TypeVar("Result")

POINTS, TARGET = 60, 11.0
LARGE, SMALL, RIVAL = 100_000, 1_000, 10_000
"""Series in each measurement; the rivals get fewer, their figure is per point too."""

SEED = 7


def series(count: int) -> np.ndarray:
    """Stable series, a fifth of them with a step: series × points."""
    random = np.random.default_rng(SEED)
    values = random.normal(10, 1, size=(count, POINTS))
    values[::5, 40:] += 2
    return values


def batch(values: np.ndarray) -> Batch:
    """The series with a target, lower is better."""
    return batch_of_arrays(values, polarity=Polarity.LOWER_IS_BETTER, target=TARGET)


def fastest(work: Callable[[], Result], *, times: int) -> tuple[float, Result]:
    """The shortest of several runs, and what it returned."""
    best, result = float("inf"), work()
    for _ in range(times):
        start = perf_counter()
        result = work()
        best = min(best, perf_counter() - start)
    return best, result


def core(count: int, *, settings: Settings = HUB, gaps: bool = False) -> float:
    """Million points per second of the core."""
    values = series(count)
    if gaps:
        values[np.random.default_rng(SEED).random(values.shape) < 0.05] = np.nan
    ready = batch(values)
    seconds, _ = fastest(lambda: judge(ready, settings=settings), times=5 if count > SMALL else 30)
    return values.size / seconds / 1e6


def rivals() -> list[str]:
    """pandas and DuckDB on the same series, checked against the core."""
    values = series(RIVAL)
    frame = long_frame(values)
    connection = duckdb.connect(config={"threads": 1})
    connection.execute("create table points as select * from frame")
    settings = replace(HUB, widens_above=float("inf"))
    ours, found = fastest(lambda: judge(batch(values), settings=settings), times=5)
    pandas_seconds, by_pandas = fastest(lambda: with_pandas(frame, target=TARGET), times=1)
    duckdb_seconds, by_duckdb = fastest(lambda: with_duckdb(connection, target=TARGET), times=2)
    lines = []
    for name, seconds, label, assurance in (
        ("pandas", pandas_seconds, by_pandas["label"].to_numpy(), by_pandas["assurance"].to_numpy()),
        ("DuckDB windows, 1 thread", duckdb_seconds, by_duckdb["label"], by_duckdb["assurance"]),
    ):
        same = bool((label == found.variation).all() and (assurance == found.assurance).all())
        speed = values.size / seconds / 1e6
        lines.append(f"{name}: {speed:.2f} M points/s; the core is {seconds / ours:.0f}×; same verdicts: {same}")
    return lines


def peak_memory() -> float:
    """Gigabytes at the peak of judging 100,000 series, in a process that does nothing else."""
    found = subprocess.run([sys.executable, "-m", "tests.benchmarks.spc", "memory"], capture_output=True, check=True)
    return float(found.stdout)


def main() -> None:
    """Print every figure."""
    for name, settings in (("hub", HUB), ("mdc", MDC), ("nhsr", NHSR)):
        print(f"{name}: {LARGE:,} × {POINTS} {core(LARGE, settings=settings):.1f} M points/s, "
              f"{SMALL:,} × {POINTS} {core(SMALL, settings=settings):.1f} M points/s")  # fmt: skip
    print(f"hub, one value in twenty missing: {core(LARGE, gaps=True):.1f} M points/s")
    print("\n".join(rivals()))
    print(f"peak memory of {LARGE:,} × {POINTS}: {peak_memory():.2f} GB, input included")
    print("\n".join(report()))


if __name__ == "__main__":
    if sys.argv[1:] == ["memory"]:
        judge(batch(series(LARGE)))
        print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6)
    else:
        main()
