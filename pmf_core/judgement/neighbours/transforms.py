"""The transformation that makes a variable most nearly normal (NHS England's adult social care peers)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

import numpy as np
from numpy.typing import ArrayLike
from scipy import stats

from pmf_core.judgement.arrays import Numbers, numbers, refuse_where


class Transform(StrEnum):
    """What is done to a variable before it is scaled."""

    NONE = "none"
    YEO_JOHNSON = "yeo_johnson"
    SQUARE_ROOT = "square_root"
    LOG_ONE_PLUS = "log_one_plus"
    SQUARE = "square"
    BOX_COX = "box_cox"
    RECIPROCAL_ROOT = "reciprocal_root"
    RECIPROCAL = "reciprocal"


@dataclass(frozen=True)
class Transformed:
    """A variable after its transformation, which one it was, and the p value of Shapiro and Wilk's test."""

    values: Numbers
    transform: Transform
    p: float


_ALWAYS: dict[Transform, Callable[[Numbers], Numbers]] = {
    Transform.NONE: np.asarray,
    Transform.YEO_JOHNSON: lambda values: np.asarray(stats.yeojohnson(values)[0]),
    Transform.SQUARE_ROOT: np.sqrt,
    Transform.LOG_ONE_PLUS: np.log1p,
    Transform.SQUARE: np.square,
}

_ABOVE_NOUGHT: dict[Transform, Callable[[Numbers], Numbers]] = {
    Transform.BOX_COX: lambda values: np.asarray(stats.boxcox(values)[0]),
    Transform.RECIPROCAL_ROOT: lambda values: values**-0.5,
    Transform.RECIPROCAL: np.reciprocal,
}


def most_normal(values: ArrayLike) -> Transformed:
    """The variable after the transformation with the highest p; those that need it only above nought.

    >>> most_normal(np.exp(stats.norm.ppf(np.linspace(0.01, 0.99, 40)))).transform
    <Transform.BOX_COX: 'box_cox'>
    """
    given = numbers(values)
    way_out = "A variable to be transformed is 0 or more: use z scores for one that isn't."
    refuse_where(~(given >= 0), given, name="value", way_out=way_out)
    tried = _ALWAYS | (_ABOVE_NOUGHT if given.min() > 0 else {})
    candidates = [(name, change(given)) for name, change in tried.items()]
    ranked = [Transformed(after, name, float(stats.shapiro(after).pvalue)) for name, after in candidates]
    return max(ranked, key=lambda each: each.p)
