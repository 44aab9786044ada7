"""The command that walks a figure back: to the rows of files, and to the cells of what people sent."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any

import typer

from pmf_core.cli.output import as_json, as_table
from pmf_core.cli.places import open_hub
from pmf_core.cli.read import AsAt, Json, MetricId, UnitCode, cell_name, scope_at, stamp
from pmf_core.definitions.period import parse
from pmf_core.measures.lineage import Row, lineage
from pmf_core.store.returned.cleansing import CleansingStep
from pmf_core.views.returns.provenance import Traced, TracedCell, traced


def add_to(app: typer.Typer) -> None:
    """Put this command on the command line."""
    app.command("lineage")(lineage_command)


def lineage_command(
    metric: MetricId,
    unit: UnitCode,
    period: Annotated[str, typer.Option(help="The period, such as 2022 or 2025-02.")],
    as_at: AsAt = "",
    json: Json = False,
) -> None:
    """Walk a figure back to the rows of the files it was made from, and to the cells that were sent."""
    hub, scope = open_hub(), scope_at(as_at)
    found = lineage(hub, metric, unit, period=parse(period), scope=scope)
    ways = traced(hub, found.rows, period=found.point.period)
    if json:
        as_json(
            {
                "metric": metric,
                "unit": unit,
                "period": found.point.period.id,
                **stamp(hub, scope),
                "formula": found.formula,
                "value": found.point.value,
                "numerator": found.point.numerator,
                "denominator": found.point.denominator,
                "missing_reason": found.point.missing_reason or None,
                "parts": [_part(row, way) for row, way in zip(found.rows, ways, strict=True)],
            }
        )
        return
    as_table(
        f"{metric} at {unit}, {found.point.period.name}: {found.point.value} = {found.formula}",
        (
            "unit",
            "part",
            "numerator",
            "denominator",
            "value",
            "file",
            "sheet",
            "cell",
            "sent by",
            "approved by",
            "seal",
        ),
        [_line(row, way) for row, way in zip(found.rows, ways, strict=True)],
    )


def _line(row: Row, way: Traced | None) -> tuple[Any, ...]:
    where = cell_name(row.source_sheet, row.source_column, row.source_row) if way else row.source_row
    people = (way.sent_by, way.approved_by, way.seal) if way else ("", "", "")
    return (
        row.unit, row.breakdown, row.numerator, row.denominator, row.value, row.file, row.source_sheet, where, *people,
    )  # fmt: skip


def _part(row: Row, way: Traced | None) -> dict[str, Any]:
    return {
        "metric": row.metric,
        "unit": row.unit,
        "breakdown": row.breakdown,
        "numerator": row.numerator,
        "denominator": row.denominator,
        "value": row.value,
        "missing_reason": row.missing_reason or None,
        "status": row.status,
        "known_from": row.known_from,
        "cleansing_steps": [_step(step) for step in way.steps] if way else [],
        "file": row.file,
        "sha256": row.sha256,
        "sheet": row.source_sheet or None,
        "row": row.source_row,
        "cell": cell_name(row.source_sheet, row.source_column, row.source_row),
        "provenance": row.provenance,
        **(_way(way) if way else {}),
    }


def _step(step: CleansingStep) -> Mapping[str, Any]:
    return {
        "sheet": step.sheet,
        "cell": step.cell,
        "before": step.before,
        "after": step.after,
        "rule": step.rule,
        "reason": step.reason,
        "accepted_by": step.accepted_by,
        "accepted_at": step.accepted_at,
    }


def _way(way: Traced) -> Mapping[str, Any]:
    return {
        "submission": way.submission,
        "submitted_by": way.sent_by,
        "submitted_at": way.sent_at,
        "approved_by": way.approved_by,
        "approved_at": way.approved_at,
        "seal": way.seal,
        "cells": [_cell(cell) for cell in way.cells],
    }


def _cell(cell: TracedCell) -> Mapping[str, Any]:
    return {
        "part": cell.part,
        "sheet": cell.sheet,
        "cell": cell.cell,
        "as_sent": cell.as_sent,
        "cleansed": cell.cleansed,
    }
