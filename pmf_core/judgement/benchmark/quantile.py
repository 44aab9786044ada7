"""Equal groups by rank (PHEindicatormethods) and by cuts (Fingertips)."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike

from pmf_core.definitions.polarity import Polarity
from pmf_core.errors import BadInput
from pmf_core.judgement.arrays import Codes, Numbers, numbers
from pmf_core.judgement.order import counted, lowest_ranks, quantiles

NO_GROUP = 0
"""The group of an area without a value, and of all areas where there are too few."""

FEWEST_VALUES = {4: 4, 5: 5}
"""Quartiles need four values, quintiles five (Fingertips)."""

FEWEST_FOR_BOUNDS = 4
"""Cuts are given for four values or more, of quintiles too (Fingertips)."""

CUT_DECIMALS = 10
"""Inner cuts are rounded to ten places, so that a value on a cut is not lost to float noise (Fingertips)."""


def equal_groups(values: ArrayLike, *, groups: int, highest_first: bool = True) -> Codes:
    """The group of each value by rank, 1 first; the last axis is the area.

    Equal values share a group. With fewer values than groups there are none.

    >>> print(equal_groups([10, 20, 30, 40, float("nan")], groups=2))
    [2 2 1 1 0]
    """
    given = numbers(values)
    size = counted(given)[..., None]
    rank = lowest_ranks(-given if highest_first else given)
    with np.errstate(divide="ignore", invalid="ignore"):
        group = np.floor(groups + 1 - np.ceil((size + 1 - rank) / (size / groups)))
    group = np.maximum(group, 1)
    return np.where(np.isnan(group) | (size < groups), NO_GROUP, group).astype(np.int64)


def category_bounds(values: ArrayLike, *, categories: int) -> Numbers:
    """The least, the inner cuts and the most of each row: categories + 1 bounds, NaN for fewer than four values.

    >>> print(category_bounds([1, 2, 3, 4, 5], categories=4))
    [1. 2. 3. 4. 5.]
    """
    if categories not in FEWEST_VALUES:
        raise BadInput(f"{categories} categories. Give 4 for quartiles or 5 for quintiles.")
    given = numbers(values)
    bounds = quantiles(given, np.arange(categories + 1) / categories)
    bounds[..., 1:-1] = np.round(bounds[..., 1:-1], CUT_DECIMALS)
    return np.where(counted(given)[..., None] >= FEWEST_FOR_BOUNDS, bounds, np.nan)


def quantile_categories(values: ArrayLike, *, categories: int, polarity: Polarity = Polarity.NEUTRAL) -> Codes:
    """The category of each value; a value on a cut belongs to the lower ones.

    1 is the lowest, or the highest where higher is better: so 1 is the best wherever one way is better.

    >>> print(quantile_categories([1, 2, 3, 4, 5], categories=4))
    [1 1 2 3 4]
    >>> print(quantile_categories([1, 2, 3, 4, 5], categories=5, polarity=Polarity.HIGHER_IS_BETTER))
    [5 4 3 2 1]
    """
    given = numbers(values)
    inner = category_bounds(given, categories=categories)[..., 1:-1]
    category = 1 + (given[..., None] > inner[..., None, :]).sum(axis=-1)
    if polarity is Polarity.HIGHER_IS_BETTER:
        category = categories + 1 - category
    enough = counted(given)[..., None] >= FEWEST_VALUES[categories]
    return np.where(np.isnan(given) | ~enough, NO_GROUP, category)
