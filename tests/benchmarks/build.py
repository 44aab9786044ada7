"""The shipped store: how long it takes to build, how large it is, and what a process at rest holds."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from pathlib import Path
from time import perf_counter

from tests.benchmarks.load import ROOT, serving

PORT = 8767


def main() -> None:
    """Print the figures."""
    with tempfile.TemporaryDirectory() as folder:
        environment = {**os.environ, "PMF_STORE": folder}
        command = [sys.executable, "-m", "pmf_core", "build"]
        for name in ("first build", "second build, nothing new"):
            began = perf_counter()
            subprocess.run(command, cwd=ROOT, env=environment, check=True, capture_output=True)
            print(f"{name}: {perf_counter() - began:.1f} s")
        size = sum(path.stat().st_size for path in Path(folder).glob("hub-*.duckdb"))
        print(f"store: {size / 1e6:.0f} MB")
        os.environ["PMF_STORE"] = folder
        began = perf_counter()
        with serving(PORT) as server:
            print(f"serving after {perf_counter() - began:.1f} s, {server.memory_info().rss / 1e6:.0f} MB at rest")


if __name__ == "__main__":
    main()
