"""What a figure is compared with, and which earlier periods that is."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from pmf_core.definitions.period import Period
from pmf_core.judgement.verdict import NotJudged
from pmf_core.series import missing_words
from pmf_core.views.assessment import Assessment, baseline_in_force
from pmf_core.views.metric_profile.header import Subject


class Against(StrEnum):
    """The comparisons that a change can be of."""

    LAST = "last"
    YEAR = "year"
    BASELINE = "baseline"
    SIBLINGS = "siblings"


NAMES = {
    Against.LAST: "Last period",
    Against.YEAR: "Last year",
    Against.BASELINE: "Baseline",
    Against.SIBLINGS: "Its siblings",
}
"""What each is called on the page."""


@dataclass(frozen=True, slots=True)
class Earlier:
    """The periods that a figure is compared with, and their name."""

    periods: tuple[Period, ...]
    name: str


def opening(held: Subject) -> Against:
    """What the page opens with: a real change is seen against the baseline, any other against the last period."""
    process = held.process
    moved = process.last >= 0 and bool(process.signals[process.last])
    if moved and not isinstance(earlier_of(held.assessment, Against.BASELINE), NotJudged):
        return Against.BASELINE
    return Against.LAST


def earlier_of(assessment: Assessment, against: Against) -> Earlier | NotJudged:
    """The periods before, as far as there are figures; siblings are of the same period and have none."""
    point = assessment.point
    if point is None or point.value is None:
        return NotJudged("there is no value to explain")
    match against:
        case Against.LAST:
            return _single(assessment, point.period.before())
        case Against.YEAR:
            return _single(assessment, point.period.year_earlier())
        case Against.BASELINE:
            return _baseline(assessment, point.period)
        case Against.SIBLINGS:
            return Earlier((), "its siblings")


def _single(assessment: Assessment, period: Period) -> Earlier | NotJudged:
    held = assessment.series.at(period)
    if held is None:
        return NotJudged(f"nothing is held for {period.name}")
    if held.value is None:
        return NotJudged(f"{period.name} is {missing_words(held.missing_reason)}")
    return Earlier((period,), period.name)


def _baseline(assessment: Assessment, now: Period) -> Earlier | NotJudged:
    baseline = baseline_in_force(assessment.metric, assessment.unit.id, on=now.end)
    if baseline is None:
        return NotJudged("no baseline has been set")
    inside = tuple(
        point.period
        for point in assessment.series
        if point.value is not None and baseline.first <= point.period.start and point.period.end <= baseline.last
    )
    if not inside:
        return NotJudged("the periods of the baseline have no values")
    if now in inside:
        return NotJudged(f"{now.name} belongs to the baseline itself")
    return Earlier(inside, f"the baseline, {baseline.name}")
