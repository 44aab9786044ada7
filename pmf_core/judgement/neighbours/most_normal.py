"""The transformation that makes a variable most nearly normal (NHS England's adult social care peers)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike
from scipy import stats

from pmf_core.definitions.likeness import Transform
from pmf_core.judgement.arrays import Numbers, numbers
from pmf_core.judgement.neighbours.transforms import ABOVE_NOUGHT, ALWAYS, refuse_below_nought


@dataclass(frozen=True)
class Transformed:
    """A variable after its transformation, which one it was, and the p value of Shapiro and Wilk's test."""

    values: Numbers
    transform: Transform
    p: float


_FITTED: dict[Transform, Callable[[Numbers], Numbers]] = {
    Transform.YEO_JOHNSON: lambda values: np.asarray(stats.yeojohnson(values)[0]),
    Transform.BOX_COX: lambda values: np.asarray(stats.boxcox(values)[0]),
}


def fitted(values: ArrayLike, transform: Transform) -> Numbers:
    """A variable after a transformation whose exponent is fitted to it, or after the most normal of all."""
    given = numbers(values)
    return most_normal(given).values if transform is Transform.MOST_NORMAL else _FITTED[transform](given)


def most_normal(values: ArrayLike) -> Transformed:
    """The variable after the transformation with the highest p; those that need it only above nought.

    >>> most_normal(np.exp(stats.norm.ppf(np.linspace(0.01, 0.99, 40)))).transform
    <Transform.BOX_COX: 'box_cox'>
    """
    given = numbers(values)
    refuse_below_nought(given)
    tried = ALWAYS | {Transform.YEO_JOHNSON: _FITTED[Transform.YEO_JOHNSON]}
    if given.min() > 0:
        tried |= {Transform.BOX_COX: _FITTED[Transform.BOX_COX]} | ABOVE_NOUGHT
    candidates = [(name, change(given)) for name, change in tried.items()]
    ranked = [Transformed(after, name, float(stats.shapiro(after).pvalue)) for name, after in candidates]
    return max(ranked, key=lambda each: each.p)
