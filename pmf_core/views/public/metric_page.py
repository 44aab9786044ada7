"""The page of one metric: the finding, the chart, the figures, the units, and how it is made."""

from __future__ import annotations

from collections.abc import Sequence

from pmf_core.definitions.calculation import Derived
from pmf_core.definitions.metric import Metric
from pmf_core.views import words
from pmf_core.views.assessment import Assessment
from pmf_core.views.metric_profile.header import Subject, gap_status
from pmf_core.views.metric_profile.now import trend
from pmf_core.views.metric_profile.trust import record
from pmf_core.views.metric_profile.values import Trend
from pmf_core.views.public.approved import Approved
from pmf_core.views.public.figures import Judged, figure_table, line
from pmf_core.views.public.values import MetricPage
from pmf_core.views.sentences import assurance_status, finding, reading, variation_status
from pmf_core.views.status import SourceLine, Table
from pmf_core.views.tile import band_status

FEWEST_DRAWN = 3
"""A chart of fewer values says nothing that the table doesn't."""

ELSEWHERE = {"Definition", "Owner", "Source", "Sensitivity", "Small numbers", "Other source", "Steward"}
"""Fields of the definition that stand on the page already, or are the hub's own business."""


def metric_page(held: Approved, judged: Sequence[Judged], *, sources: Sequence[SourceLine]) -> MetricPage:
    """The page, about the council where it has a figure and else about the first unit that does."""
    council = held.catalogue.settings.council
    lines = sorted(judged, key=lambda one: (one[0].unit.id != council, _depth(held, one), one[0].unit.name))
    assessment, process = lines[0]
    metric = assessment.metric
    owner = held.catalogue.owner(metric.owner)
    return MetricPage(
        id=metric.id,
        name=metric.name,
        definition=metric.definition,
        theme=metric.theme,
        topic=metric.topic or "Other",
        unit_name=assessment.unit.name,
        finding=finding(assessment, process),
        sentence=reading(assessment, process),
        data_line=_data_line(assessment),
        statuses=(
            ("Band", band_status(assessment)),
            ("Variation", variation_status(process)),
            ("Capability", assurance_status(process, assessment)),
            ("Gap to target", gap_status(assessment)),
        ),
        trend=_trend(held, lines[0]),
        figures=figure_table(assessment),
        units=tuple(map(line, lines)),
        record=_record(held, metric),
        owner=owner.name,
        contact=owner.contact,
        source=_source(held, metric, sources),
        illustrative=metric.illustrative,
    )


def _depth(held: Approved, one: Judged) -> int:
    assessment = one[0]
    return len(held.catalogue.organisation.path(assessment.unit.id, on=assessment.today))


def _data_line(assessment: Assessment) -> str:
    point = assessment.point
    assert point is not None
    told = [assessment.unit.name, f"data to {point.period.name}"]
    if point.known_from:
        told.append(f"published {words.day(point.known_from)}")
    return " · ".join(told)


def _trend(held: Approved, one: Judged) -> Trend | None:
    assessment, process = one
    if sum(point.value is not None for point in assessment.series.points) < FEWEST_DRAWN:
        return None
    return trend(Subject(held.catalogue, assessment, process, ()))


def _record(held: Approved, metric: Metric) -> Table:
    """The definition, so that anybody can work the figure out; parts of a derived metric by their names."""
    told = record(held.catalogue, metric)
    rows = tuple(row for row in told.rows if row[0] not in ELSEWHERE)
    if isinstance(metric.calculation, Derived):
        formula = metric.calculation.formula
        for part in sorted(metric.calculation.parts, key=len, reverse=True):
            formula = formula.replace(part, f"({held.catalogue.metric(part).name})")
        rows = tuple((field, formula if field == "Calculation" else content) for field, content in rows)
    return Table("How it is made", told.columns, tuple((name, words.capitalised(held)) for name, held in rows))


def _source(held: Approved, metric: Metric, sources: Sequence[SourceLine]) -> SourceLine:
    title = held.catalogue.source(metric.source).name
    return next(found for found in sources if found.title == title)
