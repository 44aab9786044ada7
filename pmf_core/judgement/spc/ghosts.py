"""Ghosted points are drawn and left out of everything: the rules see the series as if they were not there.

So a run goes on over a ghost and a moving range reaches over it, as in Making Data Count.
All arrays are series × points.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from pmf_core.judgement.spc.partition import Marks
from pmf_core.judgement.spc.xmr import Scalar

Order = NDArray[np.intp]


def squeezing(ghosted: Marks) -> Order:
    """The order of columns that puts each series' ghosts behind its other points.

    >>> squeezing(np.array([[False, True, False]])).tolist()
    [[0, 2, 1]]
    """
    return np.argsort(ghosted, axis=1, kind="stable")


def squeezed(array: NDArray[Scalar], order: Order) -> NDArray[Scalar]:
    """An array in the squeezed order; one column that holds for all points stays as it is."""
    return array if array.shape[1] == 1 else np.take_along_axis(array, order, axis=1)


def squeezed_starts(starts: Marks, *, ghosted: Marks, order: Order) -> Marks:
    """Re-bases in the squeezed order: one that falls on a ghost moves to the next point that is there."""
    number = squeezed(np.cumsum(starts, axis=1), order)
    moved = np.zeros_like(starts)
    moved[:, 1:] = number[:, 1:] != number[:, :-1]
    return moved & ~squeezed(ghosted, order)


def restored(array: NDArray[Scalar], order: Order) -> NDArray[Scalar]:
    """An array in the squeezed order, back in the order of the series."""
    back = np.empty_like(array)
    np.put_along_axis(back, order, array, axis=1)
    return back


def drawn_partition(partition: NDArray[np.int16], ghosted: Marks) -> NDArray[np.int16]:
    """Partitions in series order, each ghost in that of the point before it, for drawing its limits."""
    before = np.where(ghosted, 0, np.arange(partition.shape[1]))
    return np.take_along_axis(partition, np.maximum.accumulate(before, axis=1), axis=1)
