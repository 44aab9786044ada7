"""The arithmetic of the first two exceptions, for many metrics at once: one number or mark per series.

E1 significantly off target, E2 sustained negative direction. What has no verdict never fires here.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from pmf_core.judgement.spc.assurance import Assurance
from pmf_core.judgement.spc.judgements import Judgements, Reason
from pmf_core.judgement.spc.partition import Marks
from pmf_core.judgement.spc.signals import Rule
from pmf_core.judgement.spc.variation import Codes
from pmf_core.judgement.spc.xmr import TIE, Numbers

BANDS_BELOW = 2
"""Bands below the target's own that count as far off it."""

PERIODS_RUNNING = 2
"""Periods in a row that it must be so far off."""

SUSTAINED = (Rule.SHIFT, Rule.TREND, Rule.TWO_OF_THREE)
"""The rules of a direction that lasts; a single point beyond a limit is not one."""


@dataclass(frozen=True, eq=False)
class Escalations:
    """Which series are escalated, by code."""

    significantly_off_target: Marks
    sustained_worsening: Marks


def off_target(value: Numbers, target: Numbers, *, sign: Codes) -> Marks:
    """Whether a value is on the bad side of its target; on the target is not, nor is anything without one.

    >>> off_target(np.array([93.0, 95.0]), np.array([95.0, 95.0]), sign=np.array([1, 1], dtype=np.int8)).tolist()
    [True, False]
    """
    short = sign * (target - value)
    return short > TIE * np.abs(target)


def significantly_off_target(short: Marks, *, misses: Marks, beyond_bad_limit: Marks, far_below: Marks) -> Marks:
    """E1: on the bad side of target, and it consistently misses, or is beyond its limit, or far below for long."""
    return short & (misses | beyond_bad_limit | far_below)


def far_below(bands_below: NDArray[np.int_]) -> Marks:
    """Whether the last two periods are two bands or more below the target's band: series × periods, oldest first.

    >>> far_below(np.array([[0, 2, 3], [2, 0, 2]])).tolist()
    [True, False]
    """
    latest = bands_below[:, -PERIODS_RUNNING:]
    return (latest >= BANDS_BELOW).all(axis=1) & (latest.shape[1] == PERIODS_RUNNING)


def sustained_worsening(worsening: Marks, value: Numbers, *, centre: Numbers, slack: Numbers, sign: Codes) -> Marks:
    """E2: a signal for the worse that lasts, and the value is still worse than the mean."""
    return worsening & (sign * (centre - value) > slack)


def escalations(found: Judgements, value: Numbers, *, bands_below: NDArray[np.int_] | None = None) -> Escalations:
    """E1 and E2 of the last value of every series of a judged batch; `value` is that value."""
    row, last = np.arange(len(found.last)), np.maximum(found.last, 0)
    judged = found.reason == Reason.JUDGED
    target = found.target[row, np.minimum(last, found.target.shape[1] - 1)]
    limits = found.limits_by_point()
    at = np.minimum(last, limits.centre.shape[1] - 1)
    short = judged & off_target(value, target, sign=found.sign)
    far = far_below(bands_below) if bands_below is not None else np.zeros_like(judged)
    e1 = significantly_off_target(
        short,
        misses=found.assurance == Assurance.CONSISTENTLY_FAILS,
        beyond_bad_limit=_worse(found, (Rule.BEYOND_LIMITS,)),
        far_below=far,
    )
    worsening = judged & _worse(found, SUSTAINED)
    centre, slack = limits.centre[row, at], limits.slack[row, at]
    e2 = sustained_worsening(worsening, value, centre=centre, slack=slack, sign=found.sign)
    return Escalations(e1, e2)


def _worse(found: Judgements, rules: tuple[Rule, ...]) -> Marks:
    """Whether any of the rules marks the last value in the bad direction."""
    row, last = np.arange(len(found.last)), np.maximum(found.last, 0)
    signals = found.signals[row, last]
    high = np.uint8(sum(1 << rule for rule in rules))
    low = np.uint8(high << len(Rule))
    return np.where(found.sign > 0, signals & low, np.where(found.sign < 0, signals & high, 0)) != 0
