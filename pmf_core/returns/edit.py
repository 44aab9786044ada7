"""A workbook as it would be after cleansing steps; the file itself is never changed."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from pmf_core.errors import BadInput
from pmf_core.returns.grid import grid_of
from pmf_core.returns.places import text_of
from pmf_core.returns.staged import Step
from pmf_core.returns.workbook import Cell, Sheet, Workbook

NUMBER = re.compile(r"-?\d+(\.\d+)?")


def edited(workbook: Workbook, steps: Iterable[Step]) -> Workbook:
    """The workbook with each step taken; raises BadInput where a cell no longer holds what the step saw."""
    by_sheet: dict[str, list[Step]] = {}
    for step in steps:
        by_sheet.setdefault(step.sheet, []).append(step)
    if not by_sheet:
        return workbook
    sheets = tuple(_edited(sheet, by_sheet.pop(sheet.name, [])) for sheet in workbook.sheets)
    if by_sheet:
        raise BadInput(f"There is no sheet '{next(iter(by_sheet))}' in {workbook.name}: check the file again.")
    return replace(workbook, sheets=sheets)


def _edited(sheet: Sheet, steps: list[Step]) -> Sheet:
    if not steps:
        return sheet
    rows = list(sheet.rows)
    for step in steps:
        cells = list(rows[step.row - 1]) if step.row <= len(rows) else []
        held = cells[step.column - 1] if step.column <= len(cells) else None
        if cell_text(held) != step.before:
            raise BadInput(
                f"{sheet.name}!{step.cell} holds '{cell_text(held)}', not '{step.before}' as when it was checked: "
                "check the file again."
            )
        cells += [None] * (step.column - len(cells))
        cells[step.column - 1] = cell_of(step.after)
        rows[step.row - 1] = cells
    return replace(sheet, rows=grid_of(rows))


def cell_text(cell: Cell) -> str:
    """What a cell shows, as a cleansing step writes it down.

    >>> cell_text(7.0), cell_text(None), cell_text(" north ")
    ('7', '', 'north')
    """
    return "" if cell is None else text_of(cell)


def cell_of(text: str) -> Cell:
    """The cell that a step's text stands for.

    >>> cell_of("104"), cell_of("North team"), cell_of("")
    (104.0, 'North team', None)
    """
    return float(text) if NUMBER.fullmatch(text) else text or None
