"""Variables on a common scale, and how much each one counts; areas × variables in and out."""

from __future__ import annotations

from collections.abc import Sequence
from enum import IntEnum

import numpy as np
from numpy.typing import ArrayLike

from pmf_core.definitions.likeness import Scheme, Transform, Weighting
from pmf_core.errors import BadInput
from pmf_core.judgement.arrays import Numbers, numbers, refuse_where
from pmf_core.judgement.neighbours.transforms import transformed


class Deviation(IntEnum):
    """What a standard deviation divides by: areas less one (R), or areas (numpy)."""

    SAMPLE = 1
    POPULATION = 0


def z_scores(values: ArrayLike, *, deviation: Deviation = Deviation.SAMPLE) -> Numbers:
    """Each variable less its mean, over its standard deviation.

    >>> print(z_scores([[1.0], [2.0], [3.0]]).T)
    [[-1.  0.  1.]]
    """
    given = _complete(values)
    spread = given.std(axis=0, ddof=int(deviation))
    _refuse_flat(spread, given)
    return (given - given.mean(axis=0)) / spread


def min_max(values: ArrayLike) -> Numbers:
    """Each variable from 0 for the least to 1 for the most.

    >>> print(min_max([[1.0], [2.0], [5.0]]).T)
    [[0.   0.25 1.  ]]
    """
    given = _complete(values)
    least, most = given.min(axis=0), given.max(axis=0)
    _refuse_flat(most - least, given)
    return (given - least) / (most - least)


def weighted(scaled: ArrayLike, weights: ArrayLike, *, weighting: Weighting) -> Numbers:
    """Scaled variables stretched by their weights; a weight of 0 leaves a variable out.

    >>> print(weighted([[1.0, 1.0]], [4, 1], weighting=Weighting.ON_SQUARED_DISTANCE))
    [[2. 1.]]
    """
    weight = numbers(weights)
    refuse_where(~(weight >= 0), weight, name="weight", way_out="Give 0 or more; 0 leaves a variable out.")
    stretch = np.sqrt(weight) if weighting is Weighting.ON_SQUARED_DISTANCE else weight
    return numbers(scaled) * stretch


def laid_out(
    values: ArrayLike, *, transforms: Sequence[Transform], scheme: Scheme, weights: ArrayLike, weighting: Weighting
) -> Numbers:
    """Areas × variables where plain distances are those of the model: transformed, scaled, weighted.

    >>> print(laid_out([[1, 0], [3, 9], [5, 4]], transforms=[Transform.NONE, Transform.SQUARE_ROOT],
    ...     scheme=Scheme.MIN_MAX, weights=[1, 2], weighting=Weighting.ON_DISTANCE))
    [[0.         0.        ]
     [0.5        2.        ]
     [1.         1.33333333]]
    """
    given = numbers(values)
    columns = [transformed(column, transform) for column, transform in zip(given.T, transforms, strict=True)]
    scaled = (z_scores if scheme is Scheme.Z_SCORE else min_max)(np.column_stack(columns))
    return weighted(scaled, weights, weighting=weighting)


def _complete(values: ArrayLike) -> Numbers:
    given = numbers(values)
    if given.ndim != 2 or len(given) < 2:
        raise BadInput(f"values have shape {given.shape}. Give areas × variables, of two areas or more.")
    way_out = "A distance needs every variable: leave the area or the variable out."
    refuse_where(~np.isfinite(given), given, name="value", way_out=way_out)
    return given


def _refuse_flat(spread: Numbers, values: Numbers) -> None:
    flat = spread <= np.finfo(float).eps * np.abs(values).max(axis=0)
    refuse_where(flat, values[0], name="variable", way_out="It is the same everywhere: leave it out.")
