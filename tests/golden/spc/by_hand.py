"""One XmR series by the specification, point by point in exact fractions: slow, plain and independent of the hub.

It stands in where a reference implementation crashes or collapses, and it is the oracle of the property tests.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise

Value = Fraction | None

WIDTH = Fraction("2.66")
SCREEN = Fraction("3.267")


@dataclass(frozen=True)
class Options:
    """How the series is judged; `fixed` points of each partition are its baseline, 0 for all."""

    fixed: int = 0
    opens_series: bool = False
    screened: bool = False
    drops_points: bool = False
    trend_crosses: bool = False
    length: int = 7
    beyond_two_sigma: bool = False


@dataclass
class Point:
    """What is found at one point; `up` and `down` name the rules that mark it."""

    value: Value
    partition: int
    mean: Value = None
    lower: Value = None
    upper: Value = None
    up: frozenset[str] = frozenset()
    down: frozenset[str] = frozenset()


def exact(text: str) -> Value:
    """A cell as an exact number."""
    return None if text in ("", "NA", "NaN") else Fraction(text)


def by_hand(values: Sequence[Value], starts: Sequence[bool], options: Options) -> list[Point]:
    """Every point with its limits and the rules that mark it."""
    points = _partitioned(values, starts, options)
    numbers = sorted({point.partition for point in points})
    found: dict[int, tuple[Value, Value]] = {}
    for number in numbers:
        borrows = options.opens_series and options.fixed and number == 1
        found[number] = found[0] if borrows else _process(points, number, options)
        mean, mean_range = found[number]
        for point in points:
            if point.partition == number and mean is not None:
                point.mean = mean
                if mean_range is not None:
                    point.lower, point.upper = mean - WIDTH * mean_range, mean + WIDTH * mean_range
    for sign in (1, -1):
        _mark(points, sign, options)
    return points


def label_by_hand(point: Point, direction: int, *, improvement_wins: bool) -> str:
    """The variation label of a point; `direction` is +1, 0 or -1 for the metric."""
    high, low = bool(point.up), bool(point.down)
    if high and low:
        high = direction >= 0 if improvement_wins else direction <= 0
        low = not high
    if not (high or low):
        return "common_cause"
    side = "high" if high else "low"
    if direction == 0:
        return f"neither_{side}"
    return f"improvement_{side}" if high == (direction > 0) else f"concern_{side}"


def assurance_by_hand(point: Point, target: Value, direction: int, *, on_limit_decides: bool) -> str:
    """How the target lies to the limits of a point; passing is tested first."""
    if target is None or direction == 0 or point.lower is None or point.upper is None:
        return ""
    below, above = target < point.lower, target > point.upper
    if on_limit_decides:
        below, above = target <= point.lower, target >= point.upper
    if below if direction > 0 else above:
        return "pass"
    return "fail" if (above if direction > 0 else below) else "hit_or_miss"


def _partitioned(values: Sequence[Value], starts: Sequence[bool], options: Options) -> list[Point]:
    points: list[Point] = []
    number = 0
    opening = bool(options.opens_series and options.fixed)
    for place, value in enumerate(values):
        rebased = starts[place] and place > 0
        if opening and (rebased or place == options.fixed):
            number += 2 if rebased else 1
            opening = False
        elif rebased:
            number += 1
        points.append(Point(value, number))
    return points


def _process(points: Sequence[Point], number: int, options: Options) -> tuple[Value, Value]:
    """Mean and mean moving range of one partition's baseline."""
    members = [point.value for point in points if point.partition == number]
    if options.fixed and not options.opens_series:
        members = members[: options.fixed]
    ranges = [
        (place, abs(after - before))
        for place, (before, after) in enumerate(pairwise(members), start=1)
        if before is not None and after is not None
    ]
    raw = _mean([size for _, size in ranges])
    if not options.screened or raw is None:
        return _mean(members), raw
    large = {place for place, size in ranges if size > SCREEN * raw}
    kept = _mean([size for place, size in ranges if place not in large])
    stay = [value for place, value in enumerate(members) if not (options.drops_points and place in large)]
    return _mean(stay), kept if kept else raw


def _mean(values: Sequence[Value]) -> Value:
    there = [value for value in values if value is not None]
    return sum(there, Fraction(0)) / len(there) if there else None


def _mark(points: Sequence[Point], sign: int, options: Options) -> None:
    """Mark the points of every rule in one direction."""
    marks: list[set[str]] = [set() for _ in points]
    distance = [_distance(point, sign) for point in points]
    width = [_width(point) for point in points]
    for place, reach in enumerate(distance):
        if reach is not None and width[place] is not None and reach > width[place]:
            marks[place].add("beyond")
    _mark_runs(points, distance, marks, options)
    _mark_trends(points, marks, sign, options)
    _mark_two_of_three(points, distance, width, marks, options)
    for point, found in zip(points, marks, strict=True):
        if sign > 0:
            point.up = frozenset(found)
        else:
            point.down = frozenset(found)


def _distance(point: Point, sign: int) -> Value:
    return None if point.value is None or point.mean is None else sign * (point.value - point.mean)


def _width(point: Point) -> Value:
    return None if point.upper is None or point.mean is None else point.upper - point.mean


def _mark_runs(points: Sequence[Point], distance: Sequence[Value], marks: Sequence[set[str]], options: Options) -> None:
    for first in range(len(points) - options.length + 1):
        run = range(first, first + options.length)
        one_partition = len({points[place].partition for place in run}) == 1
        if one_partition and all((distance[place] or 0) > 0 for place in run):
            for place in run:
                marks[place].add("shift")


def _mark_trends(points: Sequence[Point], marks: Sequence[set[str]], sign: int, options: Options) -> None:
    for first in range(len(points) - options.length + 1):
        run = range(first, first + options.length)
        values = [points[place].value for place in run]
        if len({points[place].partition for place in run}) > 1 and not options.trend_crosses:
            continue
        steps = pairwise(values)
        if all(a is not None and b is not None and sign * (b - a) > 0 for a, b in steps):
            for place in run:
                marks[place].add("trend")


def _mark_two_of_three(
    points: Sequence[Point],
    distance: Sequence[Value],
    width: Sequence[Value],
    marks: Sequence[set[str]],
    options: Options,
) -> None:
    for first in range(len(points) - 2):
        three = range(first, first + 3)
        if len({points[place].partition for place in three}) > 1 or width[first] is None:
            continue
        if not all((distance[place] or 0) > 0 for place in three):
            continue
        near = [
            place
            for place in three
            if distance[place] > Fraction(2, 3) * width[place]
            and (options.beyond_two_sigma or distance[place] <= width[place])
        ]
        if len(near) >= 2:
            for place in near:
                marks[place].add("two of three")
