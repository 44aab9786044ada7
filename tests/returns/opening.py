"""Opens the files of a folder one after another and tells how each ended: run by tests in a process with a limit.

    python -m tests.returns.opening FOLDER LIMIT_IN_MB

One JSON line a file: its name, `refused` or `read`, what was said, the most memory beyond rest, in MB.
"""

from __future__ import annotations

import json
import resource
import sys
from pathlib import Path

from pmf_core.errors import BadInput
from pmf_core.returns.layout import lay_out
from pmf_core.returns.read import read_workbook


def most_used(whose: int) -> float:
    """The most memory that processes have held, in MB."""
    return resource.getrusage(whose).ru_maxrss / 1024


def opened(path: Path) -> dict[str, str]:
    """How a file ends."""
    try:
        book = read_workbook(path.read_bytes(), name=path.name.split(" ", 1)[-1])
        data = [sheet.name for sheet in book.sheets if lay_out(sheet).is_data]
    except BadInput as error:
        return {"ended": "refused", "said": str(error)}
    return {"ended": "read", "said": ", ".join(data)}


def main(folder: Path, limit: int) -> None:
    """Open every file within the limit beyond what is held at rest."""
    read_workbook(b"Area,Count\nDerby,4\nLeeds,5\n", name="warm.csv")
    rest = most_used(resource.RUSAGE_SELF)
    held = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[5]) * resource.getpagesize()
    resource.setrlimit(resource.RLIMIT_DATA, (held + limit * 1_000_000, resource.RLIM_INFINITY))
    for path in sorted(folder.iterdir()):
        outcome = opened(path)
        beyond = max(most_used(resource.RUSAGE_SELF) - rest, most_used(resource.RUSAGE_CHILDREN))
        print(json.dumps({"file": path.name, **outcome, "beyond": beyond}), flush=True)


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]))
