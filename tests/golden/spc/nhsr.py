"""NHSRplotthedots: limits, signals and labels of every point."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise

from pmf_core.judgement.spc import NHSR, Judgements, Rule, Variation
from pmf_core.judgement.spc.profile import Screening
from tests.golden.reading import Folder, Row
from tests.golden.registry import Comparison, comparison
from tests.golden.spc.by_hand import Options, Point
from tests.golden.spc.cases import Case, by_case, cases_of, judged
from tests.golden.tally import Tally, number, number_differences, text_differences

TYPES = {
    Rule.BEYOND_LIMITS: ("Above UCL", "Below LCL"),
    Rule.TREND: ("7 Point Trend (Increasing)", "7 Point Trend (Decreasing)"),
    Rule.TWO_OF_THREE: ("2 in 3 Above CL", "2 in 3 Below CL"),
    Rule.SHIFT: ("7 Points Above CL", "7 Points Below CL"),
}
"""The peer's words for each rule, high and low."""

COMMON = "Common Cause"
POINT_TYPE = {
    Variation.IMPROVEMENT_HIGH: "special_cause_improvement", Variation.IMPROVEMENT_LOW: "special_cause_improvement",
    Variation.CONCERN_HIGH: "special_cause_concern", Variation.CONCERN_LOW: "special_cause_concern",
    Variation.NEITHER_HIGH: "special_cause_neutral_high", Variation.NEITHER_LOW: "special_cause_neutral_low",
    Variation.COMMON_CAUSE: "common_cause", Variation.NOT_JUDGED: "common_cause",
}  # fmt: skip
"""The peer's words for each variation; a missing point is common cause there."""

RULES = (("beyond", Rule.BEYOND_LIMITS), ("trend", Rule.TREND), ("two of three", Rule.TWO_OF_THREE),
         ("shift", Rule.SHIFT))  # fmt: skip
"""The rules by the names they have by hand, in the order in which the peer prefers them."""


@dataclass(frozen=True)
class Ours:
    """One point as the hub sees it, in the peer's words."""

    partition: int
    value: float
    numbers: dict[str, float]
    sides: dict[str, int]
    words: dict[str, object]


def ours_of(case: Case, judgements: Judgements) -> list[Ours]:
    """Every point of a case as the hub sees it."""
    limits = judgements.limits_by_point()
    points: list[Ours] = []
    for place, value in enumerate(case.measured.values):
        at = min(place, limits.centre.shape[1] - 1)
        centre, upper, slack = (float(table[0, at]) for table in (limits.centre, limits.upper, limits.slack))
        signals, label = int(judgements.signals[0, place]), Variation(judgements.label[0, place])
        kind = _special_cause_type(signals, high=label.name.endswith("HIGH"))
        points.append(
            Ours(
                partition=int(judgements.partition[0, place]),
                value=value,
                numbers={"mean": centre, "lpl": float(limits.lower[0, at]), "upl": upper},
                sides=_sides(value, centre, upper=upper, slack=slack, outside=bool(signals & 0b10001)),
                words={
                    "special_cause_type": kind,
                    "special_cause_flag": int(kind != COMMON),
                    "point_type": POINT_TYPE[label],
                },
            )
        )
    return points


def _sides(value: float, centre: float, *, upper: float, slack: float, outside: bool) -> dict[str, int]:
    """Where a value lies to the mean and the limits; nothing where either is missing."""
    distance, sigma = value - centre, (upper - centre) / 3
    if math.isnan(distance) or math.isnan(sigma):
        return {}
    side = (distance > slack) - (distance < -slack)
    near = 2 * sigma + slack < abs(distance) <= 3 * sigma + slack
    return {"outside_limits": int(outside), "relative_to_mean": side, "close_to_limits": int(near)}


def _special_cause_type(signals: int, *, high: bool) -> str:
    """The peer's words for the first rule that marks a point."""
    for rule, words in TYPES.items():
        up, down = signals >> rule & 1, signals >> (4 + rule) & 1
        if up or down:
            return words[0 if up and (high or not down) else 1]
    return COMMON


