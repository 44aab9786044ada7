"""XmR limits: mean ± 2.66 times the mean moving range (Wheeler; Making Data Count; NHSRplotthedots).

All arrays are series × points; what is calculated is series × partitions.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any, TypeVar

import numpy as np
from numpy.typing import NDArray

from pmf_core.judgement.spc.partition import Marks, Partitions
from pmf_core.judgement.spc.profile import SCREENING_WIDTH, Screening, Settings

Numbers = NDArray[np.float64]
Scalar = TypeVar("Scalar", bound=np.generic)

TIE = 1e-12
"""Values closer than this, relative to the size of the numbers they come from, are the same value."""

NEAR_LIMITS = 2 / 3
"""Two of the three sigmas between the mean and a limit."""


@dataclass(frozen=True, eq=False)
class Limits:
    """Centre and limits, each series × partitions (or series × points), in the unit of the values.

    Nothing is known of a partition without a moving range: its `known` is False and its limits are NaN.
    `slack` is the distance below which a value is on the centre or on a limit.
    """

    centre: Numbers
    lower: Numbers
    upper: Numbers
    near_lower: Numbers
    near_upper: Numbers
    slack: Numbers
    known: Marks
    by_point: bool = False

    def at(self, partition: NDArray[np.int16]) -> Limits:
        """The limits in force at each point: series × points, or × 1 where one holds for all."""
        if self.by_point or self.centre.shape[1] == 1:
            return self
        return replace(self.mapped(lambda table: spread(table, partition)), by_point=True)

    def mapped(self, change: Callable[[NDArray[Any]], NDArray[Any]]) -> Limits:
        """The limits with every table changed in the same way."""
        centre, lower, upper = change(self.centre), change(self.lower), change(self.upper)
        near_lower, near_upper = change(self.near_lower), change(self.near_upper)
        known = change(self.known)
        return Limits(centre, lower, upper, near_lower, near_upper, change(self.slack), known, self.by_point)


@dataclass(frozen=True, eq=False)
class Process:
    """What the baseline of one partition of each series says, each an array over the series."""

    mean: Numbers
    mean_range: Numbers
    size: Numbers
    """Mean absolute value: the scale on which ties are compared."""


def limits_of(
    values: Numbers, *, partitions: Partitions, settings: Settings, widening: Numbers | None = None
) -> Limits:
    """The limits of every partition; `values` are 0 where nothing is present.

    `widening` is how many times wider each partition's limits are drawn: series × partitions.
    """
    processes: list[Process] = []
    joined = partitions.joined()
    for partition in range(partitions.count):
        lender = partitions.lender(partition)
        if lender == partition:
            members = partitions.members(partition, partitions.baseline)
            processes.append(process_of(values, members, joined=joined, screening=settings.screening))
        else:
            processes.append(processes[lender])
    return _limits(processes, width=settings.limit_width * (1.0 if widening is None else widening))


def process_of(values: Numbers, members: Marks, *, joined: Marks | None, screening: Screening) -> Process:
    """Mean and mean moving range of the members, screened as asked."""
    last = int(np.flatnonzero(members.any(axis=0))[-1]) + 1 if members.any() else 1
    values, members = values[:, :last], members[:, :last]
    both = members[:, 1:] & members[:, :-1]
    if joined is not None:
        both &= joined[:, : last - 1]
    ranges = np.abs(values[:, 1:] - values[:, :-1])
    raw = mean_of(ranges, both)
    mean_range = raw
    if screening is not Screening.OFF:
        kept, members = _screened(ranges, raw, both=both, members=members, screening=screening)
        screened = mean_of(ranges, kept)
        # A screen that leaves nothing, or only zeros, would flag every point: keep the raw ranges.
        mean_range = np.where(screened > 0, screened, raw)
    return Process(mean_of(values, members), mean_range, mean_of(np.abs(values), members))


def _screened(
    ranges: Numbers, raw: Numbers, *, both: Marks, members: Marks, screening: Screening
) -> tuple[Marks, Marks]:
    """The ranges that stay and the members of the mean that stay."""
    screen = (SCREENING_WIDTH * raw)[:, None]
    if screening is Screening.RANGES:
        return both & (ranges < screen), members
    large = both & (ranges > screen)
    left = members.copy(order="K")
    left[:, 1:] &= ~large
    return both & ~large, left


def mean_of(values: Numbers, members: Marks) -> Numbers:
    """The mean of each series' members in two passes, so that ten times 0.1 has the mean 0.1; NaN of none.

    >>> mean_of(np.full((1, 10), 0.1), np.ones((1, 10), dtype=bool)).item()
    0.1
    """
    count = np.count_nonzero(members, axis=1)
    everything = bool(count.size) and int(count.min()) == members.shape[1]
    divisor = np.where(count > 0, count, np.nan)
    first = np.add.reduce(values, axis=1) / divisor if everything else _total(values, members) / divisor
    residuals = values - first[:, None]
    rest = np.add.reduce(residuals, axis=1) if everything else _total(residuals, members)
    return first + rest / divisor


def _total(values: Numbers, members: Marks) -> Numbers:
    return np.add.reduce(values, axis=1, where=members)


def _limits(processes: list[Process], *, width: float | Numbers) -> Limits:
    mean = np.stack([process.mean for process in processes], axis=1)
    reach = width * np.stack([process.mean_range for process in processes], axis=1)
    size = np.stack([process.size for process in processes], axis=1)
    near = NEAR_LIMITS * reach
    slack = TIE * np.fmax(size, np.abs(mean) + reach)
    return Limits(mean, mean - reach, mean + reach, mean - near, mean + near, slack, np.isfinite(reach))


def spread(table: NDArray[Scalar], partition: NDArray[np.int16]) -> NDArray[Scalar]:
    """Numbers of partitions put on the points of each: series × points.

    >>> spread(np.array([[5.0, 7.0]]), np.array([[0, 0, 1]], dtype=np.int16)).tolist()
    [[5.0, 5.0, 7.0]]
    """
    if table.shape[1] == 1:
        return table
    points = np.empty(partition.shape, dtype=table.dtype, order="F")
    points[:] = table[:, :1]
    for number in range(1, table.shape[1]):
        np.copyto(points, table[:, number : number + 1], where=partition == number)
    return points


def moving_range_limits(values: Numbers, present: Marks, *, partitions: Partitions) -> tuple[Numbers, Limits]:
    """The mR chart: moving ranges, NaN where there is none, with their mean and limits of 0 and 3.267 times it.

    >>> from pmf_core.judgement.spc.partition import partitions_of
    >>> from pmf_core.judgement.spc.profile import WHOLE_PARTITION
    >>> there = np.ones((1, 3), dtype=bool)
    >>> whole = partitions_of(there, starts=None, baseline=WHOLE_PARTITION)
    >>> ranges, limits = moving_range_limits(np.array([[1.0, 2.0, 4.0]]), there, partitions=whole)
    >>> ranges.tolist(), limits.upper.round(4).tolist()
    ([[nan, 1.0, 2.0]], [[4.9005]])
    """
    both = present[:, 1:] & present[:, :-1]
    joined = partitions.joined()
    both = both if joined is None else both & joined
    ranges = np.full(values.shape, np.nan)
    ranges[:, 1:] = np.where(both, np.abs(values[:, 1:] - values[:, :-1]), np.nan)
    sizes, there = np.nan_to_num(ranges), partitions.baseline & np.isfinite(ranges)
    means = [mean_of(sizes, partitions.members(number, there)) for number in range(partitions.count)]
    centre = np.stack(means, axis=1)
    upper, zero = SCREENING_WIDTH * centre, np.zeros_like(centre)
    near = NEAR_LIMITS * upper
    return ranges, Limits(centre, zero, upper, zero, near, TIE * upper, np.isfinite(upper))
