"""Each series on the chart that suits it, each chart's series judged in one batch."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace

import numpy as np

from pmf_core.definitions.calculation import Ratio
from pmf_core.judgement.arrays import Numbers
from pmf_core.judgement.spc import HUB, Assurance, Judgements, Limits, Rule, Settings, Variation, batch_of_arrays, judge
from pmf_core.judgement.spc.autocorrelation import lag_one
from pmf_core.judgement.spc.choice import ChartKind, Nature, chart_of, choose, nature_of
from pmf_core.judgement.spc.counted import Counted, counted
from pmf_core.judgement.spc.profile import LEAST_BASELINE
from pmf_core.judgement.verdict import NotJudged
from pmf_core.views.assessment import Assessment
from pmf_core.views.process.material import Material, material_of
from pmf_core.views.process.values import Process, Signal

COUNTED = {
    Nature.PROPORTION: (ChartKind.P, ChartKind.P_PRIME),
    Nature.RATE: (ChartKind.U, ChartKind.U_PRIME),
}
"""The two charts of counts over denominators: as they are, and widened to the spread they really have."""

EVEN_WITHIN = 0.25
"""Denominators no further than this from their average give limits that hardly vary (Montgomery, Introduction to
Statistical Quality Control, variable sample size), and Making Data Count advises XmR."""

Picked = dict[int, tuple[ChartKind, str]]
"""Series → its chart and why."""


LABELS = tuple(Variation)
"""The variation of each code: looking one up is ten times faster than making it."""


def processes(assessments: Sequence[Assessment], *, settings: Settings = HUB) -> tuple[Process, ...]:
    """Every assessment's series as a process, in the order given."""
    if not assessments:
        return ()
    held = material_of(assessments)
    picked, limits = _pick(held, settings)
    groups: dict[ChartKind, list[int]] = defaultdict(list)
    for row, (kind, _) in picked.items():
        groups[kind].append(row)
    found: dict[int, Process] = {}
    for rows in groups.values():
        found |= _judged(held, rows, picked, settings, limits=_stacked(limits, rows) if rows[0] in limits else None)
    return tuple(found[row] for row in range(len(assessments)))


def _pick(held: Material, settings: Settings) -> tuple[Picked, dict[int, Limits]]:
    """The chart of each series, and the limits by point of those made of counts."""
    natures = _natures(held, settings)
    picked: Picked = {}
    limits: dict[int, Limits] = {}
    for nature in (Nature.PROPORTION, Nature.RATE):
        rows = [row for row, (found, _) in natures.items() if found is nature]
        if rows:
            _pick_counted(held, rows, nature, settings, picked, limits)
    for row, (nature, reason) in natures.items():
        if nature not in COUNTED:
            picked[row] = (ChartKind.XMR, reason or choose(nature).reason)
    return picked, limits


def _natures(held: Material, settings: Settings) -> dict[int, tuple[Nature, str]]:
    """What kind of number each series is, with the reason where it is charted as a measurement all the same."""
    baseline = settings.baseline.points
    counting = held.counting
    judged = np.where(counting, held.judged, np.nan)
    alike = _autocorrelated(judged[:, :baseline], above=settings.widens_above)
    seasonal = held.seasonal
    found: dict[int, tuple[Nature, str]] = {}
    for row, assessment in enumerate(held.assessments):
        top, bottom = held.numerator[row], held.denominator[row]
        there = counting[row]
        has_counts = isinstance(assessment.metric.calculation, Ratio) and bool(
            there.any() and np.isfinite(top[there]).all() and (bottom[there] > 0).all() and (top[there] >= 0).all()
        )
        nature = Nature.MEASUREMENT
        if has_counts:
            nature = nature_of(assessment.metric.calculation, exceeds=bool((top[there] > bottom[there]).any()))
        reason = ""
        if assessment.metric.chart == "xmr":
            nature, reason = Nature.MEASUREMENT, "the metric fixes its chart"
        elif nature in COUNTED and _even(bottom[there]):
            nature, reason = Nature.MEASUREMENT, "its denominators are all alike, so counts would add nothing"
        elif nature in COUNTED and seasonal[row]:
            nature, reason = Nature.MEASUREMENT, "its season is taken out first"
        elif alike[row] > settings.widens_above:
            nature = Nature.MEASUREMENT
            reason = f"each value resembles the one before (r₁ {alike[row]:.1f}), so the limits are widened for that"
        found[row] = (nature, reason)
    return found


def _even(denominators: Numbers) -> bool:
    """Whether all denominators are close to their average."""
    average = denominators.mean()
    return bool((np.abs(denominators - average) <= EVEN_WITHIN * average).all())


