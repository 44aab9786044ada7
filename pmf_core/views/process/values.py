"""A series as a process: limits, signals and verdicts, point by point."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import takewhile

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
    """The place of the last value that is judged; -1 without one."""
    left_out: frozenset[int]
    """The places of what is drawn and left out of everything."""
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
        """How many points in a row, up to the last one judged, carry its label; a run goes on over what is left out."""
        judged = (place for place in range(self.last, -1, -1) if place not in self.left_out)
        return sum(1 for _ in takewhile(lambda place: self.labels[place] == self.labels[self.last], judged))
