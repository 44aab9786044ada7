"""A series as a process: limits, signals and verdicts, point by point."""

from __future__ import annotations

from dataclasses import dataclass

from pmf_core.judgement.spc import Assurance, Rule, Variation
from pmf_core.judgement.verdict import NotJudged

Line = tuple[float | None, ...]
"""A number per point of the series, None where there is none."""

IMPROVEMENT = frozenset({Variation.IMPROVEMENT_HIGH, Variation.IMPROVEMENT_LOW})
CONCERN = frozenset({Variation.CONCERN_HIGH, Variation.CONCERN_LOW})
"""The two kinds of signal that have a better side."""


@dataclass(frozen=True, slots=True)
class Signal:
    """A rule that marks a point."""

    rule: Rule
    high: bool


@dataclass(frozen=True, slots=True)
class Process:
    """One series as a process; every line has an entry per point of the series."""

    variation: Variation | NotJudged
    assurance: Assurance | NotJudged
    values: Line
    """What is drawn and judged: the figures, or for year-to-date figures what each period added."""
    centre: Line
    lower: Line
    upper: Line
    labels: tuple[Variation, ...]
    signals: tuple[tuple[Signal, ...], ...]
    phases: tuple[int, ...]
    last: int
    """The place of the last value; -1 without one."""
    chart: str
    notes: tuple[str, ...]
    """Why this chart, and what was done before judging: each a sentence."""

    @property
    def improving(self) -> bool:
        """Whether the last value is part of a signal for the better."""
        return self.variation in IMPROVEMENT

    @property
    def worsening(self) -> bool:
        """Whether the last value is part of a signal for the worse."""
        return self.variation in CONCERN

    @property
    def run_length(self) -> int:
        """How many points in a row, up to the last value, carry its label."""
        length = 0
        for place in range(self.last, -1, -1):
            if self.labels[place] != self.labels[self.last]:
                break
            length += 1
        return length
