"""The tab Now: where it stands, whether it moved, and what lies below it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pmf_core.access.scope import INDIVIDUAL, Scope
from pmf_core.definitions.tolerance import Basis
from pmf_core.judgement.direction import Direction
from pmf_core.judgement.verdict import NotJudged
from pmf_core.series import missing_words
from pmf_core.store.hub import Hub
from pmf_core.views import words
from pmf_core.views.assessment import Assessment, assess_units, baseline_in_force
from pmf_core.views.metric_profile.header import Subject, header, nothing_held, subject
from pmf_core.views.metric_profile.values import BandEdge, EventPin, Now, Trend, TrendPoint
from pmf_core.views.process import Process, processes
from pmf_core.views.sentences import finding, gap_words, reading, signal_words, target_words, variation_status
from pmf_core.views.sources import source_lines
from pmf_core.views.status import StatusKind, Table
from pmf_core.views.tile import band_status, change_status, mark_kind, target_text, value_text

POINTS_SHOWN = 48
"""How many of the latest points the chart shows: four years of months."""


def now(hub: Hub, *, scope: Scope, metric: str, unit: str, period: str) -> Now:
    """The tab Now of a metric at a unit."""
    held = subject(hub, metric, unit, period=period, scope=scope)
    top, lines = header(held), source_lines(hub, [held.assessment.metric], scope=scope)
    if held.assessment.point is None:
        return Now(top, None, comparisons(held.assessment), None, (), lines, nothing_held(held))
    table, units = parts(hub, held, scope=scope)
    return Now(top, trend(held), comparisons(held.assessment), table, units, lines)


def trend(held: Subject) -> Trend:
    """The chart of the latest points, said in words and as a table too."""
    assessment, process = held.assessment, held.process
    metric = assessment.metric
    first = max(0, len(assessment.series) - POINTS_SHOWN)
    points = tuple(_trend_point(held, place) for place in range(first, len(assessment.series)))
    sentence = reading(assessment, process)
    title = finding(assessment, process)
    span = f"{points[0].period} to {points[-1].period}"
    return Trend(
        title=title,
        sentence=sentence,
        alt=f"Line chart of {metric.name} for {assessment.unit.name}, {span}.",
        axis=metric.unit.words or metric.name,
        points=points,
        bands=tuple(_band_edges(assessment)),
        pins=tuple(pin for pin in _pins(held) if points[0].start <= pin.on <= points[-1].end),
        hard_limit=metric.hard_limit.value if metric.hard_limit and not metric.cumulative else None,
        possible=metric.possible,
        decimals=metric.decimals,
        suffix=metric.unit.suffix,
        prefix=metric.unit.prefix,
        table=_trend_table(held, points),
        notes=(*process.notes, *_trial(process), *_left_out(points)),
    )


def _trial(process: Process) -> Iterator[str]:
    if isinstance(process.variation, NotJudged) and process.last >= 0 and process.centre[process.last] is not None:
        yield f"Limits are on trial and judge nothing yet: {process.variation.reason}."


def _left_out(points: Sequence[TrendPoint]) -> Iterator[str]:
    for point in points:
        if point.left_out:
            yield f"{point.period} is drawn and left out of everything: {point.left_out.rstrip('.')}."


def _trend_point(held: Subject, place: int) -> TrendPoint:
    assessment, process = held.assessment, held.process
    point, metric = assessment.series.points[place], assessment.metric
    return TrendPoint(
        start=point.period.start,
        end=point.period.end,
        period=point.period.short_name,
        value=process.values[place],
        text=_text(assessment, process.values[place]),
        target=None if metric.cumulative else metric.target_on(point.period.end, unit=assessment.unit.id),
        provisional=point.status == "provisional",
        missing=missing_words(point.missing_reason) if point.value is None else "",
        lower=process.lower[place],
        upper=process.upper[place],
        centre=process.centre[place],
        phase=process.phases[place],
        kind=mark_kind(process.labels[place]),
        signal=signal_words(process, place),
        left_out=ghost.reason if (ghost := metric.left_out(point.period, unit=assessment.unit.id)) else "",
    )


def _text(assessment: Assessment, value: float | None) -> str:
    if value is None:
        return words.MISSING
    return words.number_beside(value, assessment.metric, assessment.edges)


def _band_edges(assessment: Assessment) -> Iterator[BandEdge]:
    tolerance = assessment.metric.tolerance
    if tolerance is not None and tolerance.basis is Basis.VALUE:
        for band in tolerance.bands:
            yield BandEdge(band.name, StatusKind(band.standing.value), band.lower, band.upper)


def _pins(held: Subject) -> Iterator[EventPin]:
    """Where a new version of the definition begins, and what happened besides, in order."""
    metric, unit = held.assessment.metric.id, held.assessment.unit.id
    redefined = [
        EventPin(version.effective_from, f"Definition {version.version}: {version.change}")
        for version in held.catalogue.versions[metric][1:]
    ]
    happened = [EventPin(e.day, e.text, e.source) for e in held.catalogue.events_of(metric, unit)]
    yield from sorted([*redefined, *happened], key=lambda pin: pin.on)


def _trend_table(held: Subject, points: tuple[TrendPoint, ...]) -> Table:
    assessment, metric, pins = held.assessment, held.assessment.metric, list(_pins(held))
    by_start = {point.period.start: point for point in assessment.series}
    rows, values = [], []
    for shown in reversed(points):
        point = by_start[shown.start]
        target = "" if shown.target is None else words.number_beside(shown.target, metric, [shown.target])
        note = "; ".join(_notes(shown, pins))
        rows.append((shown.period, shown.text, target, words.capitalised(shown.signal), note))
        values.append(
            (
                point.period.id,
                shown.value,
                shown.target,
                shown.signal,
                note,
                point.numerator,
                point.denominator,
            )
        )
    return Table(
        title=f"{metric.name}, {assessment.unit.name}",
        columns=("Period", "Value", "Target", "Signal", "Note"),
        rows=tuple(rows),
        values=tuple(values),
        numeric=(1, 2),
        note=f"In {metric.unit.words}." if metric.unit.words else "",
    )


def _notes(shown: TrendPoint, pins: Sequence[EventPin]) -> Iterator[str]:
    """What there is to know about a point beside its value."""
    if shown.missing or shown.provisional:
        yield shown.missing or "provisional"
    if shown.left_out:
        yield f"left out: {shown.left_out}"
    yield from (pin.text for pin in pins if shown.start <= pin.on <= shown.end)


def comparisons(assessment: Assessment) -> Table:
    """The value against its target, the last period, the same period last year and the baseline."""
    metric = assessment.metric
    short = assessment.short_of_target
    rows = [
        _compared("Last period", assessment.since_last, assessment),
        _compared("Same period last year", assessment.since_last_year, assessment),
        _compared(_baseline_name(assessment), assessment.since_baseline, assessment),
    ]
    if short is not None:
        gap = words.capitalised(gap_words(assessment).replace(f" its {target_words(assessment)}", " it"))
        rows.insert(0, ("Target", target_text(assessment).removeprefix("Target "), gap))
    else:
        why = "neither direction is better" if metric.polarity.sign == 0 else "no target is set for this period"
        rows.insert(0, ("Target", words.MISSING, words.capitalised(why)))
    return Table("Compared with", ("Against", "Was", "Change"), tuple(rows), numeric=(1,))


def _compared(name: str, since: Direction | NotJudged, assessment: Assessment) -> tuple[str, str, str]:
    if isinstance(since, NotJudged):
        return name, words.MISSING, words.capitalised(since.reason)
    before = words.number(since.before, assessment.metric)
    return name, before, words.capitalised(words.moved_and_whether_better(since, assessment.metric))


def _baseline_name(assessment: Assessment) -> str:
    day = assessment.point.period.end if assessment.point else assessment.today
    baseline = baseline_in_force(assessment.metric, assessment.unit.id, on=day)
    return "Baseline" if baseline is None else f"Baseline ({baseline.name})"


def parts(hub: Hub, held: Subject, *, scope: Scope) -> tuple[Table | None, tuple[str, ...]]:
    """The units directly below, each with the same metric in the same period."""
    point, unit, metric = held.assessment.point, held.assessment.unit, held.assessment.metric
    assert point is not None
    below = [
        child
        for child in held.catalogue.organisation.children(unit.id, on=point.period.end)
        if scope.may_read(metric, child)
    ]
    assessments = [a for a in assess_units(hub, metric, below, period=point.period, scope=scope) if a.point]
    if not assessments:
        return None, ()
    rows, values = [], []
    for assessment, process in zip(assessments, processes(assessments), strict=True):
        band, change = band_status(assessment), change_status(assessment, process)
        period = assessment.point.period if assessment.point else point.period
        judged = variation_status(process)
        told = judged.word if judged.kind is not StatusKind.NOT_JUDGED else f"{judged.word}: {judged.reason}"
        name = assessment.unit.name
        rows.append((name, value_text(assessment), period.short_name, band.word, change.word, told))
        values.append((name, assessment.value, period.id, band.word, change.word, told))
    table = Table(
        title=f"{metric.name} below {unit.name}",
        columns=("Unit", "Value", "Period", "Band", "Change", "Judged"),
        rows=tuple(rows),
        values=tuple(values),
        numeric=(1,),
        note="A ratio of the whole is the sum over the sum of its parts, never the average of their ratios.",
        personal=any(a.unit.level == INDIVIDUAL for a in assessments),
    )
    return table, tuple(a.unit.id for a in assessments)
