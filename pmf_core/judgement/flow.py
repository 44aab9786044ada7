"""Demand and capacity: what comes in beside what goes out, whether the figures add up, and where the backlog goes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import takewhile
from typing import Literal

import numpy as np

from pmf_core.judgement.arrays import Numbers, numbers
from pmf_core.judgement.intervals import mean_intervals
from pmf_core.judgement.verdict import NotJudged

FEWEST_MONTHS = 6
"""Of fewer months the spread of what comes in less what goes out is hardly known."""

YEAR = 12
"""The latest year is looked at: what was before says little of today's demand."""

LONG_RUN = 7
"""So many months in a row on one side are no chance (1 in 64 by itself), as for a run on one side of the average."""

CONFIDENCE = 0.99
"""As sure as any other finding of the tab has to be."""

EXACT = 1e-6
"""A gap below this share of the stock is float noise."""


@dataclass(frozen=True)
class FlowVerdict:
    """What comes in less what goes out in a month: its run, and its average with an interval."""

    run: int
    """How many of the latest months in a row had more in than out; negative where they had less."""
    surplus: float
    """On average a month: over the run where it is a long one, else over the latest year."""
    lower: float
    upper: float
    months: int
    backlog: float

    @property
    def long_run(self) -> bool:
        """Whether so many months in a row are more than chance."""
        return abs(self.run) >= LONG_RUN

    @property
    def way(self) -> Literal["grows", "shrinks", "balanced"]:
        """Where the backlog goes: nowhere, unless the run is long or the interval leaves nought out."""
        if not self.long_run and self.lower <= 0 <= self.upper:
            return "balanced"
        return "grows" if self.surplus > 0 else "shrinks"

    @property
    def months_to_clear(self) -> float | None:
        """How long the backlog lasts at this rate, where it shrinks."""
        return self.backlog / -self.surplus if self.way == "shrinks" else None

    @property
    def in_a_year(self) -> float:
        """The backlog in a year at this rate."""
        return max(0.0, self.backlog + YEAR * self.surplus)


def gaps(inflow: Sequence[float], outflow: Sequence[float], stock: Sequence[float]) -> Numbers:
    """Opening plus in less out, less closing, in each period; 0 where they agree, NaN where a figure is missing.

    >>> gaps([5, 7, 6], [4, 6, 6], [10, 11, 12]).tolist()
    [nan, 0.0, -1.0]
    """
    came, went, held = numbers(inflow), numbers(outflow), numbers(stock)
    opening = np.concatenate([[np.nan], held[:-1]])
    apart = opening + came - went - held
    return np.where(np.abs(apart) <= EXACT * np.maximum(1.0, np.abs(held)), 0.0, apart)


def judge_flow(inflow: Sequence[float], outflow: Sequence[float], stock: Sequence[float]) -> FlowVerdict | NotJudged:
    """Whether demand or capacity is ahead, months in order, NaN where a figure is missing.

    >>> found = judge_flow([10, 12, 11, 10, 12, 11, 13], [9, 9, 9, 9, 9, 9, 9], [1, 4, 6, 7, 10, 12, 16])
    >>> print(found.way, found.run, round(found.surplus, 2), round(found.in_a_year, 1))
    grows 7 2.29 43.4
    """
    surplus = numbers(inflow) - numbers(outflow)
    known = np.flatnonzero(np.isfinite(surplus))
    if len(known) < FEWEST_MONTHS:
        return NotJudged(f"{len(known)} months with what comes in and goes out, {FEWEST_MONTHS} needed")
    latest = numbers(stock)[known[-1]]
    if not np.isfinite(latest):
        return NotJudged("how much is open at the end of the latest month is not known")
    run = _run(surplus[: known[-1] + 1])
    looked_at = abs(run) if abs(run) >= LONG_RUN else YEAR
    held = surplus[known[-looked_at:]]
    found = mean_intervals(held, confidence=CONFIDENCE)
    return FlowVerdict(
        run, float(found.value[0]), float(found.lower[0]), float(found.upper[0]), len(held), float(latest)
    )


def _run(surplus: Numbers) -> int:
    """How many of the last values in a row lie on the same side of nought, with its sign; a gap ends it."""
    side = float(np.sign(surplus[-1]))
    if not side:
        return 0
    return int(side) * sum(1 for _ in takewhile(lambda value: np.sign(value) == side, surplus[::-1]))
