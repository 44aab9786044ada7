"""What says of a workbook that it is the hub's own template: for which return and period, and of which version."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from pmf_core.returns.mapping import Mapping as ColumnMapping
from pmf_core.returns.places import text_of
from pmf_core.returns.plan import HEADER_ROW, Place, Plan
from pmf_core.returns.workbook import Cell, Sheet, Workbook

STAMP_SHEET = "hub"
"""The hidden sheet that carries the stamp and the lists of the drop-downs."""

KEYS = ("return", "version", "period", "template")


@dataclass(frozen=True)
class Stamp:
    """What the hidden sheet says."""

    return_id: str
    version: int
    period: str
    digest: str


def stamp_rows(plan: Plan) -> Iterator[tuple[str, str | int]]:
    """The rows of the stamp, as the template carries them."""
    asked, request = plan.request.asked, plan.request
    yield from zip(KEYS, (asked.id, asked.version, request.period.id, plan.digest), strict=True)


def stamp_of(workbook: Workbook) -> Stamp | None:
    """The stamp of a workbook; nothing if it is no template."""
    sheet = next((sheet for sheet in workbook.sheets if sheet.name == STAMP_SHEET), None)
    if sheet is None:
        return None
    held = {str(sheet.cell(row, 1)): sheet.cell(row, 2) for row in range(1, len(KEYS) + 1)}
    if set(held) != set(KEYS) or any(value is None for value in held.values()):
        return None
    version = text_of(held["version"])
    if not version.isdigit():
        return None
    return Stamp(text_of(held["return"]), int(version), text_of(held["period"]), text_of(held["template"]))


def mapping_of_template(workbook: Workbook, plan: Plan) -> ColumnMapping | None:
    """How a template that was sent back is read; nothing if it is another one, or no template."""
    stamp = stamp_of(workbook)
    sheet = next((sheet for sheet in workbook.sheets if sheet.name == plan.sheet), None)
    if stamp is None or stamp.digest != plan.digest or sheet is None:
        return None
    return plan.mapping(last_row=_last_filled(sheet))


def altered(sheet: Sheet, plan: Plan) -> Iterator[tuple[Place, str, Cell]]:
    """The headings that no longer say what the template said, with what they should say and what they say."""
    for place, text in plan.fixed.items():
        if place[0] == HEADER_ROW and place[1] in {column.index for column in plan.columns}:
            cell = sheet.cell(*place)
            if text_of(cell) != text:
                yield place, text, cell


def _last_filled(sheet: Sheet) -> int:
    filled = [row for row, cells in enumerate(sheet.rows, start=1) if any(cell is not None for cell in cells)]
    return filled[-1] if filled else 0
