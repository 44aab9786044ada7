"""Variables on another scale before they are compared: a few large cities are not a hundred times as different."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from numpy.typing import ArrayLike

from pmf_core.definitions.likeness import Transform
from pmf_core.judgement.arrays import Numbers, numbers, refuse_where

ALWAYS: dict[Transform, Callable[[Numbers], Numbers]] = {
    Transform.NONE: np.asarray,
    Transform.SQUARE_ROOT: np.sqrt,
    Transform.LOG_ONE_PLUS: np.log1p,
    Transform.SQUARE: np.square,
}
"""For values from 0 up."""

ABOVE_NOUGHT: dict[Transform, Callable[[Numbers], Numbers]] = {
    Transform.RECIPROCAL_ROOT: lambda values: values**-0.5,
    Transform.RECIPROCAL: np.reciprocal,
}
"""For values above 0 only."""


def transformed(values: ArrayLike, transform: Transform) -> Numbers:
    """A variable after its transformation.

    >>> print(transformed([0, 4, 9], Transform.SQUARE_ROOT))
    [0. 2. 3.]
    """
    given = numbers(values)
    if transform is Transform.NONE:
        return given
    refuse_below_nought(given)
    plain = (ALWAYS | ABOVE_NOUGHT).get(transform)
    if plain is None:
        # On its own because it brings scipy.stats, which is slow to load.
        from pmf_core.judgement.neighbours.most_normal import fitted

        return fitted(given, transform)
    if transform in ABOVE_NOUGHT:
        refuse_where(given == 0, given, name="value", way_out="It is divided by: take another transformation.")
    return plain(given)


def refuse_below_nought(values: Numbers) -> None:
    """Stop at the first value below 0, for which no transformation is meant."""
    way_out = "A variable to be transformed is 0 or more: use z scores for one that isn't."
    refuse_where(~(values >= 0), values, name="value", way_out=way_out)
