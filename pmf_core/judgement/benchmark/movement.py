"""Who moved by more than chance between two periods."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike

from pmf_core.judgement.arrays import Codes, numbers, refuse_unless_alike, refuse_where
from pmf_core.judgement.intervals.interval import normal_quantile
from pmf_core.judgement.significance import Significance


def clear_movements(
    before: ArrayLike, before_errors: ArrayLike, *, after: ArrayLike, after_errors: ArrayLike, confidence: float = 0.95
) -> Codes:
    """Below where an area fell by more than chance, above where it rose, similar where chance would do.

    Values and errors are on a scale on which chance is even, such as log odds (`log_odds_with_errors`). So that
    among areas none of which moved nobody is picked out `confidence` of the time, the width is Šidák's for as many
    comparisons as there are areas.

    >>> print(clear_movements([0, 0, 0], [0.1, 0.1, 0.1], after=[-1, 0.1, float("nan")], after_errors=[0.1, 0.1, 0.1]))
    [-1  0  9]
    """
    given = [numbers(each) for each in (before, before_errors, after, after_errors)]
    refuse_unless_alike(*given, names="values and errors before and after")
    for errors in (given[1], given[3]):
        refuse_where(errors <= 0, errors, name="standard error", way_out="Give a number above 0, or mark it missing.")
    was, was_error, value, error = given
    z = (value - was) / np.sqrt(was_error**2 + error**2)
    held = ~np.isnan(z)
    width = normal_quantile(confidence ** (1 / max(int(held.sum()), 1)))
    codes = np.where(held & (np.abs(z) > width), np.sign(z), int(Significance.SIMILAR))
    return np.where(held, codes, int(Significance.NOT_COMPARED)).astype(np.int64)
