"""Order: ranks and quantiles, along the last axis, where NaN has no place."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike

from pmf_core.judgement.arrays import Numbers, numbers


def lowest_ranks(values: ArrayLike) -> Numbers:
    """The rank of each value, 1 for the smallest; equal values share the best place; NaN has none.

    >>> print(lowest_ranks([30, 10, float("nan"), 10]))
    [ 3.  1. nan  1.]
    """
    return _places(numbers(values), side="left") + 1.0


def average_ranks(values: ArrayLike) -> Numbers:
    """The rank of each value, 1 for the smallest; equal values share the mean of their places.

    >>> print(average_ranks([30, 10, 10]))
    [3.  1.5 1.5]
    """
    given = numbers(values)
    return (_places(given, side="left") + 1.0 + _places(given, side="right")) / 2


def _places(values: Numbers, *, side: str) -> Numbers:
    """For each value how many of its row are below it (left), or below it or equal (right)."""
    rows = values.reshape(-1, values.shape[-1])
    order = np.argsort(rows, axis=-1, kind="stable")
    ordered = np.take_along_axis(rows, order, axis=-1)
    edge = np.arange(rows.shape[-1])
    new = np.ones(rows.shape, dtype=bool)
    if side == "left":
        new[:, 1:] = ordered[:, 1:] != ordered[:, :-1]
        place = np.maximum.accumulate(np.where(new, edge, 0), axis=-1)
    else:
        new[:, :-1] = ordered[:, 1:] != ordered[:, :-1]
        last = np.where(new, edge + 1, rows.shape[-1])
        place = np.minimum.accumulate(last[:, ::-1], axis=-1)[:, ::-1]
    counted = np.empty(rows.shape)
    np.put_along_axis(counted, order, place.astype(float), axis=-1)
    return np.where(np.isnan(rows), np.nan, counted).reshape(values.shape)


def counted(values: Numbers) -> Numbers:
    """How many values of each row are there."""
    return (~np.isnan(values)).sum(axis=-1).astype(float)


def quantiles(values: ArrayLike, probabilities: ArrayLike) -> Numbers:
    """Quantiles of each row, those that are missing left out; the last axis is the probability.

    Linear between the order statistics at 1 + (n - 1)p: type 7 of Hyndman & Fan (1996), as R and Excel do.
    Equal neighbours give their own value exactly, so a value on a cut compares as equal to it.

    >>> print(quantiles([4, 1, float("nan"), 3, 2], [0, 0.25, 0.5]))
    [1.   1.75 2.5 ]
    """
    given, share = numbers(values), numbers(probabilities)
    ordered = np.sort(given, axis=-1)
    size = counted(given)[..., None]
    place = np.maximum(size - 1, 0) * share
    low = np.floor(place)
    high = np.minimum(low + 1, np.maximum(size - 1, 0))
    below = np.take_along_axis(ordered, low.astype(np.int64), axis=-1)
    above = np.take_along_axis(ordered, high.astype(np.int64), axis=-1)
    part = place - low
    return np.where(below == above, below, (1 - part) * below + part * above)
