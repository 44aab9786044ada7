"""Make the illustrative set: python -m tools.illustrative [--out data/illustrative]."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path

from tools.illustrative.answer_key import write_key
from tools.illustrative.files import files_of, write
from tools.illustrative.flows import with_flows
from tools.illustrative.gaps import with_gaps
from tools.illustrative.rows import drawn_rows

SHIPPED = Path("data/illustrative")


def main() -> None:
    """Write every file of the set, and the answer key."""
    parser = ArgumentParser(prog="python -m tools.illustrative", description=__doc__)
    parser.add_argument("--out", type=Path, default=SHIPPED, help="the folder to write to (default: %(default)s)")
    folder = parser.parse_args().out
    rows = list(with_gaps(with_flows(drawn_rows())))
    files = files_of(rows)
    write(files, folder)
    write_key(rows, folder)
    print(f"{len(files)} files, {sum(file.rows for file in files):,} rows and the answer key in {folder}")


if __name__ == "__main__":
    main()
