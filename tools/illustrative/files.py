"""The files of the set: the same bytes on every run, each listed with its day and checksum."""

from __future__ import annotations

import csv
import gzip
import io
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from pathlib import Path

from tools.illustrative.months import MONTHS, published_on
from tools.illustrative.restated import corrections, first_published
from tools.illustrative.rows import Row

COLUMNS = ("metric", "unit", "period", "numerator", "denominator", "value", "missing_reason", "status")
LISTED = ("file", "published_on", "sha256", "rows")
LIST = "files.csv"


@dataclass(frozen=True)
class MonthlyFile:
    """One file: its name, the day it was published, and its bytes."""

    name: str
    published_on: date
    rows: int
    body: bytes


def files_of(rows: Sequence[Row]) -> list[MonthlyFile]:
    """The monthly files as they were first published, and each restatement as a file of its own."""
    by_month: dict[str, list[Row]] = defaultdict(list)
    for row in first_published(rows):
        by_month[row.period].append(row)
    monthly = [_file(period, published_on(period), by_month[period]) for period in MONTHS]
    return monthly + [_file(name, told.published_on, [row]) for name, told, row in corrections(rows)]


def _file(name: str, day: date, rows: Sequence[Row]) -> MonthlyFile:
    ordered = sorted(rows, key=lambda row: row.key)
    body = gzip.compress(csv_text(COLUMNS, (_cells(row) for row in ordered)).encode(), mtime=0)
    return MonthlyFile(f"{name}.csv.gz", day, len(ordered), body)


def csv_text(header: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A table as CSV with plain line ends."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(header)
    writer.writerows(rows)
    return text.getvalue()


def _cells(row: Row) -> tuple[str, ...]:
    figures = (number(row.numerator), number(row.denominator), number(row.value))
    return (row.metric, row.unit, row.period, *figures, row.missing_reason, row.status)


def number(figure: float | None) -> str:
    """A figure without a needless point.

    >>> number(12.0), number(0.5), number(None)
    ('12', '0.5', '')
    """
    if figure is None:
        return ""
    return str(int(figure)) if figure == int(figure) else repr(figure)


def write(files: Iterable[MonthlyFile], folder: Path) -> None:
    """Write the files and the list of them."""
    folder.mkdir(parents=True, exist_ok=True)
    listed = []
    for file in files:
        (folder / file.name).write_bytes(file.body)
        checksum = sha256(file.body).hexdigest()
        listed.append((file.name, file.published_on.isoformat(), checksum, str(file.rows)))
    (folder / LIST).write_text(csv_text(LISTED, listed), encoding="utf-8")
