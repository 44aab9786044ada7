"""What statistical process control says of each series: limits, signals and verdicts, point by point."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from dataclasses import dataclass

import numpy as np

from pmf_core.judgement.spc import HUB, Assurance, Judgements, Measured, Rule, Settings, Variation, batch_of, judge
from pmf_core.judgement.verdict import NotJudged
from pmf_core.views.assessment import Assessment

Numbers = tuple[float | None, ...]

IMPROVEMENT = frozenset({Variation.IMPROVEMENT_HIGH, Variation.IMPROVEMENT_LOW})
CONCERN = frozenset({Variation.CONCERN_HIGH, Variation.CONCERN_LOW})
NEITHER = frozenset({Variation.NEITHER_HIGH, Variation.NEITHER_LOW})
"""The three kinds of signal: better, worse, and neither."""


@dataclass(frozen=True, slots=True)
class Signal:
    """A rule that marks a point."""

    rule: Rule
    high: bool


@dataclass(frozen=True, slots=True)
class Process:
    """One series as a process; every tuple has an entry per point of the series."""

    variation: Variation | NotJudged
    assurance: Assurance | NotJudged
    centre: Numbers
    lower: Numbers
    upper: Numbers
    labels: tuple[Variation, ...]
    signals: tuple[tuple[Signal, ...], ...]
    phases: tuple[int, ...]
    last: int
    """The place of the last value; -1 without one."""

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


def processes(assessments: Sequence[Assessment], *, settings: Settings = HUB) -> tuple[Process, ...]:
    """Every assessment's series as a process, judged in one batch."""
    if not assessments:
        return ()
    batch = batch_of([_measured(assessment) for assessment in assessments])
    found = judge(batch, settings=settings)
    limits = found.limits_by_point()
    shape = found.label.shape
    lines = tuple(_plain(np.broadcast_to(line, shape)) for line in (limits.centre, limits.lower, limits.upper))
    marks = {(rule, high): found.marked(rule, high=high) for rule in Rule for high in (True, False)}
    return tuple(
        _process(found, row, len(assessment.series), lines, marks) for row, assessment in enumerate(assessments)
    )


def _measured(assessment: Assessment) -> Measured:
    points = assessment.series.points
    metric, unit = assessment.metric, assessment.unit.id
    targets: dict[Hashable, float] = {
        p.period: t for p in points if (t := metric.target_on(p.period.end, unit=unit)) is not None
    }
    return Measured(
        name=f"{metric.name} at {assessment.unit.name}",
        periods=[p.period for p in points],
        values=[np.nan if p.value is None else p.value for p in points],
        target=targets,
        polarity=metric.polarity,
    )


def _plain(line: np.ndarray) -> list[list[float | None]]:
    return np.where(np.isnan(line), None, line).tolist()  # type: ignore[call-overload]


def _process(found: Judgements, row: int, length: int, lines, marks) -> Process:
    verdict = found.verdict(row)
    centre, lower, upper = (tuple(line[row][:length]) for line in lines)
    hits: list[list[Signal]] = [[] for _ in range(length)]
    for (rule, high), marked in marks.items():
        for place in np.flatnonzero(marked[row, :length]):
            hits[place].append(Signal(rule, high))
    return Process(
        variation=verdict.variation,
        assurance=verdict.assurance,
        centre=centre,
        lower=lower,
        upper=upper,
        labels=tuple(Variation(code) for code in found.label[row, :length].tolist()),
        signals=tuple(tuple(hit) for hit in hits),
        phases=tuple(found.partition[row, :length].tolist()),
        last=int(found.last[row]),
    )
