"""What is known of a metric, put before the rules."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from pmf_core.definitions.calculation import Ratio
from pmf_core.definitions.metric import Metric
from pmf_core.definitions.rule import Rules
from pmf_core.definitions.tolerance import Band, Standing, Tolerance
from pmf_core.judgement import confidence
from pmf_core.judgement.confidence import Check, Confidence
from pmf_core.judgement.drift import theil_sen
from pmf_core.judgement.exceptions import Case, Told
from pmf_core.judgement.spc import Assurance, Rule
from pmf_core.judgement.target import shortfall, significance
from pmf_core.judgement.tolerance import NO_BAND, bands
from pmf_core.judgement.verdict import NotJudged
from pmf_core.views.assessment import Assessment
from pmf_core.views.outlook.foreseen import Outlook
from pmf_core.views.process import Process

NO_FORECAST = NotJudged("no forecast has been made of it")
NO_PEERS = NotJudged("peers are compared on the metric's own page, not on this list")
NO_REPORT = NotJudged("nothing has been reported yet")
NO_TARGET = NotJudged("no target")
RUNS = frozenset({Rule.SHIFT, Rule.TREND, Rule.TWO_OF_THREE})
"""The rules of a sustained direction."""

ORDER = tuple(reversed(Standing))
"""Standings from the worst to the best."""


@dataclass(frozen=True, slots=True)
class Reported:
    """How a metric stood in the last report, and how the same period is told now."""

    process: Process
    then: Assessment
    """The reported period as it was known when the report was cut."""
    now: Assessment
    """The same period as it is known now."""

    @property
    def flipped(self) -> bool:
        """Whether a restatement moved the reported period into another band."""
        both = isinstance(self.then.band, Band) and isinstance(self.now.band, Band)
        return both and self.then.point != self.now.point and self.then.band != self.now.band


@dataclass(frozen=True, slots=True)
class Known:
    """A metric judged, with how it stood a period earlier and at the last report."""

    assessment: Assessment
    process: Process
    earlier: Assessment
    """How it stood a period before."""
    before: Process
    """The process as far as the period before."""
    checks: tuple[Check, ...]
    reported: Reported | None = None
    outlook: Outlook | NotJudged = NO_FORECAST
    """Where its year is heading."""


def cases_of(known: Sequence[Known], rules: Rules) -> list[Case]:
    """Every input of the rules for each metric; the drifts of all are reckoned together."""
    slopes = _slopes([k.assessment for k in known], rules.w1.points)
    return [_case(k, rules, slope) for k, slope in zip(known, slopes, strict=True)]


def _case(known: Known, rules: Rules, slope: float) -> Case:
    assessment, process = known.assessment, known.process
    short = _short(assessment)
    return Case(
        short=short,
        consistently_misses=_assured(process, Assurance.CONSISTENTLY_FAILS),
        beyond_bad_limit=_beyond_bad_limit(assessment, process),
        bands_below=bands_below(assessment, periods=rules.e1.periods_running) if short is True else (),
        significance=_significance(assessment, process),
        sustained=_sustained(assessment, process),
        forecast_chance=known.outlook if isinstance(known.outlook, NotJudged) else known.outlook.chance,
        hard_limit_crossed=_hard_limit(assessment),
        changed_since_report=_changed(known),
        missing_at_cut_off=_missing(known),
        low_confidence=_low(known),
        improving=_told(process, process.improving),
        newly_meets=_newly_meets(known),
        clearly_better=NO_PEERS,
        drift_crosses=_drift(assessment, rules, slope),
    )


def _told(process: Process, answer: bool) -> Told:
    return process.variation if isinstance(process.variation, NotJudged) else answer


def _short(assessment: Assessment) -> Told:
    if assessment.left_out is not None:
        return NotJudged(f"its figure is left out: {assessment.left_out.reason}")
    return NO_TARGET if assessment.short_of_target is None else assessment.short_of_target > 0


def _assured(process: Process, wanted: Assurance) -> Told:
    return process.assurance if isinstance(process.assurance, NotJudged) else process.assurance is wanted


def bad_way_is_up(assessment: Assessment) -> bool | None:
    """Which way is worse; for a metric that is best in a range, away from the range; None where neither is."""
    wanted, value = assessment.metric.target_range, assessment.value
    if wanted is not None and value is not None:
        return value > wanted.midpoint if not wanted.lower <= value <= wanted.upper else None
    return {1: False, -1: True}.get(assessment.metric.polarity.sign)


def _beyond_bad_limit(assessment: Assessment, process: Process) -> Told:
    bad_up = bad_way_is_up(assessment)
    if isinstance(process.variation, NotJudged) or bad_up is None:
        return _told(process, False)
    return any(s.rule is Rule.BEYOND_LIMITS and s.high is bad_up for s in process.signals[process.last])


def _sustained(assessment: Assessment, process: Process) -> Told:
    bad_up = bad_way_is_up(assessment)
    if isinstance(process.variation, NotJudged) or bad_up is None:
        return _told(process, False)
    centre, value = process.centre[process.last], process.values[process.last]
    if centre is None or value is None:
        return False
    worse = value > centre if bad_up else value < centre
    return worse and any(s.rule in RUNS and s.high is bad_up for s in process.signals[process.last])


def bands_below(assessment: Assessment, *, periods: int) -> tuple[int, ...]:
    """How many bands each of the latest periods lies below the target's own band, latest first."""
    tolerance, metric = assessment.metric.tolerance, assessment.metric
    found: list[int] = []
    for point in reversed(assessment.counting[-periods:]):
        wanted = metric.target_range
        target = metric.target_on(point.period.end, unit=assessment.unit.id) if wanted is None else wanted.midpoint
        if tolerance is None or target is None or point.value is None:
            break
        ranks = [_rank(metric, tolerance, value, target) for value in (target, point.value)]
        if None in ranks:
            break
        found.append(ranks[0] - ranks[1])  # type: ignore[operator]
    return tuple(found)


