"""The council's figures added up from its teams' rows: a ratio is sum over sum."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from pathlib import Path

import numpy as np

from pmf_core.catalogue.yaml_file import read
from tools.illustrative.effects import Numbers
from tools.illustrative.months import COUNT, place
from tools.illustrative.rows import Row

METRICS = Path(__file__).parents[2] / "config" / "metrics"

WORKER = ".worker_"
"""Workers' rows stand beside their teams' sums, and must not be counted twice."""


def council(rows: Iterable[Row], metric: str, *, where: str = "") -> Numbers:
    """A metric's value in each month, over all teams or those whose id begins with `where`.

    >>> rows = [Row("sickness_days", "a.b.c", "2022-04", 9, 10), Row("sickness_days", "a.b.d", "2022-04", 3, 30)]
    >>> float(council(rows, "sickness_days")[0])
    0.3
    """
    totals = np.zeros((3, COUNT))
    for row in rows:
        if row.metric == metric and row.unit.startswith(where) and WORKER not in row.unit:
            totals[:, place(row.period)] += [row.numerator or 0, row.denominator or 0, row.value or 0]
    numerator, denominator, value = totals
    if not denominator.any():
        return value
    return _per(metric) * np.divide(numerator, denominator, out=np.full(COUNT, np.nan), where=denominator > 0)


@cache
def _per(metric: str) -> float:
    """What a ratio is multiplied by, as its definition says: 100 for a percentage; an average is not."""
    calculation = read(METRICS / f"{metric}.yaml").values["calculation"]
    return float(calculation.get("per", 100)) if calculation["kind"] == "ratio" else 1.0
