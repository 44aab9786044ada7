"""What the method says of a batch: arrays for the many, values with their reasons for the one."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import IntEnum

import numpy as np
from numpy.typing import NDArray

from pmf_core.judgement.spc.assurance import Assurance
from pmf_core.judgement.spc.partition import Marks
from pmf_core.judgement.spc.profile import Settings
from pmf_core.judgement.spc.signals import Rule
from pmf_core.judgement.spc.variation import Codes, Variation
from pmf_core.judgement.spc.xmr import Limits, Numbers
from pmf_core.judgement.verdict import NotJudged


class Reason(IntEnum):
    """Why a series has no verdict on its variation."""

    JUDGED = 0
    NO_POINTS = 1
    TOO_FEW_POINTS = 2
    NO_LIMITS = 3


@dataclass(frozen=True)
class Verdict:
    """What is said of one series, at its last point with a value."""

    variation: Variation | NotJudged
    assurance: Assurance | NotJudged


@dataclass(frozen=True, eq=False)
class Judgements:
    """The judgement of a batch of series × points.

    limits      centre and limits, series × partitions, or series × points for charts whose limits vary
    widening    how many times wider autocorrelation made the limits, 1 for not at all: series × partitions
    partition   which partition each point is in, from 0: series × points
    points      how many values each partition has: series × partitions
    signals     series × points; bit `rule` for high or rising, bit 4 + `rule` for low or falling
    label       series × points: `Variation` of each point, NOT_JUDGED where missing, ghosted or on trial
    last        column of the last value of each series, -1 without one
    variation, assurance, reason   one code per series, of its last value
    """

    settings: Settings
    limits: Limits
    widening: Numbers
    partition: NDArray[np.int16]
    points: NDArray[np.int32]
    signals: NDArray[np.uint8]
    label: Codes
    last: NDArray[np.intp]
    sign: Codes
    target: Numbers
    variation: Codes
    assurance: Codes
    reason: Codes

    def only(self, row: int) -> Judgements:
        """The judgement of one series, as a batch of one."""
        one = slice(row, row + 1)
        arrays = {name: array[one] for name, array in vars(self).items() if isinstance(array, np.ndarray)}
        return replace(self, limits=self.limits.mapped(lambda table: table[one]), **arrays)

    def marked(self, rule: Rule, *, high: bool) -> Marks:
        """The points that a rule marks as high or rising, or else as low or falling: series × points."""
        return (self.signals >> (rule if high else rule + len(Rule)) & 1).astype(bool)

    def limits_by_point(self) -> Limits:
        """Centre and limits in force at each point: series × points."""
        return self.limits.at(self.partition)

    def on_trial(self) -> Marks:
        """Partitions whose limits are drawn but judge nothing yet: series × partitions."""
        return self.points < self.settings.least_points

    def latest_points(self) -> NDArray[np.int32]:
        """How many values the partition of each series' last value has."""
        row = np.arange(len(self.last))
        return self.points[row, self.partition[row, self.last]]

    def verdict(self, row: int = 0) -> Verdict:
        """What is said of one series of the batch."""
        reason = self._reason(row)
        if reason is not None:
            return Verdict(reason, reason)
        return Verdict(Variation(self.variation[row]), self._assurance(row))

    def _reason(self, row: int) -> NotJudged | None:
        match Reason(self.reason[row]):
            case Reason.JUDGED:
                return None
            case Reason.NO_POINTS:
                return NotJudged("no points")
            case Reason.TOO_FEW_POINTS:
                count, needed = int(self.latest_points()[row]), self.settings.least_points
                return NotJudged(f"{count} point{'' if count == 1 else 's'}, {needed} needed")
            case Reason.NO_LIMITS:
                return NotJudged("no two points next to each other, so no limits")

    def _assurance(self, row: int) -> Assurance | NotJudged:
        if self.sign[row] == 0:
            return NotJudged("neither direction is better")
        if self.assurance[row] == Assurance.NOT_JUDGED:
            return NotJudged("no target")
        return Assurance(self.assurance[row])
