"""What can be said about a metric at a unit: the value with every verdict on it, each with its reason."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

import numpy as np
from numpy.typing import NDArray

from pmf_core.access.scope import Scope
from pmf_core.catalogue.catalogue import Catalogue
from pmf_core.definitions.calculation import Ratio
from pmf_core.definitions.ghost import Ghost
from pmf_core.definitions.metric import Metric
from pmf_core.definitions.moment import in_london
from pmf_core.definitions.period import Period
from pmf_core.definitions.polarity import Polarity
from pmf_core.definitions.target import Baseline
from pmf_core.definitions.tolerance import Band, Basis
from pmf_core.definitions.unit import Unit
from pmf_core.judgement.direction import Direction, direction
from pmf_core.judgement.target import shortfall
from pmf_core.judgement.tolerance import NO_BAND, bands
from pmf_core.judgement.verdict import NotJudged
from pmf_core.measures.read import Panel, panel
from pmf_core.series import Point, Series, missing_words
from pmf_core.store.hub import Hub


@dataclass(frozen=True, slots=True)
class Assessment:
    """One metric at one unit, as it stood in a period."""

    metric: Metric
    unit: Unit
    series: Series
    """As far as the period asked for; empty when there is nothing."""
    point: Point | None
    """The figure shown: the latest by the period asked for, with or without a value."""
    target: float | None
    band: Band | NotJudged
    short_of_target: float | None
    """How far on the bad side of the target, in the metric's unit; negative is the good side."""
    since_last: Direction | NotJudged
    since_last_year: Direction | NotJudged
    since_baseline: Direction | NotJudged
    today: date
    asked: Period
    """The period that was asked for."""
    phase_starts: tuple[date, ...] = ()
    """The days on which its limits begin anew."""

    @property
    def value(self) -> float | None:
        """The value shown, if there is one."""
        return self.point.value if self.point else None

    @property
    def left_out(self) -> Ghost | None:
        """Why the figure shown is left out of every verdict, if it is."""
        return self.metric.left_out(self.point.period, unit=self.unit.id) if self.point else None

    @property
    def counting(self) -> tuple[Point, ...]:
        """The points that are not left out."""
        if not self.metric.ghosts:
            return self.series.points
        return tuple(p for p in self.series if self.metric.left_out(p.period, unit=self.unit.id) is None)

    @property
    def age_days(self) -> int | None:
        """Days from the end of the period to the day of reading."""
        return (self.today - self.point.period.end).days if self.point else None

    @property
    def cut_off(self) -> date:
        """The day by which figures of the period asked for should be there: the end of the next one, or today."""
        return min(self.today, self.asked.before(-1).end)

    @property
    def edges(self) -> tuple[float, ...]:
        """The values that rounding must not push the figure across: target, hard limit and the edges of its bands."""
        tolerance, limit = self.metric.tolerance, self.metric.hard_limit
        held = [self.target, limit.value if limit else None]
        if tolerance is not None and tolerance.basis is Basis.VALUE:
            held += [band.lower for band in tolerance.bands]
        return tuple(edge for edge in held if edge is not None)


def assess(
    hub: Hub, metrics: Iterable[Metric], unit_id: str, *, period: Period, scope: Scope
) -> tuple[Assessment, ...]:
    """The metrics at a unit as they stood in a period, in the order given, with one query."""
    scope.require_unit(hub.catalogue_at(scope.as_at).organisation.unit(unit_id))
    return assess_at(hub, {unit_id: tuple(metrics)}, period=period, scope=scope)


def assess_at(
    hub: Hub, wanted: Mapping[str, Sequence[Metric]], *, period: Period, scope: Scope, held: Panel | None = None
) -> tuple[Assessment, ...]:
    """Some metrics of many units, unit by unit in the order given: with one query, or on series that are `held`."""
    catalogue = hub.catalogue_at(scope.as_at)
    allowed = {
        unit: [metric for metric in metrics if scope.may_read(metric, catalogue.organisation.unit(unit))]
        for unit, metrics in wanted.items()
    }
    versions = {m.id: catalogue.metric(m.id, on=period.end) for metrics in allowed.values() for m in metrics}
    held = panel(hub, versions.values(), list(wanted), scope=scope) if held is None else held
    day = reading_day(hub, scope)
    return tuple(
        assessed(
            versions[metric.id],
            catalogue.organisation.unit(unit),
            held.get((metric.id, unit), Series(metric.id, unit)),
            period=period,
            today=day,
            phase_starts=catalogue.phase_starts(metric.id, unit),
        )
        for unit, metrics in allowed.items()
        for metric in metrics
    )


def assess_units(
    hub: Hub, metric: Metric, units: Sequence[Unit], *, period: Period, scope: Scope
) -> tuple[Assessment, ...]:
    """One metric at many units, with one query."""
    catalogue = hub.catalogue_at(scope.as_at)
    version = catalogue.metric(metric.id, on=period.end)
    held = panel(hub, [version], [unit.id for unit in units], scope=scope)
    day = reading_day(hub, scope)
    return tuple(
        assessed(
            version,
            unit,
            held[version.id, unit.id],
            period=period,
            today=day,
            phase_starts=catalogue.phase_starts(version.id, unit.id),
        )
        for unit in units
        if (version.id, unit.id) in held
    )


