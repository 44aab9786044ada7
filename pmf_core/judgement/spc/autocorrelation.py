"""Values that resemble the one before them: limits from moving ranges come out too narrow, so they are widened."""

from __future__ import annotations

import numpy as np

from pmf_core.judgement.spc.partition import Marks, Partitions
from pmf_core.judgement.spc.profile import LEAST_BASELINE, Settings
from pmf_core.judgement.spc.xmr import Numbers, mean_of


def lag_one(values: Numbers, members: Marks, *, joined: Marks | None = None) -> Numbers:
    """r₁ of each series' members: Σ(x_t − m)(x_(t+1) − m) / Σ(x_t − m)²; NaN of a constant (Box and Jenkins 1970).

    Pairs with a missing point, or across partitions, take no part in the numerator.

    >>> lag_one(np.array([[1.0, 2.0, 3.0, 4.0]]), np.ones((1, 4), dtype=bool)).tolist()
    [0.25]
    """
    distance = np.where(members, values - mean_of(values, members)[:, None], 0.0)
    both = members[:, 1:] & members[:, :-1]
    both = both if joined is None else both & joined
    shared = np.where(both, distance[:, 1:] * distance[:, :-1], 0.0).sum(axis=1)
    total = (distance * distance).sum(axis=1)
    return shared / np.where(total > 0, total, np.nan)


def widening_of(values: Numbers, *, partitions: Partitions, settings: Settings) -> Numbers:
    """How much wider the limits of each partition are drawn, 1 for not at all: series × partitions.

    σ ÷ √(1 − r₁) where r₁ of a baseline of at least 12 points is above the setting.
    """
    factors = np.ones((values.shape[0], partitions.count))
    if not np.isfinite(settings.widens_above):
        return factors
    joined = partitions.joined()
    for partition in range(partitions.count):
        members = partitions.members(partitions.lender(partition), partitions.baseline)
        last = _extent(members)
        pairs = None if joined is None else joined[:, : last - 1]
        found = lag_one(values[:, :last], members[:, :last], joined=pairs)
        widened = (found > settings.widens_above) & (np.count_nonzero(members, axis=1) >= LEAST_BASELINE)
        factors[:, partition] = np.where(widened, 1 / np.sqrt(1 - np.where(widened, found, 0.0)), 1.0)
    return factors


def _extent(members: Marks) -> int:
    """How many columns hold a member of any series, from the first on."""
    columns = np.flatnonzero(members.any(axis=0))
    return int(columns[-1]) + 1 if len(columns) else 1
