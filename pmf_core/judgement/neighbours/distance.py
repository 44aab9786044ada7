"""Distances between areas, the nearest of each, and what the distance comes from."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from pmf_core.errors import BadInput
from pmf_core.judgement.arrays import Codes, Numbers, numbers

FARTHEST_COUNTED = 10
"""A match of 0 % is the distance of the tenth farthest area, so that a few odd ones don't stretch it (mySociety)."""

MATCH_DECIMALS = 3
"""A match is rounded to a tenth of a per cent."""

NO_NEIGHBOUR = -1
"""In place of a neighbour where an area has fewer candidates than asked for."""


@dataclass(frozen=True)
class Neighbours:
    """Areas × neighbours, nearest first: positions of the neighbours and their distances."""

    position: Codes
    distance: Numbers


def distances(variables: ArrayLike, *, others: ArrayLike | None = None) -> Numbers:
    """Euclidean distance of every area from every other, or from `others`: areas × areas.

    >>> print(distances([[0, 0], [3, 4]]))
    [[0. 5.]
     [5. 0.]]
    """
    given = numbers(variables)
    further = given if others is None else numbers(others)
    total = np.zeros((len(given), len(further)))
    for column in range(given.shape[1]):
        total += (given[:, column, None] - further[None, :, column]) ** 2
    return np.sqrt(total)


def nearest(apart: ArrayLike, *, count: int, alike: ArrayLike | None = None) -> Neighbours:
    """The nearest areas of each, itself never among them; ties go to the area listed first.

    `alike` marks, areas × areas, which may be neighbours at all, such as those of the same type.

    >>> answer = nearest(distances([[0], [1], [5]]), count=2)
    >>> print(answer.position.tolist(), answer.distance.tolist())
    [[1, 2], [0, 2], [1, 0]] [[1.0, 5.0], [1.0, 4.0], [4.0, 5.0]]
    """
    if count < 1:
        raise BadInput(f"count is {count}. Ask for 1 neighbour or more.")
    far = _candidates(apart, alike)
    position = np.argsort(far, axis=1, kind="stable")[:, :count]
    distance = np.take_along_axis(far, position, axis=1)
    absent = np.isinf(distance)
    return Neighbours(np.where(absent, NO_NEIGHBOUR, position), np.where(absent, np.nan, distance))


def rebased(apart: ArrayLike, *, alike: ArrayLike | None = None) -> Numbers:
    """Distances as a share of the farthest candidate's, which is 1 (CIPFA).

    >>> print(rebased(distances([[0], [1], [5]]))[0])
    [nan 0.2 1. ]
    """
    far = _candidates(apart, alike)
    held = np.isfinite(far)
    return np.where(held, far, np.nan) / np.where(held, far, 0.0).max(axis=1, keepdims=True)


def match_percentages(apart: ArrayLike, *, alike: ArrayLike | None = None) -> Numbers:
    """How well each candidate matches: 100 for the same, 0 from the tenth farthest on (mySociety).

    >>> match = match_percentages(distances(np.arange(12.0)[:, None]))
    >>> print(match[0, 1:4])
    [50.  0.  0.]
    """
    far = _candidates(apart, alike)
    count = np.isfinite(far).sum(axis=1)
    tenth = np.take_along_axis(np.sort(far, axis=1), np.maximum(count - FARTHEST_COUNTED, 0)[:, None], axis=1)
    match = np.round(1 - np.where(np.isfinite(far), far, np.nan) / tenth, MATCH_DECIMALS)
    return np.maximum(match, 0.0) * 100


def drivers(variables: ArrayLike, area: int, *, neighbours: ArrayLike) -> Numbers:
    """The share of each squared distance that each variable makes: neighbours × variables.

    >>> print(drivers([[0, 0], [3, 4]], 0, neighbours=[1]))
    [[0.36 0.64]]
    """
    given, others = numbers(variables), np.asarray(neighbours, dtype=np.int64)
    squares = (given[others] - given[area]) ** 2
    total = squares.sum(axis=1, keepdims=True)
    return np.divide(squares, total, out=np.zeros_like(squares), where=total > 0)


def _candidates(apart: ArrayLike, alike: ArrayLike | None) -> Numbers:
    """Distances, infinite for the area itself and for those that may not be its neighbours."""
    given = numbers(apart)
    if given.ndim != 2 or given.shape[0] != given.shape[1]:
        raise BadInput(f"distances have shape {given.shape}. Give areas × areas.")
    allowed = np.ones(given.shape, dtype=bool) if alike is None else np.asarray(alike, dtype=bool)
    return np.where(allowed & ~np.eye(len(given), dtype=bool), given, np.inf)
