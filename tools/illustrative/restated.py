"""Figures that were first published wrong and put right later."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from itertools import groupby
from pathlib import Path

from tools.illustrative.rows import Row

FILE = Path(__file__).with_name("restatements.csv")


@dataclass(frozen=True)
class Restatement:
    """One figure put right: what was first published is the true figure times `factor`."""

    metric: str
    unit: str
    period: str
    published_on: date
    field: str
    factor: float
    flips: str
    """`yes` where the council's figure falls in another band afterwards."""
    why: str

    @property
    def key(self) -> tuple[str, str, str]:
        """The row that it puts right."""
        return (self.metric, self.unit, self.period)

    def before(self, row: Row) -> Row:
        """The row as it was first published.

        >>> wrong = Restatement("m", "u", "2026-01", date(2026, 3, 16), "numerator", 0.9, "no", "Some were missing")
        >>> wrong.before(Row("m", "u", "2026-01", 20, 25)).numerator
        18
        """
        return replace(row, **{self.field: round(getattr(row, self.field) * self.factor)})


def restatements(file: Path = FILE) -> tuple[Restatement, ...]:
    """Every restatement, in the order of publication."""
    with file.open(encoding="utf-8") as lines:
        found = [
            Restatement(
                metric=row["metric"],
                unit=row["unit"],
                period=row["period"],
                published_on=date.fromisoformat(row["published_on"]),
                field=row["field"],
                factor=float(row["factor"]),
                flips=row["flips"],
                why=row["why"],
            )
            for row in csv.DictReader(lines)
        ]
    return tuple(sorted(found, key=lambda restatement: restatement.published_on))


def first_published(rows: Iterable[Row]) -> Iterator[Row]:
    """The rows as the monthly files had them, with what was put right later still wrong."""
    wrong = {restatement.key: restatement for restatement in restatements()}
    for row in rows:
        yield wrong[row.key].before(row) if row.key in wrong else row


def corrections(rows: Iterable[Row]) -> Iterator[tuple[str, Restatement, Row]]:
    """Each restatement with the name of its file and the row in it, which is the true one."""
    true: Mapping[tuple[str, str, str], Row] = {row.key: row for row in rows}
    for month, held in groupby(restatements(), key=lambda restatement: f"{restatement.published_on:%Y-%m}"):
        for number, restatement in enumerate(held, 1):
            yield f"restatement-{month}-{number}", restatement, true[restatement.key]