def _rank(metric: Metric, tolerance: Tolerance, value: float, target: float) -> int | None:
    index = int(bands(value, tolerance, polarity=metric.polarity, targets=target, target_range=metric.target_range))
    return None if index == NO_BAND else ORDER.index(tolerance.bands[index].standing)


def _significance(assessment: Assessment, process: Process) -> float | NotJudged:
    point, metric = assessment.point, assessment.metric
    if not isinstance(process.variation, NotJudged):
        return NotJudged("there are enough points for limits")
    if not isinstance(metric.calculation, Ratio) or point is None or point.numerator is None or not point.denominator:
        return NotJudged("it has no counts to test")
    share = (assessment.target or 0.0) / metric.calculation.per
    if assessment.target is None or not 0 < share < 1:
        return NO_TARGET
    return float(significance(point.numerator, point.denominator, target=share, polarity=metric.polarity))


def _hard_limit(assessment: Assessment) -> Told:
    limit, value = assessment.metric.hard_limit, assessment.value
    if limit is None:
        return NotJudged("it has no hard limit")
    if value is None:
        return NotJudged("no value")
    return limit.crossed_by(value)


def _changed(known: Known) -> Told:
    if known.reported is None:
        return NO_REPORT
    if known.reported.flipped:
        return True
    now, then = known.process, known.reported.process
    if isinstance(now.variation, NotJudged):
        return now.variation
    return (now.improving and not then.improving) or (now.worsening and not then.worsening)


def _missing(known: Known) -> Told:
    late = next((c for c in known.checks if c.name == "Timeliness"), None)
    if late is None:
        return NotJudged("no return or publication is due")
    gone = known.assessment.point is not None and known.assessment.point.missing_reason in (
        "not_submitted",
        "not_received",
    )
    return late.confidence is Confidence.LOW or gone


def _low(known: Known) -> Told:
    if not known.assessment.metric.vital_sign:
        return NotJudged("it is not a vital sign")
    others = [check for check in known.checks if check.name != "Timeliness"]
    return confidence.overall(others) is Confidence.LOW


def _newly_meets(known: Known) -> Told:
    now, before = known.process.assurance, known.before.assurance
    if isinstance(now, NotJudged) or isinstance(before, NotJudged):
        return now if isinstance(now, NotJudged) else False
    return now is Assurance.CONSISTENTLY_PASSES and before is not Assurance.CONSISTENTLY_PASSES


def _slopes(assessments: Sequence[Assessment], points: int) -> list[float]:
    """The drift per period of each series' latest points, NaN where there are not so many."""
    latest = np.full((len(assessments), points), np.nan)
    for row, assessment in zip(latest, assessments, strict=True):
        counting = assessment.counting[-points:]
        row[: len(counting)] = [np.nan if p.value is None else p.value for p in counting]
    latest[~np.isfinite(latest).all(axis=1)] = np.nan
    return theil_sen(latest).tolist()


def _drift(assessment: Assessment, rules: Rules, slope: float) -> Told:
    short, value, metric = assessment.short_of_target, assessment.value, assessment.metric
    if metric.cumulative:
        return NotJudged("year-to-date figures drift by themselves")
    if short is None or value is None:
        return NO_TARGET if value is not None else NotJudged("no value")
    if isinstance(told := _short(assessment), NotJudged):
        return told
    if np.isnan(slope):
        there = sum(p.value is not None for p in assessment.counting[-rules.w1.points :])
        return NotJudged(f"{there} points, {rules.w1.points} needed")
    if short > 0:
        return False
    ahead = value + slope * rules.w1.periods_ahead
    target = np.nan if assessment.target is None else assessment.target
    return float(shortfall(ahead, targets=target, polarity=metric.polarity, target_range=metric.target_range)) > 0
