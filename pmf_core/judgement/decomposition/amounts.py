"""Why a count or an amount changed: it is the sum of what its parts did."""

from __future__ import annotations

import numpy as np

from pmf_core.judgement.arrays import Numbers, refuse_unless_alike
from pmf_core.judgement.decomposition.change import Decomposition


def decompose_amount(before: Numbers, after: Numbers, *, whole: tuple[Numbers, Numbers] | None = None) -> Decomposition:
    """Split the change of a sum over its parts, the last axis; NaN where a part isn't known.

    There is no mix: each part's change is its own. `rate_z` compares two counts by Poisson's chance.

    >>> print(decompose_amount(np.array([4.0, 9.0]), np.array([6.0, 8.0])).rate)
    [ 2. -1.]
    """
    refuse_unless_alike(before, after, names="before and after")
    known = ~np.isnan(before + after)
    then, now = np.where(known, before, 0.0), np.where(known, after, 0.0)
    own = now - then
    change = own.sum(axis=-1) if whole is None else whole[1] - whole[0]
    spread = np.sqrt(np.maximum(then + now, 0.0))
    return Decomposition(
        change=change,
        rate=own,
        mix=np.zeros_like(own),
        unknown=change - own.sum(axis=-1),
        known=known,
        rate_z=np.divide(own, spread, out=np.full(own.shape, np.nan), where=known & (spread > 0)),
        mix_z=np.full(own.shape, np.nan),
        simpson=np.zeros(change.shape, dtype=bool),
    )
