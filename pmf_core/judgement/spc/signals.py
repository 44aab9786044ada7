"""The four rules: functions from values to marks of the same shape, series × points.

A signal marks its whole run, from the first point (Making Data Count; NHSRplotthedots).
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum

import numpy as np

from pmf_core.judgement.spc.partition import Marks
from pmf_core.judgement.spc.profile import Settings, TwoOfThree
from pmf_core.judgement.spc.xmr import TIE, Limits, Numbers


class Rule(IntEnum):
    """The rules, in the order in which NHSRplotthedots prefers them."""

    BEYOND_LIMITS = 0
    TREND = 1
    TWO_OF_THREE = 2
    SHIFT = 3


@dataclass(frozen=True, eq=False)
class Signals:
    """For each rule the points it marks as high (or rising) and as low (or falling)."""

    up: tuple[Marks, Marks, Marks, Marks]
    down: tuple[Marks, Marks, Marks, Marks]

    def high(self) -> Marks:
        """Points that any rule marks as high or rising."""
        return self.up[0] | self.up[1] | self.up[2] | self.up[3]

    def low(self) -> Marks:
        """Points that any rule marks as low or falling."""
        return self.down[0] | self.down[1] | self.down[2] | self.down[3]


def signals_of(values: Numbers, present: Marks, *, limits: Limits, joined: Marks | None, settings: Settings) -> Signals:
    """Every rule in both directions; `limits` are those in force at each point (series × points or × 1)."""
    above = present & (values > limits.centre + limits.slack)
    below = present & (values < limits.centre - limits.slack)
    over, under = beyond_limits(values, present, limits=limits)
    high = above & (values > limits.near_upper + limits.slack)
    low = below & (values < limits.near_lower - limits.slack)
    if settings.two_of_three is TwoOfThree.NEAR_LIMITS:
        high, low = high & ~over, low & ~under
    rising, falling = steps(values, present)
    inside = None if settings.trend_crosses_partitions else joined
    length, run = settings.trend_length, settings.shift_length
    pairs = two_of_three((above, below), (high, low), joined=joined, option=settings.two_of_three)
    return Signals(
        up=(over, trends(rising, joined=inside, length=length), pairs[0], shifts(above, joined=joined, length=run)),
        down=(under, trends(falling, joined=inside, length=length), pairs[1],
              shifts(below, joined=joined, length=run)),
    )  # fmt: skip


def beyond_limits(values: Numbers, present: Marks, *, limits: Limits) -> tuple[Marks, Marks]:
    """Points strictly above the upper and strictly below the lower limit; on a limit is inside."""
    return (
        present & (values > limits.upper + limits.slack),
        present & (values < limits.lower - limits.slack),
    )


def steps(values: Numbers, present: Marks) -> tuple[Marks, Marks]:
    """For each point but the last, whether the next is strictly higher, and whether strictly lower.

    >>> rising, falling = steps(np.array([[1.0, 2.0, 2.0, 1.0]]), np.ones((1, 4), dtype=bool))
    >>> rising.tolist(), falling.tolist()
    ([[True, False, False]], [[False, False, True]])
    """
    both = present[:, 1:] & present[:, :-1]
    change = values[:, 1:] - values[:, :-1]
    tie = np.abs(values[:, 1:]) * TIE
    return both & (change > tie), both & (change < -tie)


def shifts(side: Marks, *, joined: Marks | None, length: int) -> Marks:
    """Points in a run of at least `length` on one side of the centre.

    >>> shifts(np.array([[True] * 7 + [False]]), joined=None, length=7).sum().item()
    7
    """
    links = side[:, 1:] & side[:, :-1]
    return _runs(links if joined is None else links & joined, length=length)


def trends(step: Marks, *, joined: Marks | None, length: int) -> Marks:
    """Points in a run of `length` - 1 or more strict steps in one direction, both ends included."""
    return _runs(step if joined is None else step & joined, length=length)


def two_of_three(
    sides: tuple[Marks, Marks], near: tuple[Marks, Marks], *, joined: Marks | None, option: TwoOfThree
) -> tuple[Marks, Marks]:
    """The points of each three of which two are near one limit, high and low; `TwoOfThree` says which points.

    >>> near = np.array([[True, False, True, False]])
    >>> side = np.array([[True, True, True, False]])
    >>> none = np.zeros_like(side)
    >>> two_of_three((side, none), (near, none), joined=None, option=TwoOfThree.NEAR_LIMITS)[0].tolist()
    [[True, False, True, False]]
    """
    if sides[0].shape[1] < 3:
        return np.zeros_like(sides[0]), np.zeros_like(sides[0])
    one_sided = option in (TwoOfThree.NEAR_LIMITS, TwoOfThree.BEYOND_TWO_SIGMA)
    marks: list[Marks] = []
    for own, other in ((0, 1), (1, 0)):
        found = _most(near[own])
        found &= _every(sides[own]) if one_sided else ~_any(near[other])
        if joined is not None:
            found &= joined[:, :-1] & joined[:, 1:]
        covered = _covered(found, length=3)
        if not one_sided:
            covered |= _opening_pairs(near[own], joined=joined)
        marks.append(covered if option is TwoOfThree.THIRD_MARKED_TOO else covered & near[own])
    return marks[0], marks[1]


def _opening_pairs(near: Marks, *, joined: Marks | None) -> Marks:
    """Both points of a near pair that opens a partition: the Power BI visual does not wait for a third."""
    opens = np.zeros((near.shape[0], near.shape[1] - 1), dtype=bool, order="F")
    opens[:, 0] = True
    if joined is not None:
        opens[:, 1:] = ~joined[:, :-1]
        opens &= joined
    return _covered(opens & near[:, :-1] & near[:, 1:], length=2)


def _most(marks: Marks) -> Marks:
    """For each three in a row, whether two or more are marked."""
    first, second, third = marks[:, :-2], marks[:, 1:-1], marks[:, 2:]
    return (first & second) | (third & (first | second))


def _every(marks: Marks) -> Marks:
    return marks[:, :-2] & marks[:, 1:-1] & marks[:, 2:]


def _any(marks: Marks) -> Marks:
    return marks[:, :-2] | marks[:, 1:-1] | marks[:, 2:]


def _runs(links: Marks, *, length: int) -> Marks:
    """Points covered by `length` - 1 or more links in a row, a link joining a point to the next."""
    wanted = length - 1
    if links.shape[1] < wanted:
        return np.zeros((links.shape[0], links.shape[1] + 1), dtype=bool, order="F")
    runs, reach = links, 1
    while reach < wanted:
        further = min(reach, wanted - reach)
        runs = runs[:, :-further] & runs[:, further:]
        reach += further
    return _covered(runs, length=length)


def _covered(found: Marks, *, length: int) -> Marks:
    """The points of every stretch of `length` points that begins where one is found."""
    marks = np.zeros((found.shape[0], found.shape[1] + length - 1), dtype=bool, order="F")
    marks[:, : found.shape[1]] = found
    reach = 1
    while reach < length:
        further = min(reach, length - reach)
        marks[:, further:] |= marks[:, :-further].copy(order="K")
        reach += further
    return marks
