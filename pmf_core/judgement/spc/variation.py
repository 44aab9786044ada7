"""What the signals at a point mean: Making Data Count's variation icon, or why there is none."""

from __future__ import annotations

from enum import IntEnum

import numpy as np
from numpy.typing import NDArray

from pmf_core.judgement.spc.partition import Marks
from pmf_core.judgement.spc.profile import Labelling
from pmf_core.judgement.spc.signals import Rule, Signals

Codes = NDArray[np.int8]


class Variation(IntEnum):
    """The kind of variation at a point. A metric that is best in a range is read as neutral: high or low."""

    NOT_JUDGED = 0
    COMMON_CAUSE = 1
    IMPROVEMENT_HIGH = 2
    IMPROVEMENT_LOW = 3
    CONCERN_HIGH = 4
    CONCERN_LOW = 5
    NEITHER_HIGH = 6
    NEITHER_LOW = 7

    @property
    def label(self) -> str:
        """The name that Making Data Count gives it.

        >>> Variation.CONCERN_LOW.label
        'concern_low'
        """
        return self.name.lower()


HIGH = np.array([Variation.CONCERN_HIGH, Variation.NEITHER_HIGH, Variation.IMPROVEMENT_HIGH], dtype=np.int8)
"""What a high point is where lower is better, where neither is, and where higher is better."""

LOW = np.array([Variation.IMPROVEMENT_LOW, Variation.NEITHER_LOW, Variation.CONCERN_LOW], dtype=np.int8)
"""What a low point is where lower is better, where neither is, and where higher is better."""


def labels_of(signals: Signals, *, sign: Codes, judged: Marks, labelling: Labelling) -> Codes:
    """The variation at each point: series × points. `sign` is +1, 0 or -1 for each series."""
    if labelling is Labelling.FIRST_RULE_WINS:
        high, low = first_rule(signals)
    else:
        high, low = signals.high(), signals.low()
    high_wins = _high_wins(sign, labelling=labelling)[:, None]
    # Arithmetic on bytes: several times faster here than choosing with np.where.
    up = (high & (~low | high_wins) & judged).view(np.int8)
    down = (low & (~high | ~high_wins) & judged).view(np.int8)
    common = np.int8(Variation.COMMON_CAUSE)
    labels = judged.view(np.int8) * common
    labels += up * (HIGH[sign + 1] - common)[:, None]
    labels += down * (LOW[sign + 1] - common)[:, None]
    return labels


def _high_wins(sign: Codes, *, labelling: Labelling) -> Marks:
    """For each series whether a point that is both high and low is called high; a neutral one always is."""
    if labelling is Labelling.CONCERN_WINS:
        return sign <= 0
    return sign >= 0


def first_rule(signals: Signals) -> tuple[Marks, Marks]:
    """High and low points by the first rule that marks them: beyond, trend, two of three, shift.

    Where a rising trend turns into a falling one, the turning point belongs to the later (NHSRplotthedots).
    """
    rising, falling = signals.up[Rule.TREND], signals.down[Rule.TREND]
    trend = rising & ~(falling & _next(falling)), falling & ~(rising & _next(rising))
    high, low = signals.up[Rule.BEYOND_LIMITS], signals.down[Rule.BEYOND_LIMITS]
    later = ((signals.up[rule], signals.down[rule]) for rule in (Rule.TWO_OF_THREE, Rule.SHIFT))
    for up, down in (trend, *later):
        open_still = ~(high | low)
        high, low = high | up & open_still, low | down & open_still
    return high, low


def _next(marks: Marks) -> Marks:
    """Whether the point after each is marked."""
    following = np.zeros_like(marks)
    following[:, :-1] = marks[:, 1:]
    return following
