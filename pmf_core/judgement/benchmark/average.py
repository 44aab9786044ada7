"""What the others have on average: neighbours, a region, the country."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from pmf_core.errors import BadInput
from pmf_core.judgement.arrays import Numbers, numbers, refuse_unless_alike, refuse_where
from pmf_core.judgement.order import counted

FEWEST_POOLED = 2
"""A pooled average needs two areas: of one it would be that area's own value (Fingertips)."""


@dataclass(frozen=True)
class Average:
    """Averages and how many values each rests on; NaN where there were too few."""

    value: Numbers
    count: Numbers


def neighbour_average(values: ArrayLike, neighbours: ArrayLike) -> Average:
    """The plain mean of each area's neighbours, those without a value left out (LAIT).

    `values` has the area on its last axis; `neighbours` is areas × neighbours, positions on that axis, -1
    where a list is shorter. An area is not its own neighbour.

    >>> answer = neighbour_average([4.0, 8.0, float("nan")], [[1, 2], [0, 2], [0, 1]])
    >>> print(answer.value, answer.count)
    [8. 4. 6.] [1. 1. 2.]
    """
    given, others = numbers(values), np.asarray(neighbours, dtype=np.int64)
    own = others == np.arange(len(others))[:, None]
    refuse_where(own, others, name="neighbour", way_out="An area is not its own neighbour: leave it out.")
    refuse_where(others >= given.shape[-1], others, name="neighbour", way_out="There is no area at that place.")
    taken = np.where(others >= 0, given[..., np.maximum(others, 0)], np.nan)
    count = counted(taken)
    total = np.where(np.isnan(taken), 0.0, taken).sum(axis=-1)
    return Average(total / np.where(count > 0, count, np.nan), count)


def pooled_average(numerators: ArrayLike, denominators: ArrayLike, *, multiplier: float = 1.0) -> Average:
    """The sum of numerators over the sum of denominators, of the areas on the last axis that have both.

    >>> answer = pooled_average([10, 30, float("nan")], [100, 100, 50], multiplier=100)
    >>> print(answer.value, answer.count)
    20.0 2.0
    """
    x, n = numbers(numerators), numbers(denominators)
    refuse_unless_alike(x, n, names="numerators and denominators")
    refuse_where(n < 0, n, name="denominator", way_out="A denominator is 0 or more.")
    held = ~(np.isnan(x) | np.isnan(n))
    count = held.sum(axis=-1).astype(float)
    whole = np.where(held, n, 0.0).sum(axis=-1)
    usable = (count >= FEWEST_POOLED) & (whole > 0)
    value = np.where(held, x, 0.0).sum(axis=-1) / np.where(usable, whole, np.nan) * multiplier
    return Average(value, count)


def published_or_pooled(published: ArrayLike, pooled: ArrayLike) -> tuple[Numbers, np.ndarray]:
    """The published figure where there is one, else the pooled average; and which it is.

    >>> value, is_published = published_or_pooled([20.0, float("nan")], [19.0, 18.0])
    >>> print(value, is_published)
    [20. 18.] [ True False]
    """
    official, own = numbers(published), numbers(pooled)
    if official.shape != own.shape:
        raise BadInput(f"{official.shape} published and {own.shape} pooled averages. Give one of each.")
    return np.where(np.isnan(official), own, official), ~np.isnan(official)
