"""Arrays in, arrays out: what every batched judgement does with its input."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike, NDArray

from pmf_core.errors import BadInput

Numbers = NDArray[np.float64]
"""An array of numbers in which NaN stands for a value that is not there."""

Marks = NDArray[np.bool_]
"""An array of yes and no."""

Codes = NDArray[np.int64]
"""An array of whole numbers that stand for places, bands or verdicts."""


def numbers(values: ArrayLike) -> Numbers:
    """The values as an array of numbers.

    >>> numbers([1, 2])
    array([1., 2.])
    """
    return np.asarray(values, dtype=np.float64)


def refuse_where(faulty: ArrayLike, values: ArrayLike, *, name: str, way_out: str) -> None:
    """Stop at the first faulty value, saying which it is, where it is and what is allowed.

    >>> refuse_where([False, True], [4.0, -2.0], name="count", way_out="A count is 0 or more.")
    Traceback (most recent call last):
    pmf_core.errors.BadInput: count is -2 at position 1. A count is 0 or more.
    """
    marks = np.atleast_1d(np.asarray(faulty, dtype=bool))
    if not marks.any():
        return
    place = np.unravel_index(int(np.argmax(marks)), marks.shape)
    value = np.broadcast_to(np.asarray(values), marks.shape)[place]
    position = ", ".join(str(int(part)) for part in place)
    shown = f"{value:g}" if isinstance(value, np.floating) else f"{value}"
    raise BadInput(f"{name} is {shown} at position {position}. {way_out}")


def refuse_unless_alike(*arrays: Numbers, names: str) -> None:
    """Stop if arrays that go together differ in shape."""
    shapes = {array.shape for array in arrays}
    if len(shapes) > 1:
        found = " and ".join(str(array.shape) for array in arrays)
        raise BadInput(f"{names} have shapes {found}. They go together, so give them the same shape.")
