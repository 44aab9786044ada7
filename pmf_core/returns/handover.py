"""A checked return in the store's own words: its figures as columns, what was mended, and what was found."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from openpyxl.utils.cell import coordinate_to_tuple

from pmf_core.returns.staged import Checked, Staged, Step, counted
from pmf_core.returns.workbook import column_letters
from pmf_core.store.returned.cleansing import CleansingStep
from pmf_core.store.returned.mappings import Memory
from pmf_core.store.returned.submitting import Check


def check_of(checked: Checked, *, taken_before: int = 0, remembered: bool = False) -> Check:
    """What a check found, with the steps that were taken since the check before.

    `remembered`: whether the columns as they are understood are to be the memory of the source.
    """
    mapping = checked.mapping
    summary = {severity.value: count for severity, count in counted(checked.findings).items()}
    return Check(
        {**summary, "figures": len(checked.staged)},
        steps_of(checked)[taken_before:],
        None if mapping.template or not remembered else Memory(mapping.fingerprint, mapping.model_dump_json()),
    )


def steps_of(checked: Checked) -> tuple[CleansingStep, ...]:
    """What was mended, in the order in which it was accepted."""
    return tuple(
        CleansingStep(step.sheet, step.cell, step.before, step.after, step.rule, step.reason)
        for step in checked.cleansed
    )


def steps_again(kept: Sequence[CleansingStep]) -> tuple[Step, ...]:
    """The steps of a kept draft, to go on with it."""
    return tuple(
        Step(step.sheet, *coordinate_to_tuple(step.cell), step.before, step.after, step.rule, step.reason)
        for step in kept
    )


def figures_of(staged: Staged) -> dict[str, Sequence[Any]]:
    """The figures as columns, each with the cells that it was read from."""
    numerator, denominator, value = (_cells(staged, part) for part in range(3))
    return {
        "metric_id": staged.metric.text.tolist(),
        "unit_id": staged.unit.text.tolist(),
        "breakdown": staged.breakdown.text.tolist(),
        "period_start": staged.period_start.astype("datetime64[D]").tolist(),
        "period_end": staged.period_end.astype("datetime64[D]").tolist(),
        "grain": staged.grain.text.tolist(),
        "numerator": staged.numerator.tolist(),
        "denominator": staged.denominator.tolist(),
        "value": staged.value.tolist(),
        "missing_reason": [reason or None for reason in staged.missing_reason.text],
        "status": staged.status.text.tolist(),
        "source_row": staged.source_row.tolist(),
        "source_column": staged.source_column.text.tolist(),
        "source_sheet": staged.sheet.text.tolist(),
        "numerator_cell": numerator,
        "denominator_cell": denominator,
        "value_cell": value,
    }


def _cells(staged: Staged, part: int) -> list[str]:
    """Each figure's cell of one part; empty where none stands for it."""
    rows, columns = staged.rows[part].tolist(), staged.columns[part]
    names = {int(number): column_letters(int(number)) for number in np.unique(columns)}
    return [
        f"{names[column]}{row}" if row and column else "" for row, column in zip(rows, columns.tolist(), strict=True)
    ]
