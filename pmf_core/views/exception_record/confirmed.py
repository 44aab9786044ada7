"""Whether an exception was real: told from later figures, and from what was frozen when it was raised."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

import numpy as np

from pmf_core.definitions.rule import Code
from pmf_core.judgement.confirming import AFTER, FEWEST_AFTER, Held, levels_held, misses_held
from pmf_core.judgement.spc import Variation
from pmf_core.judgement.target import shortfall
from pmf_core.series import Point
from pmf_core.views import words
from pmf_core.views.assessment import Assessment
from pmf_core.views.exception_record.episodes import Episode
from pmf_core.views.exceptions.cases import bad_way_is_up
from pmf_core.views.outlook.foreseen import Outlook
from pmf_core.views.outlook.record import beside
from pmf_core.views.process import Process

SIGMAS = 3
"""Limits lie three σ from the mean."""

UPWARD = frozenset({Variation.IMPROVEMENT_HIGH, Variation.CONCERN_HIGH})


class Real(StrEnum):
    """Whether it was real."""

    REAL = "real"
    NOT_REAL = "not real"
    TOO_EARLY = "too early to say"
    NOT_TESTED = "a fact, not tested"


@dataclass(frozen=True, slots=True)
class Confirmed:
    """The verdict with what it rests on."""

    real: Real
    why: str


@dataclass(frozen=True, slots=True)
class Later:
    """A metric as it is known now: its figures, and the same as its chart judges them."""

    assessment: Assessment
    process: Process

    def after(self, then: Assessment) -> list[tuple[Point, float | None]]:
        """The figures after an exception, with what the chart makes of each."""
        if then.point is None:
            return []
        both = zip(self.assessment.series.points, self.process.values, strict=True)
        return [(p, v) for p, v in both if p.period.start > then.point.period.start][:AFTER]


def confirmed(held: Episode, later: Later | None) -> Confirmed:
    """The verdict on one exception."""
    if later is None:
        return Confirmed(Real.NOT_TESTED, "the metric is no longer there")
    return TESTS[held.code](held, later)


def _went_on_missing(held: Episode, later: Later) -> Confirmed:
    """E1: the targets of the definition then, for the months after."""
    then = held.known.assessment
    distances = [_short(then, point) for point, _ in later.after(then)]
    found = misses_held([_padded(distances)])[0]
    told = [each for each in distances if each is not None]
    if found == Held.TOO_EARLY:
        return _early(len(told))
    mean = float(np.mean(told))
    side = "wrong" if found == Held.REAL else "right"
    gap = words.difference(mean, then.metric)
    return Confirmed(_real(found), f"{_points(told)} after lay {gap} on the {side} side of the target on average")


def _short(then: Assessment, point: Point) -> float | None:
    metric = then.metric
    target = metric.target_on(point.period.end, unit=then.unit.id)
    if point.value is None or (metric.target_range is None and target is None):
        return None
    aim = np.nan if target is None else target
    return float(shortfall(point.value, targets=aim, polarity=metric.polarity, target_range=metric.target_range))


def _moved_for_worse(held: Episode, later: Later) -> Confirmed:
    """E2: the level after it against the limits frozen then."""
    up = bad_way_is_up(held.known.assessment)
    return _moved(held, later, up=bool(up))


def _moved(held: Episode, later: Later, *, up: bool) -> Confirmed:
    then, process = held.known.assessment, held.known.process
    centre, sigma = frozen(process)
    values = [value for _, value in later.after(then)]
    found = levels_held([_padded(values)], centre=[centre], sigma=[sigma], sign=[1 if up else -1])[0]
    told = [each for each in values if each is not None]
    if found == Held.TOO_EARLY:
        return _early(len(told))
    mean, metric = float(np.mean(told)), then.metric
    against = f"the average of {words.number(centre, metric)} frozen then"
    return Confirmed(_real(found), f"{_points(told)} after came to {words.number(mean, metric)} against {against}")


def frozen(process: Process) -> tuple[float, float]:
    """The mean and σ that a process was judged by at its last point; NaN where it had no limits."""
    lines = (process.centre, process.lower, process.upper)
    centre, lower, upper = (line[process.last] if process.last >= 0 else None for line in lines)
    if centre is None or lower is None or upper is None:
        return np.nan, np.nan
    return centre, (upper - lower) / (2 * SIGMAS)


def _missed_its_year(held: Episode, later: Later) -> Confirmed:
    """E3: what the year came to."""
    known = held.known
    if not isinstance(known.outlook, Outlook):
        return Confirmed(Real.NOT_TESTED, "there was no forecast")
    came = next(beside(later.assessment, known.assessment, known.outlook), None)
    if came is None or came.met is None:
        return Confirmed(Real.TOO_EARLY, f"{known.outlook.year.period.name} is not over")
    told = words.number(came.came, known.assessment.metric)
    year, met = known.outlook.year.period.name, "met" if came.met else "missed"
    return Confirmed(Real.NOT_REAL if came.met else Real.REAL, f"{year} came to {told} and {met} its target")


def _crossed_still(held: Episode, later: Later) -> Confirmed:
    """E4: the same figure as it is known now."""
    then, now = held.known.assessment, _same(held, later)
    limit = then.metric.hard_limit
    if limit is None or now is None or now.value is None:
        return Confirmed(Real.NOT_REAL, "the figure has been withdrawn")
    told = words.number(now.value, then.metric)
    return Confirmed(Real.REAL if limit.crossed_by(now.value) else Real.NOT_REAL, f"the figure is {told} as known now")


def _changed_still(held: Episode, later: Later) -> Confirmed:
    """E5: a signal either way, or a restated figure that stays in its other band."""
    known = held.known
    if known.process.improving or known.process.worsening:
        return _moved(held, later, up=known.process.variation in UPWARD)
    if known.reported is None or known.reported.now.point is None:
        return Confirmed(Real.NOT_TESTED, "nothing had been reported")
    now = later.assessment.series.at(known.reported.now.point.period)
    stays = now is not None and now.value == known.reported.now.value
    told = "the restated figure stands" if stays else "the restated figure was restated again"
    return Confirmed(Real.REAL if stays else Real.NOT_REAL, told)


def _restated(held: Episode, later: Later) -> Confirmed:
    """E7: a figure that was doubted, and changed."""
    then, now = held.known.assessment, _same(held, later)
    gone = sum(point.value is not None for point, _ in later.after(then))
    if gone < FEWEST_AFTER:
        return _early(gone)
    if now is None or now.value is None or then.value is None:
        return Confirmed(Real.REAL, "the figure has been withdrawn")
    places = then.metric.decimals
    changed = round(now.value, places) != round(then.value, places)
    told = f"it was {words.number(then.value, then.metric)} and is {words.number(now.value, then.metric)} as known now"
    return Confirmed(Real.REAL if changed else Real.NOT_REAL, told)


def _a_fact(held: Episode, later: Later) -> Confirmed:  # noqa: ARG001
    """E6: the figure was not there at the cut-off, and no later figure can change that."""
    return Confirmed(Real.NOT_TESTED, "it was not there at the cut-off")


def _same(held: Episode, later: Later) -> Point | None:
    then = held.known.assessment.point
    return later.assessment.series.at(then.period) if then else None


def _padded(values: Sequence[float | None]) -> list[float]:
    held = [np.nan if value is None else value for value in values]
    return held + [np.nan] * (AFTER - len(held))


def _points(told: Sequence[float]) -> str:
    return f"the {words.count(len(told), 'figure')}"


def _early(many: int) -> Confirmed:
    return Confirmed(Real.TOO_EARLY, f"{words.count(many, 'figure')} since, {FEWEST_AFTER} needed")


def _real(found: int) -> Real:
    return Real.REAL if found == Held.REAL else Real.NOT_REAL


TESTS: Mapping[Code, Callable[[Episode, Later], Confirmed]] = {
    Code.E1: _went_on_missing,
    Code.E2: _moved_for_worse,
    Code.E3: _missed_its_year,
    Code.E4: _crossed_still,
    Code.E5: _changed_still,
    Code.E6: _a_fact,
    Code.E7: _restated,
}
"""Code → how it is confirmed."""
