"""Year-to-date figures back to what each period added, before anything is charted.

A cumulative series rises by construction: every rule would fire on it.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike

from pmf_core.errors import BadInput
from pmf_core.judgement.spc.xmr import Numbers


def decumulated(cumulative: ArrayLike, *, year_starts: ArrayLike) -> Numbers:
    """What each period added: series × points; `year_starts` marks each year's first period, for all or per series.

    A period after a missing one is missing too: what it added can't be told from what the gap did. So is the first
    of a series that begins in the middle of a year. Ratios are taken apart first: numerator and denominator alone.

    >>> decumulated([[3.0, 5.0, 9.0, 2.0]], year_starts=[True, False, False, True]).tolist()
    [[3.0, 2.0, 4.0, 2.0]]
    """
    totals = np.atleast_2d(np.asarray(cumulative, dtype=np.float64))
    starts = np.asarray(year_starts, dtype=bool)
    if starts.shape[-1] != totals.shape[1] or (starts.ndim == 2 and starts.shape[0] not in (1, totals.shape[0])):
        raise BadInput(f"Year starts are {starts.shape} and totals {totals.shape}. Give one mark per period.")
    before = np.full_like(totals, np.nan)
    before[:, 1:] = totals[:, :-1]
    return totals - np.where(starts, 0.0, before)
