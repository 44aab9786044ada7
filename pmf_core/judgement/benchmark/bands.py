"""Quartile bands A to D, as the Local Authority Interactive Tool draws them."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from pmf_core.definitions.polarity import Polarity
from pmf_core.judgement.arrays import Numbers, numbers
from pmf_core.judgement.order import quantiles

BANDS = "ABCD"
"""A is the best quarter, D the worst."""

NO_POLARITY, NO_VALUE = "-", ""
"""Shown for a metric in which neither way is better, and for an area without a value."""


@dataclass(frozen=True)
class QuartileBands:
    """The band of each area, and the five cuts: least, lower quartile, median, upper quartile, most."""

    band: np.ndarray
    cuts: Numbers


def quartile_bands(values: ArrayLike, *, polarity: Polarity) -> QuartileBands:
    """The quarter that each area lies in; the last axis is the area.

    A value on a cut belongs to the band of lower values. Polarity is looked at before absence.

    >>> quartile_bands([1, 2, 3, 4, 5], polarity=Polarity.LOWER_IS_BETTER).band.tolist()
    ['A', 'A', 'B', 'C', 'D']
    """
    given = numbers(values)
    cuts = quantiles(given, [0, 0.25, 0.5, 0.75, 1])
    if polarity.sign == 0:
        return QuartileBands(np.full(given.shape, NO_POLARITY), cuts)
    quarter = (given[..., None] > cuts[..., None, 1:4]).sum(axis=-1)
    letters = np.array(list(BANDS if polarity.sign < 0 else BANDS[::-1]))
    return QuartileBands(np.where(np.isnan(given), NO_VALUE, letters[quarter]), cuts)
