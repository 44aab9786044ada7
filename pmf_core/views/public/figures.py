"""Published figures: each with its interval, its status and its label, judged in one batch."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from pmf_core.judgement.verdict import NotJudged
from pmf_core.series import Point, missing_words
from pmf_core.store.hub import Hub
from pmf_core.views import words
from pmf_core.views.assessment import Assessment, assess_at
from pmf_core.views.comparison.sampling import sampling
from pmf_core.views.context import opening_month
from pmf_core.views.process import Process, processes
from pmf_core.views.public.approved import Approved
from pmf_core.views.public.values import Line
from pmf_core.views.status import Table
from pmf_core.views.tile import band_status, change_status, target_text, value_text

COLUMNS = (
    "Metric code", "Metric", "Unit code", "Unit", "Period", "Value", "Lower limit (95%)", "Upper limit (95%)",
    "Numerator", "Denominator", "Target", "Status", "Label", "Note",
)  # fmt: skip
"""The columns of every file."""

Judged = tuple[Assessment, Process]


@dataclass(frozen=True)
class Figures:
    """Everything that is published, by metric and by unit."""

    judged: tuple[Judged, ...]

    @cached_property
    def of_metric(self) -> Mapping[str, list[Judged]]:
        """Metric → every unit's latest figure of it."""
        return _gathered(self.judged, lambda held: held[0].metric.id)

    @cached_property
    def of_unit(self) -> Mapping[str, list[Judged]]:
        """Unit → every metric's latest figure at it."""
        return _gathered(self.judged, lambda held: held[0].unit.id)


def _gathered(judged: Sequence[Judged], name: Callable[[Judged], str]) -> Mapping[str, list[Judged]]:
    found: defaultdict[str, list[Judged]] = defaultdict(list)
    for held in judged:
        found[name(held)].append(held)
    return found


def figures(hub: Hub, held: Approved) -> Figures:
    """Every approved metric at every unit, as far as there is a figure."""
    period = opening_month(hub)
    found = [a for a in assess_at(hub, held.wanted, period=period, scope=held.scope) if a.point is not None]
    return Figures(tuple(zip(found, processes(found), strict=True)))


def line(held: Judged) -> Line:
    """The latest figure in a list."""
    assessment, process = held
    metric, point = assessment.metric, assessment.point
    assert point is not None
    (data,) = rows_of(assessment, [point])
    shown = value_text(assessment)
    return Line(
        metric=metric.id,
        metric_name=metric.name,
        unit=assessment.unit.id,
        unit_name=assessment.unit.name,
        value=shown if assessment.value is not None else words.capitalised(missing_words(point.missing_reason)),
        period=point.period.short_name,
        target=target_text(assessment).removeprefix("Target "),
        band=band_status(assessment),
        change=change_status(assessment, process),
        illustrative=metric.illustrative,
        data=data,
    )


def figure_table(assessment: Assessment) -> Table:
    """Every figure of a series, the newest first, with the limits that chance alone would set."""
    points = list(reversed(assessment.series.points))
    data = tuple(rows_of(assessment, points))
    has_limits = any(row[6] is not None for row in data)
    metric = assessment.metric

    def told(value: object) -> str:
        return words.number(value, metric) if isinstance(value, float) else ""

    rows = tuple(
        (
            point.period.short_name,
            told(row[5]) or words.MISSING,
            *([f"{told(row[6])} to {told(row[7])}" if row[6] is not None else ""] if has_limits else []),
            told(row[10]),
            str(row[13]),
        )
        for point, row in zip(points, data, strict=True)
    )
    columns = ("Period", "Value", *(["95% interval"] if has_limits else []), "Target", "Note")
    unit = f"In {metric.unit.words}. " if metric.unit.words else ""
    why = "" if has_limits else f"No interval: {_why_no_limits(assessment)}."
    return Table(
        title=f"{metric.name}, {assessment.unit.name}",
        columns=columns,
        rows=rows,
        values=data,
        value_columns=COLUMNS,
        numeric=tuple(range(1, len(columns) - 1)),
        note=f"{unit}{why}".strip(),
    )


def _why_no_limits(assessment: Assessment) -> str:
    found = sampling(assessment.metric, assessment.series.points)
    return found.reason if isinstance(found, NotJudged) else "there are no counts"


def rows_of(assessment: Assessment, points: Sequence[Point]) -> Iterator[tuple[object, ...]]:
    """Points as rows of a file."""
    metric, unit = assessment.metric, assessment.unit
    limits = sampling(metric, points)
    targets = metric.targets_on([point.period.end for point in points], unit=unit.id)
    for place, (point, target) in enumerate(zip(points, targets, strict=True)):
        lower, upper = (None, None) if isinstance(limits, NotJudged) else (limits.lower[place], limits.upper[place])
        yield (
            metric.id, metric.name, unit.id, unit.name, point.period.id, point.value,
            _number(lower), _number(upper), point.numerator, point.denominator, target,
            point.status, "illustrative" if metric.illustrative else "published", _note(assessment, point),
        )  # fmt: skip


def _number(value: object) -> float | None:
    """A limit, where there is one."""
    return None if value is None or np.isnan(value) else float(value)  # type: ignore[arg-type]


def _note(assessment: Assessment, point: Point) -> str:
    """What there is to know beside the value: why it is missing, that it may change, that it judges nothing."""
    told = [missing_words(point.missing_reason)] if point.value is None else []
    told += ["provisional"] if point.status == "provisional" else []
    ghost = assessment.metric.left_out(point.period, unit=assessment.unit.id)
    told += [f"left out of every verdict: {ghost.reason}"] if ghost else []
    return words.capitalised("; ".join(told))