def _autocorrelated(values: Numbers, *, above: float) -> Numbers:
    """r₁ of each baseline that is long enough, else 0."""
    members = np.isfinite(values)
    if not np.isfinite(above):
        return np.zeros(len(values))
    found = lag_one(np.where(members, values, 0.0), members)
    return np.where((members.sum(axis=1) >= LEAST_BASELINE) & np.isfinite(found), found, 0.0)


def _pick_counted(
    held: Material, rows: list[int], nature: Nature, settings: Settings, picked: Picked, limits: dict[int, Limits]
) -> None:
    plain, widened = COUNTED[nature]
    found = _counted(held, rows)
    charts = {kind: chart_of(kind, found, baseline=settings.baseline) for kind in (plain, widened)}
    for place, row in enumerate(rows):
        choice = choose(nature, spread_of_z=float(charts[widened].spread_of_z[place, 0]))
        calculation = held.assessments[row].metric.calculation
        per = calculation.per if isinstance(calculation, Ratio) else 1.0
        picked[row] = (choice.kind, choice.reason)
        own = charts[choice.kind].limits.mapped(lambda table, place=place: table[place : place + 1])
        limits[row] = own.mapped(lambda table, per=per: table if table.dtype == bool else table * per)


def _counted(held: Material, rows: list[int]) -> Counted:
    there = np.isfinite(held.values[rows])
    return counted(
        np.where(there, held.numerator[rows], np.nan),
        np.where(there, held.denominator[rows], np.nan),
        ghosted=held.ghosted[rows],
        starts=held.starts[rows],
        names=tuple(f"{held.assessments[row].metric.name} at {held.assessments[row].unit.name}" for row in rows),
    )


def _stacked(limits: dict[int, Limits], rows: list[int]) -> Limits:
    """The limits of several series as one table each."""
    first = limits[rows[0]]
    names = ("centre", "lower", "upper", "near_lower", "near_upper", "slack", "known")
    tables = {name: np.concatenate([getattr(limits[row], name) for row in rows]) for name in names}
    return replace(first, **tables, by_point=True)


def _judged(
    held: Material, rows: list[int], picked: Picked, settings: Settings, *, limits: Limits | None
) -> dict[int, Process]:
    batch = batch_of_arrays(
        held.judged[rows],
        polarity=[held.assessments[row].metric.polarity for row in rows],
        target=held.target[rows],
        ghosted=held.ghosted[rows],
        starts=held.starts[rows],
    )
    found = judge(batch, settings=settings, limits=limits)
    drawn = found.limits_by_point()
    shape, season = found.label.shape, held.season[rows]
    limits_drawn = [np.broadcast_to(line, shape) + season for line in (drawn.centre, drawn.lower, drawn.upper)]
    lines = [_plain(line) for line in (held.values[rows], *limits_drawn)]
    signals = _signals(found)
    return {row: _process(held, found, row, place, picked, lines, signals[place]) for place, row in enumerate(rows)}


def _signals(found: Judgements) -> list[dict[int, list[Signal]]]:
    """For each series, the signals at the points that have any."""
    hits: list[dict[int, list[Signal]]] = [{} for _ in range(len(found.last))]
    for rule in Rule:
        for high in (True, False):
            signal = Signal(rule, high)
            for row, point in zip(*(axis.tolist() for axis in np.nonzero(found.marked(rule, high=high))), strict=True):
                hits[row].setdefault(point, []).append(signal)
    return hits


def _assurance(assessment: Assessment, judged: Assurance | NotJudged) -> Assurance | NotJudged:
    """A target for the year to date says nothing of what one period adds."""
    if assessment.metric.cumulative and assessment.target is not None:
        return NotJudged("its target is for the year to date")
    return judged


def _plain(line: Numbers) -> list[list[float | None]]:
    return np.where(np.isnan(line), None, line).tolist()  # type: ignore[call-overload]


def _process(
    held: Material,
    found: Judgements,
    row: int,
    place: int,
    picked: Picked,
    lines: Sequence[list[list[float | None]]],
    signals: Mapping[int, list[Signal]],
) -> Process:
    length = len(held.assessments[row].series)
    verdict = found.verdict(place)
    values, centre, lower, upper = (tuple(line[place][:length]) for line in lines)
    kind, reason = picked[row]
    return Process(
        variation=verdict.variation,
        assurance=_assurance(held.assessments[row], verdict.assurance),
        values=values,
        centre=centre,
        lower=lower,
        upper=upper,
        labels=tuple(map(LABELS.__getitem__, found.label[place, :length].tolist())),
        signals=tuple(tuple(signals.get(point, ())) for point in range(length)),
        phases=tuple(found.partition[place, :length].tolist()),
        last=int(found.last[place]),
        left_out=frozenset(np.flatnonzero(held.ghosted[row, :length]).tolist()),
        chart=kind.value,
        notes=(f"{kind.value} chart: {reason}.", *held.notes[row]),
    )
