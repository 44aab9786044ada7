"""The change from the period before to the latest."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from pmf_core.definitions.polarity import Polarity
from pmf_core.errors import BadInput
from pmf_core.judgement.arrays import Codes, Numbers, numbers


@dataclass(frozen=True)
class Change:
    """The difference, its arrow (-1, 0, 1; 0 too where there is none) and whether it is better (1) or worse (-1)."""

    difference: Numbers
    arrow: Codes
    improvement: Codes


def change_of_latest(values: ArrayLike, *, polarity: Polarity) -> Change:
    """The last point less the one before it; the last axis is the period, consecutive, gaps as NaN.

    >>> change = change_of_latest([[3, 5], [5, 5], [float("nan"), 5]], polarity=Polarity.LOWER_IS_BETTER)
    >>> print(change.difference, change.arrow, change.improvement)
    [ 2.  0. nan] [1 0 0] [-1  0  0]
    """
    given = numbers(values)
    if given.shape[-1] < 2:
        raise BadInput(f"{given.shape[-1]} period. A change needs the latest and the one before.")
    difference = given[..., -1] - given[..., -2]
    arrow = np.nan_to_num(np.sign(difference)).astype(np.int64)
    return Change(difference, arrow, arrow * polarity.sign)