def differences_of(case: Case, ours: Sequence[Ours], points: Sequence[Row]) -> list[str]:
    """Where our points differ from the peer's, or from the specification where the peer is not followed."""
    differences: list[str] = []
    for own, point in zip(ours, _wanted(case, points), strict=True):
        differences += number_differences(own.numbers, point, where=point["date"], scale=case.scale())
        differences += text_differences(own.sides | own.words, point, where=point["date"])
    cuts = [here.partition != before.partition for before, here in pairwise(ours)]
    theirs = [here["rebase_group"] != before["rebase_group"] for before, here in pairwise(points)]
    return differences + ([] if cuts == theirs else [f"groups begin elsewhere: {cuts} and {theirs}"])


def _wanted(case: Case, points: Sequence[Row]) -> list[Row]:
    """The peer's rows; those whose limits collapsed, or whose trend is mislabelled, by the specification."""
    by_hand = rows_by_hand(case)
    return [row | hand if _is_quirk(row, hand) else row for row, hand in zip(points, by_hand, strict=True)]


def _is_quirk(row: Row, hand: Row) -> bool:
    """Whether the peer's limits are missing or without width, or it turns a trend the wrong way round."""
    lower, upper = number(row["lpl"]), number(row["upl"])
    kinds = {row["special_cause_type"], hand["special_cause_type"]}
    return math.isnan(lower) or lower == upper or kinds == set(TYPES[Rule.TREND])


def rows_by_hand(case: Case) -> list[Row]:
    """Every point by the specification, in the peer's words."""
    points = case.by_hand(Options())
    after = [*points[1:], Point(None, 0)]
    return [
        {"date": date, "rebase_group": str(point.partition)} | _row_by_hand(point, following, direction=case.direction)
        for date, point, following in zip(case.measured.periods, points, after, strict=True)
    ]


def _row_by_hand(point: Point, following: Point, *, direction: int) -> Row:
    kind, side = COMMON, 0
    for name, rule in reversed(RULES):
        up, down = name in point.up, name in point.down
        if up or down:
            # Only a turning point is in two trends; it belongs to the later.
            side = 1 if up and (not down or name in following.up) else -1
            kind = TYPES[rule][0 if side > 0 else 1]
    neutral = {0: "common_cause", 1: "special_cause_neutral_high", -1: "special_cause_neutral_low"}[side]
    judged = {0: "common_cause", 1: "special_cause_improvement", -1: "special_cause_concern"}[side * direction]
    words = {
        "special_cause_type": kind,
        "special_cause_flag": str(int(kind != COMMON)),
        "point_type": judged if direction else neutral,
    }
    return words | _numbers_by_hand(point)


def _numbers_by_hand(point: Point) -> Row:
    numbers = {"mean": point.mean, "lpl": point.lower, "upl": point.upper}
    row = {name: "NaN" if value is None else repr(float(value)) for name, value in numbers.items()}
    if point.value is None or point.mean is None or point.upper is None:
        return row
    distance, width = point.value - point.mean, point.upper - point.mean
    near = Fraction(2, 3) * width < abs(distance) <= width
    side = (distance > 0) - (distance < 0)
    outside = abs(distance) > width
    return row | {
        "outside_limits": str(int(outside)), "relative_to_mean": str(side), "close_to_limits": str(int(near))
    }  # fmt: skip


@comparison("spc", "nhsr_points.csv")
def nhsr_points(folder: Folder) -> Comparison:
    """Limits, signals and labels of every point."""
    tally = Tally("nhsr_points.csv")
    cases, rows = cases_of(folder), by_case(folder.rows("nhsr_points.csv"))
    for case, judgements in judged([cases[name] for name in rows], NHSR, screening=Screening.RANGES):
        tally.case(case.name, differences_of(case, ours_of(case, judgements), rows[case.name]))
    return tally.comparison()
