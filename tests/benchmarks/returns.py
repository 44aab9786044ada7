"""Reading returns: a workbook of 100,000 rows beside its reader's own parse and beside pandas; a million rows of CSV.

Ratios are of processor time in one run, the process that opens the workbook included.
"""

from __future__ import annotations

import io
import random
import resource
import time
from collections.abc import Callable
from typing import Any

import pandas as pd
import xlsxwriter
from python_calamine import CalamineWorkbook

from pmf_core.returns.layout import lay_out
from pmf_core.returns.read import read_workbook

ROWS, MANY_ROWS = 100_000, 1_000_000
HEADER = ("Code", "Name", "Period", "Measure", "Numerator", "Denominator", "Value", "Status")


def row(number: int, dice: random.Random) -> tuple[Any, ...]:
    """One row of a made-up return in long form."""
    place, year = number % 150, 2010 + number // 150 % 15
    period, measure = f"{year}-{(year + 1) % 100:02}", f"measure {number // 2250}"
    value = "c" if dice.random() < 0.02 else dice.random() * 100
    return f"E1000{place:04}", f"Authority {place}", period, measure, dice.randint(0, 999), 1_000, value, "final"


def workbook() -> bytes:
    """An .xlsx of `ROWS` rows."""
    held, dice = io.BytesIO(), random.Random(0)
    book = xlsxwriter.Workbook(held, {"constant_memory": True})
    sheet = book.add_worksheet("Data")
    sheet.write_row(0, 0, HEADER)
    for number in range(ROWS):
        sheet.write_row(number + 1, 0, row(number, dice))
    book.close()
    return held.getvalue()


def text_file() -> bytes:
    """A .csv of `MANY_ROWS` rows."""
    dice = random.Random(0)
    lines = (",".join(map(str, row(number, dice))) for number in range(MANY_ROWS))
    return "\n".join([",".join(HEADER), *lines]).encode()


def read_and_lay_out(content: bytes, name: str) -> int:
    """What is timed: bytes to a layout."""
    (sheet,) = read_workbook(content, name=name).sheets
    layout = lay_out(sheet)
    assert layout.first_row == 2
    return layout.last_row


def own_parse(content: bytes) -> int:
    """The spreadsheet reader alone."""
    return len(CalamineWorkbook.from_filelike(io.BytesIO(content)).get_sheet_by_index(0).to_python())


def taken(work: Callable[[], object]) -> float:
    """Seconds of processor time, those of finished child processes included."""
    before = time.process_time() + _of_children()
    work()
    return time.process_time() + _of_children() - before


def _of_children() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def main() -> None:
    """Print the figures; the text file first, so that its memory is not hidden by that of others."""
    read_and_lay_out(b"Area,Count\nDerby,4\n", "warm.csv")
    many = text_file()
    rest = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    seconds = taken(lambda: read_and_lay_out(many, "returns.csv"))
    beyond = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - rest) / 1024
    print(f"{MANY_ROWS:,} rows of .csv ({len(many) / 1e6:.0f} MB): {seconds:.2f} s, {beyond:.0f} MB beyond rest")
    content = workbook()
    ours = min(taken(lambda: read_and_lay_out(content, "returns.xlsx")) for _ in range(2))
    parse = min(taken(lambda: own_parse(content)) for _ in range(2))
    theirs = taken(lambda: pd.read_excel(io.BytesIO(content), engine="openpyxl"))
    print(f"{ROWS:,} rows x {len(HEADER)} columns of .xlsx, read and laid out: {ours:.2f} s")
    print(f"  {ours / parse:.2f} x the reader's own parse ({parse:.2f} s)")
    print(f"  pandas with openpyxl takes {theirs / ours:.1f} x as long ({theirs:.1f} s)")


if __name__ == "__main__":
    main()
