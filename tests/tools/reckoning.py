"""The shipped illustrative files read and added up here, apart from the code that made them."""

from __future__ import annotations

import csv
import gzip
from collections import defaultdict
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from pmf_core.catalogue.metric_files import metric_files
from pmf_core.catalogue.yaml_file import read
from pmf_core.definitions import Derived, Framework, Mean, Metric, Ratio
from pmf_core.definitions.period import Period, month

ROOT = Path(__file__).parents[2]
DATA, CONFIG = ROOT / "data" / "illustrative", ROOT / "config"
COUNCIL = "E10000024"

PERIODS: tuple[Period, ...] = tuple(month(2022, 4).before(-step) for step in range(48))
MONTHS = tuple(period.id for period in PERIODS)
LAST = MONTHS[-1]

Row = Mapping[str, str]
Key = tuple[str, str, str]


@cache
def metrics() -> dict[str, Metric]:
    """The newest version of every metric of the illustrative set."""
    framework = Framework.model_validate(read(CONFIG / "frameworks" / "nottinghamshire.yaml").values)
    faults: list[str] = []
    found = metric_files(
        CONFIG / "metrics", tolerances=framework.tolerances, default=framework.default_tolerance, faults=faults
    )
    assert faults == []
    return {name: versions[-1] for name, versions in found.items() if versions[-1].source == "illustrative_set"}


def rows_of(name: str) -> Iterator[Row]:
    """The rows of one file."""
    with gzip.open(DATA / name, "rt", encoding="utf-8") as lines:
        yield from csv.DictReader(lines)


def table(name: str) -> list[dict[str, str]]:
    """One of the lists beside the figures."""
    with (DATA / name).open(encoding="utf-8") as lines:
        return list(csv.DictReader(lines))


def key_of(kind: str) -> list[dict[str, str]]:
    """The answer key's lines of a kind."""
    return [line for line in table("answer_key.csv") if line["kind"] == kind]


@cache
def first_published() -> dict[Key, Row]:
    """Every row of the monthly files."""
    return {_key(row): row for period in MONTHS for row in rows_of(f"{period}.csv.gz")}


@cache
def restated() -> dict[Key, Row]:
    """Every row of the restatements."""
    return {_key(row): row for file in sorted(DATA.glob("restatement-*.csv.gz")) for row in rows_of(file.name)}


def _key(row: Row) -> Key:
    return (row["metric"], row["unit"], row["period"])


@cache
def _totals(*, corrected: bool, where: str) -> dict[tuple[str, str], list[float]]:
    totals: dict[tuple[str, str], list[float]] = defaultdict(lambda: [0.0, 0.0, 0.0])
    for row in (first_published() | (restated() if corrected else {})).values():
        if row["unit"].startswith(where) and ".worker_" not in row["unit"]:
            total = totals[row["metric"], row["period"]]
            for place, column in enumerate(("numerator", "denominator", "value")):
                total[place] += float(row[column] or 0)
    return totals


def series(metric: str, *, corrected: bool = True, where: str = "") -> NDArray[np.float64]:
    """A metric's 48 values over all teams, or those below a unit: sum over sum."""
    calculation = metrics()[metric].calculation
    if isinstance(calculation, Derived):
        parts = {part: series(part, corrected=corrected, where=where) for part in calculation.parts}
        return 100 * parts["agency_spend"] / (parts["agency_spend"] + parts["pay_bill"])
    totals = _totals(corrected=corrected, where=where)
    held = np.array([totals[metric, period] for period in MONTHS])
    match calculation:
        case Ratio(per=per):
            return per * held[:, 0] / held[:, 1]
        case Mean():
            return held[:, 0] / held[:, 1]
        case _:
            return held[:, 2]
