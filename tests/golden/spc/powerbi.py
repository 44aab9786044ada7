"""The Power BI visual's functions: limits of 3/1.128, runs of other lengths, its own two of three.

Its input has no missing points: the harness left them out before, so they are left out here too. Where a point
belongs to signals of both directions the hub keeps both and the visual shows the last it met: one of ours.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

import numpy as np

from pmf_core.judgement.spc import NHSR, Judgements, Measured, Rule, Settings, batch_of, judge
from pmf_core.judgement.spc.partition import Marks
from pmf_core.judgement.spc.profile import EXACT_LIMIT_WIDTH, Screening, TwoOfThree
from pmf_core.judgement.spc.signals import steps, trends
from tests.golden.reading import Folder, Row
from tests.golden.registry import Comparison, comparison
from tests.golden.spc.cases import Case, by_case, cases_of
from tests.golden.tally import Tally, number, number_differences, same

POWER_BI = replace(NHSR, limit_width=EXACT_LIMIT_WIDTH, two_of_three=TwoOfThree.THIRD_MARKED_TOO)
SIXES = replace(POWER_BI, shift_length=6, trend_length=6, two_of_three=TwoOfThree.THIRD_NOT_OPPOSED)
SEVEN = {
    "astronomical": Rule.BEYOND_LIMITS, "shift7": Rule.SHIFT, "trend7": Rule.TREND,
    "two_in_three_all": Rule.TWO_OF_THREE,
}  # fmt: skip
SIX = {"shift6": Rule.SHIFT, "trend6": Rule.TREND, "two_in_three_only_outside": Rule.TWO_OF_THREE}
WIDTH_RULES = ("astronomical", "two_in_three_all", "two_in_three_only_outside")
"""Columns that hang on the width of the limits."""


@comparison("spc", "pbi_points.csv")
def pbi_points(folder: Folder) -> Comparison:
    """Limits and marks of every point."""
    tally = Tally("pbi_points.csv")
    cases, rows = cases_of(folder), by_case(folder.rows("pbi_points.csv"))
    for name, points in rows.items():
        tally.case(name, _differences(cases[name], points))
    return tally.comparison()


def _differences(case: Case, points: Sequence[Row]) -> list[str]:
    sevens, sixes = _judged(case, points, POWER_BI), _judged(case, points, SIXES)
    differences = _limit_differences(case, sevens, points)
    for judgements, columns in ((sevens, SEVEN), (sixes, SIX)):
        for column, rule in columns.items():
            marks = (judgements.marked(rule, high=True)[0], judgements.marked(rule, high=False)[0])
            differences += _mark_differences(marks, points, column=column)
    return differences + _mark_differences(_fives(points), points, column="trend5")


def _judged(case: Case, points: Sequence[Row], profile: Settings) -> Judgements:
    starts = tuple(here["date"] for before, here in pairwise(points) if before["group"] != here["group"])
    measured = Measured(
        name=case.name,
        periods=[point["date"] for point in points],
        values=[number(point["value"]) for point in points],
        rebases=starts,
    )
    settings = case.settings(profile, screening=Screening.RANGES, opens_series=False)
    return judge(batch_of([measured]), settings=settings)


def _collapsed(point: Row) -> bool:
    """Whether the peer has no limits, or limits without width, there."""
    lower, upper = number(point["lcl"]), number(point["ucl"])
    return math.isnan(lower) or lower == upper


def _limit_differences(case: Case, judgements: Judgements, points: Sequence[Row]) -> list[str]:
    """Where limits differ; a process without variation has its mean for limits, one point has none."""
    limits, partition = judgements.limits, judgements.partition[0]
    names = {"mean": limits.centre, "lcl": limits.lower, "lcl_95": limits.near_lower,
             "ucl_95": limits.near_upper, "ucl": limits.upper}  # fmt: skip
    differences: list[str] = []
    for place, point in enumerate(points):
        ours = {name: float(table[0, partition[place]]) for name, table in names.items()}
        if not _collapsed(point):
            differences += number_differences(ours, point, where=point["date"], scale=case.scale())
            continue
        reach, raw = ours["ucl"] - ours["mean"], _raw_reach(case, points, group=point["group"])
        differences += number_differences({"mean": ours["mean"]}, point, where=point["date"], scale=case.scale())
        if not same(reach, raw, scale=case.scale()):
            differences.append(f"width at {point['date']}: ours {reach!r}, by the raw ranges {raw!r}")
    return differences


def _raw_reach(case: Case, points: Sequence[Row], *, group: str) -> float:
    """Half the width of the limits from the unscreened moving ranges of a group's baseline."""
    values = [number(point["value"]) for point in points if point["group"] == group]
    values = values[: case.fixed] if case.fixed else values
    ranges = [abs(after - before) for before, after in pairwise(values)]
    return EXACT_LIMIT_WIDTH * sum(ranges) / len(ranges) if ranges else math.nan


def _mark_differences(marks: tuple[Marks, Marks], points: Sequence[Row], *, column: str) -> list[str]:
    differences: list[str] = []
    for place, point in enumerate(points):
        if column in WIDTH_RULES and _collapsed(point):
            continue
        ours = [word for word, marked in zip(("upper", "lower"), marks, strict=True) if marked[place]] or ["none"]
        if point[column] not in ours:
            differences.append(f"{column} at {point['date']}: ours {ours}, theirs {point[column]}")
    return differences


def _fives(points: Sequence[Row]) -> tuple[Marks, Marks]:
    """Trends of five points, a length that the hub's profiles do not offer."""
    values = np.array([[number(point["value"]) for point in points]])
    groups = np.array([[int(point["group"]) for point in points]])
    joined = groups[:, 1:] == groups[:, :-1]
    rising, falling = steps(values, np.ones_like(values, dtype=bool))
    return trends(rising, joined=joined, length=5)[0], trends(falling, joined=joined, length=5)[0]
