"""Assessments as tables: text for reading, unrounded values for download."""

from __future__ import annotations

from collections.abc import Sequence

from pmf_core.views.assessment import Assessment
from pmf_core.views.process import Process
from pmf_core.views.status import Table
from pmf_core.views.tile import band_status, change_status, target_text, value_text

COLUMNS = ("Metric", "Value", "Period", "Target", "Band", "Change", "Provenance")
"""The columns of a list of metrics."""


def metric_table(title: str, assessments: Sequence[Assessment], processes: Sequence[Process]) -> Table:
    """One row a metric."""
    rows, values = [], []
    for assessment, process in zip(assessments, processes, strict=True):
        point = assessment.point
        period = point.period if point else None
        band, change = band_status(assessment), change_status(assessment, process)
        provenance = assessment.metric.provenance.value.capitalize()
        name = assessment.metric.name
        rows.append(
            (
                name,
                value_text(assessment),
                period.short_name if period else "",
                target_text(assessment).removeprefix("Target "),
                band.word,
                change.word,
                provenance,
            )
        )
        values.append(
            (
                name,
                assessment.value,
                period.id if period else "",
                assessment.target,
                band.word,
                change.word,
                provenance,
            )
        )
    return Table(title=title, columns=COLUMNS, rows=tuple(rows), values=tuple(values), numeric=(1, 3))
