"""`python -m tests.golden DIR`: a line per file, and exit 1 on any mismatch."""

from __future__ import annotations

import sys
from pathlib import Path

from tests.golden.registry import FOLDERS, SHOWN, compare_all, load


def main(arguments: list[str]) -> int:
    """Print `file cases mismatches skipped(reason)` for each file of the directory."""
    if len(arguments) != 1 or not any((Path(arguments[0]) / folder).is_dir() for folder in FOLDERS):
        usage = f"Usage: python -m tests.golden DIR, where DIR has a folder {' or '.join(FOLDERS)}."
        print(usage, file=sys.stderr)
        return 2
    load()
    mismatches = 0
    for outcome in compare_all(Path(arguments[0])):
        print(outcome.line(), flush=True)
        for example in outcome.examples[:SHOWN]:
            print(f"    {example}")
        mismatches += outcome.mismatches
    return 1 if mismatches else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
