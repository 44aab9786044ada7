"""Every figure of speed and size, one part after another: `make bench`, or the parts that are named."""

from __future__ import annotations

import platform
import subprocess
import sys

PARTS = (
    "build",
    "views",
    "scope",
    "spc",
    "from_store",
    "comparison",
    "meeting",
    "returns",
    "whole_return",
    "publishing",
    "load",
    "browser",
)
"""Each a module of this folder, run in a process of its own."""


def main(parts: list[str]) -> None:
    """Run the parts, each in a process of its own, so that none warms another."""
    print(f"{platform.processor() or platform.machine()}, Python {platform.python_version()}")
    for part in parts or PARTS:
        print(f"\n== {part}", flush=True)
        subprocess.run([sys.executable, "-m", f"tests.benchmarks.{part}"], check=True)


if __name__ == "__main__":
    main(sys.argv[1:])
