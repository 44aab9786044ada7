"""Partitions: stretches of a series that have limits of their own, and the baseline of each.

All arrays are series × points.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from pmf_core.judgement.spc.profile import Baseline

Marks = NDArray[np.bool_]


@dataclass(frozen=True, eq=False)
class Partitions:
    """Which partition each point is in, counted from 0, and which points its limits are made of.

    `number` is absent while every series is one partition. `lender[i, k]` is the partition whose limits
    partition k of series i uses: itself, or the baseline that opens the series.
    """

    count: int
    number: NDArray[np.int16] | None
    baseline: Marks
    opened: bool

    def joined(self) -> Marks | None:
        """For each point but the last, whether the next is in its partition; absent while there is one."""
        return None if self.number is None else self.number[:, 1:] == self.number[:, :-1]

    def lender(self, partition: int) -> int:
        """The partition whose limits this one uses."""
        return 0 if self.opened and partition == 1 else partition

    def members(self, partition: int, present: Marks) -> Marks:
        """The points with a value of one partition."""
        return present if self.number is None else present & (self.number == partition)


def partitions_of(present: Marks, *, starts: Marks | None, baseline: Baseline) -> Partitions:
    """Cut series at their re-bases and mark the baseline of each partition.

    >>> present = np.ones((1, 4), dtype=bool)
    >>> starts = np.array([[False, False, True, False]])
    >>> partitions_of(present, starts=starts, baseline=Baseline()).number.tolist()
    [[0, 0, 1, 1]]
    """
    if starts is not None:
        starts = starts.copy(order="K")
        starts[:, 0] = False
        starts = starts if starts.any() else None
    if baseline.points == 0:
        return _numbered(starts, baseline=present)
    if baseline.opens_series:
        return _opened(present, starts=starts, baseline=baseline)
    first = present & (_position(present, starts=starts, baseline=baseline) <= baseline.points)
    return _numbered(starts, baseline=first)


def _numbered(starts: Marks | None, *, baseline: Marks) -> Partitions:
    if starts is None:
        return Partitions(1, None, baseline, False)
    number = np.asfortranarray(np.cumsum(starts, axis=1, dtype=np.int16))
    return Partitions(int(number.max(initial=0)) + 1, number, baseline, False)


def _position(present: Marks, *, starts: Marks | None, baseline: Baseline) -> NDArray[np.int32]:
    """The place of each point in its partition, counted from 1."""
    counted = np.ones_like(present) if baseline.counts_missing else present
    place = np.cumsum(counted, axis=1, dtype=np.int32)
    if starts is not None:
        before = np.where(starts, place - counted, 0)
        place = place - np.maximum.accumulate(before, axis=1)
    return np.asfortranarray(place)


def _opened(present: Marks, *, starts: Marks | None, baseline: Baseline) -> Partitions:
    """Partition 0 is the baseline at the start of the series; partition 1 borrows its limits."""
    starts = np.zeros_like(present) if starts is None else starts
    opening = _position(present, starts=None, baseline=baseline) <= baseline.points
    opening &= ~np.logical_or.accumulate(starts, axis=1)
    after = np.zeros_like(present)
    after[:, 1:] = opening[:, :-1] & ~opening[:, 1:]
    # A re-base on the very point that ends the baseline borrows nothing, so it counts twice: 0, 2.
    cuts = (after | starts).astype(np.int16) + (after & starts)
    number = np.asfortranarray(np.cumsum(cuts, axis=1, dtype=np.int16))
    return Partitions(int(number.max(initial=0)) + 1, number, present & (number != 1), True)