def reading_day(hub: Hub, scope: Scope) -> date:
    """The day that ages are counted to: today, or the day that is looked back to.

    A demonstration stands still on its own day: a moment after it is that day too.
    """
    if scope.as_at is None:
        return hub.today
    looked_back_to = in_london(scope.as_at).date()
    demonstration = hub.catalogue_at(scope.as_at).settings.demonstration_date
    return looked_back_to if demonstration is None else min(looked_back_to, demonstration)


def assessed(
    metric: Metric, unit: Unit, series: Series, *, period: Period, today: date, phase_starts: tuple[date, ...] = ()
) -> Assessment:
    """Every verdict on a series as far as a period."""
    known = series.until(period)
    point = known.latest
    value = point.value if point else None
    day = point.period.end if point else period.end
    target = metric.target_on(day, unit=unit.id)
    return Assessment(
        metric=metric,
        unit=unit,
        series=known,
        point=point,
        target=target,
        band=_band(metric, value, target, point),
        short_of_target=_short(metric, value, target),
        since_last=_against(metric, known, point, Period.before),
        since_last_year=_against(metric, known, point, Period.year_earlier),
        since_baseline=_since_baseline(metric, unit, known, value),
        today=today,
        asked=period,
        phase_starts=phase_starts,
    )


def _band(metric: Metric, value: float | None, target: float | None, point: Point | None) -> Band | NotJudged:
    if value is None:
        return NotJudged(missing_words(point.missing_reason) if point else "no figure")
    if metric.tolerance is None:
        return NotJudged("this metric has no tolerance bands")
    if metric.tolerance.basis is not Basis.VALUE and target is None and metric.target_range is None:
        return NotJudged("its bands lie about a target, and there is none for this period")
    place = int(band_places(metric, [value], [target])[0])
    return metric.tolerance.bands[place] if place != NO_BAND else NotJudged("the value lies outside every band")


def band_places(metric: Metric, values: Sequence[float | None], targets: Sequence[float | None]) -> NDArray[np.int64]:
    """The place among the metric's bands that each value falls in, or NO_BAND."""
    if metric.tolerance is None:
        return np.full(len(values), NO_BAND)
    return bands(
        _array(values),
        metric.tolerance,
        polarity=metric.polarity,
        targets=_array(targets),
        target_range=metric.target_range,
    )


def _array(numbers: Iterable[float | None]) -> NDArray[np.float64]:
    return np.array([np.nan if number is None else number for number in numbers], dtype=float)


def _short(metric: Metric, value: float | None, target: float | None) -> float | None:
    if value is None or (target is None and metric.target_range is None) or metric.polarity is Polarity.NEUTRAL:
        return None
    gap = shortfall(
        value,
        targets=np.nan if target is None else target,
        polarity=metric.polarity,
        target_range=metric.target_range,
    )
    return float(gap)


def _against(
    metric: Metric, series: Series, point: Point | None, earlier_of: Callable[[Period], Period]
) -> Direction | NotJudged:
    if point is None or point.value is None:
        return NotJudged("no value to compare")
    earlier = series.at(earlier_of(point.period))
    if earlier is None:
        return NotJudged(f"nothing is held for {earlier_of(point.period).name}")
    if earlier.value is None:
        return NotJudged(f"{earlier_of(point.period).name} is {missing_words(earlier.missing_reason)}")
    return direction(earlier.value, point.value, polarity=metric.polarity, target_range=metric.target_range)


def baseline_in_force(metric: Metric, unit_id: str, *, on: date) -> Baseline | None:
    """The baseline that a unit's later values are compared with."""
    held = [b for b in metric.baselines if b.applies_to(unit_id) and b.holds_on(on)]
    return max(held, key=lambda b: (b.unit == unit_id, b.effective_from)) if held else None


def baseline_value(baseline: Baseline, metric: Metric, series: Series) -> float | None:
    """The value over the baseline's periods, without what is left out."""
    if metric.ghosts:
        kept = tuple(p for p in series if metric.left_out(p.period, unit=series.unit) is None)
        series = replace(series, points=kept)
    return value_over(metric, series, first=baseline.first, last=baseline.last)


def value_over(metric: Metric, series: Series, *, first: date, last: date) -> float | None:
    """The value over all periods between two days: sum over sum where there are counts, else their mean."""
    inside = [p for p in series if p.value is not None and first <= p.period.start and p.period.end <= last]
    if not inside:
        return None
    counted = [(p.numerator, p.denominator) for p in inside if p.numerator is not None and p.denominator]
    if isinstance(metric.calculation, Ratio) and len(counted) == len(inside):
        return sum(top for top, _ in counted) * metric.calculation.per / sum(bottom for _, bottom in counted)
    return sum(p.value or 0.0 for p in inside) / len(inside)


def _since_baseline(metric: Metric, unit: Unit, series: Series, value: float | None) -> Direction | NotJudged:
    if value is None or series.latest is None:
        return NotJudged("no value to compare")
    baseline = baseline_in_force(metric, unit.id, on=series.latest.period.end)
    if baseline is None:
        return NotJudged("no baseline has been set")
    before = baseline_value(baseline, metric, series)
    if before is None:
        return NotJudged("the periods of the baseline have no values")
    return direction(before, value, polarity=metric.polarity, target_range=metric.target_range)


def vital_signs_of(catalogue: Catalogue, unit: Unit) -> tuple[Metric, ...]:
    """The board's metrics that exist at a unit's level."""
    return tuple(metric for metric in catalogue.vital_signs if unit.level in metric.levels)
