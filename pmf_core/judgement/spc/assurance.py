"""Whether the process as it runs will meet its target: Making Data Count's assurance icon."""

from __future__ import annotations

from enum import IntEnum

import numpy as np

from pmf_core.judgement.spc.variation import Codes
from pmf_core.judgement.spc.xmr import TIE, Numbers


class Assurance(IntEnum):
    """How the target in force lies to the process limits."""

    NOT_JUDGED = 0
    CONSISTENTLY_PASSES = 1
    CONSISTENTLY_FAILS = 2
    HIT_OR_MISS = 3

    @property
    def label(self) -> str:
        """The words for it.

        >>> Assurance.HIT_OR_MISS.label
        'hit or miss'
        """
        return self.name.lower().replace("_", " ")


def assurance_of(
    target: Numbers, lower: Numbers, *, upper: Numbers, slack: Numbers, sign: Codes, on_limit_decides: bool
) -> Codes:
    """Assurance of each series from its target and limits, all one number per series; NaN where unknown.

    Passing is tested first, so a process without any variation passes when it is on its target.

    >>> one = np.ones(1)
    >>> assurance_of(9 * one, 10 * one, upper=20 * one, slack=0 * one,
    ...              sign=np.array([1], dtype=np.int8), on_limit_decides=True).tolist()
    [1]
    """
    tie = np.fmax(slack, TIE * np.abs(target))
    if on_limit_decides:
        below, above = target <= lower + tie, target >= upper - tie
    else:
        below, above = target < lower - tie, target > upper + tie
    higher = sign > 0
    passes, fails = np.where(higher, below, above), np.where(higher, above, below)
    missed = Assurance.CONSISTENTLY_FAILS
    codes = np.where(passes, Assurance.CONSISTENTLY_PASSES, np.where(fails, missed, Assurance.HIT_OR_MISS))
    known = np.isfinite(target) & np.isfinite(lower) & (sign != 0)
    return np.where(known, codes, Assurance.NOT_JUDGED).astype(np.int8)
