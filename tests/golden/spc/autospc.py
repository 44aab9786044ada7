"""autospc: proposals to re-base, with the limits of every period.

Where the peer's screen leaves limits without width, or where it crashes, the hub need only not follow it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from pmf_core.judgement.spc.rebase import Proposals, Search, propose
from pmf_core.judgement.spc.signals import shifts
from pmf_core.judgement.spc.xmr import TIE
from tests.golden.reading import Folder, Row
from tests.golden.registry import Comparison, comparison
from tests.golden.spc.cases import by_case, series_of
from tests.golden.tally import NOTHING, Tally, number, number_differences, text_differences

VARIANTS = {
    "d21": Search(),
    "d12s7": Search(period=12, shift=7),
    "d12s8regrets": Search(period=12, no_regrets=False),
    "d15every": Search(period=15, every_shift=True),
}
NEAR = 2**-26
"""R's usual tolerance, absolute: the square root of the machine's precision."""


@dataclass(frozen=True)
class Run:
    """One series searched in one way."""

    values: np.ndarray
    dates: Sequence[str]
    search: Search
    proposals: Proposals

    def periods(self) -> list[int]:
        """The columns where periods begin."""
        return [int(column) for column in self.proposals.start[0] if column >= 0]


def _run(points: Sequence[Row], variant: str, value: str) -> Run:
    values = np.array([[number(point[value]) for point in points]])
    found = propose(values, ~np.isnan(values), search=VARIANTS[variant])
    return Run(values[0], [point["date"] for point in points], VARIANTS[variant], found)


@comparison("spc", "autospc_series.csv")
def autospc_series(folder: Folder) -> Comparison:
    """Where re-bases are proposed."""
    tally = Tally("autospc_series.csv")
    series = series_of(folder)
    for row in folder.rows("autospc_series.csv"):
        run = _run(series[row["series_id"]], row["variant"], "value")
        ours = ";".join(run.dates[column] for column in run.proposals.columns())
        wanted = row["breakpoints"] if row["status"] == "ok" else ours
        tally.case(
            row["run_id"], text_differences({"breakpoints": ours}, row | {"breakpoints": wanted}, where="series")
        )
    return tally.comparison()


@comparison("spc", "autospc_points.csv")
def autospc_points(folder: Folder) -> Comparison:
    """Limits, periods, extremes left out and runs of every point."""
    tally = Tally("autospc_points.csv")
    for name, points in by_case(folder.rows("autospc_points.csv"), key="run_id").items():
        tally.case(name, _differences(_run(points, name.split("::")[1], "y"), points))
    return tally.comparison()


def _differences(run: Run, points: Sequence[Row]) -> list[str]:
    if all(point["cl"] in NOTHING for point in points):
        return ["a period where the peer has none"] if run.periods() else []
    differences: list[str] = []
    edges = [*run.periods(), len(points)]
    for period, (start, end) in enumerate(pairwise(edges)):
        differences += _period_differences(run, points[start:end], start=start, period=period)
    return differences


def _period_differences(run: Run, points: Sequence[Row], *, start: int, period: int) -> list[str]:
    found, scale = run.proposals, float(np.nanmax(np.abs(run.values)))
    limits = {"cl": found.centre, "lcl": found.lower, "ucl": found.upper}
    numbers = {name: float(table[0, period]) for name, table in limits.items()}
    if any(_collapsed(point) for point in points) and numbers["ucl"] > numbers["cl"]:
        return []
    differences: list[str] = []
    for place, point in enumerate(points):
        where = point["date"]
        kind = "calculation" if place < run.search.period else "display"
        words: dict[str, object] = {"period_type": kind}
        if start or place:
            words["break_point"] = int(place == 0)
        if kind == "calculation":
            words["excluded"] = int(found.left_out[0, start + place])
        if point["y"] not in NOTHING:
            differences += number_differences(numbers, point, where=where, scale=scale)
            words |= _sides(float(point["y"]), numbers, point, scale=scale)
        differences += text_differences(words, point, where=where)
    return differences + _shift_differences(run, points, start=start, period=period)


def _shift_differences(run: Run, points: Sequence[Row], *, start: int, period: int) -> list[str]:
    """Runs on one side of the period's centre, at the length that the search uses."""
    values = run.values[start : start + len(points)]
    present = ~np.isnan(values)
    centre = run.proposals.centre[0, period]
    high, low = (
        shifts((present & side)[None, :], joined=None, length=run.search.shift)[0]
        for side in (values > centre + TIE * abs(centre), values < centre - TIE * abs(centre))
    )
    differences: list[str] = []
    for place, point in enumerate(points):
        if present[place]:
            ours = {"rule2": int(high[place] or low[place])}
            differences += text_differences(ours, point, where=point["date"])
    return differences


def _sides(value: float, limits: dict[str, float], point: Row, *, scale: float) -> dict[str, object]:
    """Where a value lies to the limits."""
    slack = 1e-12 * scale
    above, below = value > limits["cl"] + slack, value < limits["cl"] - slack
    outside = value > limits["ucl"] + slack or value < limits["lcl"] - slack
    side = int(above) - int(below)
    # The peer calls anything within 1.5e-8 the same, however small the values are; the hub's ties are relative.
    if point["above_below_cl"] == "0" and abs(value - limits["cl"]) < NEAR:
        side = 0
    return {"above_below_cl": side, "rule1": int(outside)}


def _collapsed(point: Row) -> bool:
    """Whether the peer has limits without width there."""
    return point["lcl"] not in NOTHING and point["lcl"] == point["ucl"]
