"""What a check found, as a page shows it: the findings, and a picture of the sheet with the cells marked."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from pmf_core.returns.staged import Checked, Finding, Severity, counted
from pmf_core.returns.workbook import Cell, Sheet, column_letters, column_number
from pmf_core.views import words
from pmf_core.views.status import Status, StatusKind

KINDS = {
    Severity.ERROR: (StatusKind.INADEQUATE, "Error"),
    Severity.WARNING: (StatusKind.REQUIRES_IMPROVEMENT, "Warning"),
    Severity.NOTE: (StatusKind.NOT_JUDGED, "Note"),
}
"""How each severity looks and what it is called."""

FIRST_CELL = re.compile(r"([A-Z]+)(\d+)")
"""The first cell of a cell or a range."""

ROWS_SHOWN, COLUMNS_SHOWN = 24, 12
"""How much of a sheet the picture shows: the heading, and the rows around what was found."""

AROUND = 1
"""How many rows are shown above and below one with a finding."""

LONGEST = 40
"""A longer cell is cut in the picture; the file has all of it."""


@dataclass(frozen=True, slots=True)
class FindingRow:
    """One finding in words, with the proposal that mends it, if there is one."""

    severity: Status
    where: str
    seen: str
    why: str
    fix: str
    proposal: str
    """The id by which the proposal is accepted; empty without one."""
    change: str
    """What the proposal would change: '1O4 becomes 104, in 3 cells'."""


@dataclass(frozen=True, slots=True)
class PictureCell:
    """A cell of the picture."""

    text: str
    mark: Severity | None = None
    told: str = ""
    """What was found there."""


@dataclass(frozen=True, slots=True)
class Picture:
    """A part of a sheet as its sender knows it."""

    sheet: str
    columns: tuple[str, ...]
    rows: tuple[tuple[int, tuple[PictureCell, ...]], ...]
    """(row number, cells); rows left out between two are a step in the numbers."""
    note: str


@dataclass(frozen=True, slots=True)
class Preflight:
    """A check on its way to the screen."""

    sentence: str
    findings: tuple[FindingRow, ...]
    pictures: tuple[Picture, ...]
    may_be_submitted: bool


def preflight(checked: Checked) -> Preflight:
    """The findings, gravest first, and a picture of each sheet that has any."""
    order = list(Severity)
    ordered = sorted(checked.findings, key=lambda finding: order.index(finding.severity))
    return Preflight(
        sentence=sentence_of(checked),
        findings=tuple(_row(finding) for finding in ordered),
        pictures=tuple(_pictures(checked)),
        may_be_submitted=checked.may_be_submitted,
    )


def sentence_of(checked: Checked) -> str:
    """The whole check in a sentence or two."""
    counts = counted(checked.findings)
    read = f"{words.count(len(checked.staged), 'figure')} read."
    errors, warnings = counts[Severity.ERROR], counts[Severity.WARNING]
    if checked.may_be_submitted and not warnings:
        return f"{read} Nothing is wrong: it can be submitted."
    told = [words.count(errors, "error")] * bool(errors) + [words.count(warnings, "warning")] * bool(warnings)
    if checked.may_be_submitted:
        return f"{read} {words.capitalised(words.listed(told))} to look at; it can be submitted."
    return f"{read} {words.capitalised(words.listed(told) or 'no figure')}: mend what is marked before it is submitted."


def _row(finding: Finding) -> FindingRow:
    kind, word = KINDS[finding.severity]
    proposal = finding.proposal
    change = ""
    if proposal is not None:
        cells = f", in {words.count(len(proposal.steps), 'cell')}" if len(proposal.steps) > 1 else ""
        change = f"{proposal.cell}: '{proposal.before}' becomes '{proposal.after}'{cells}"
    return FindingRow(
        severity=Status(kind, word),
        where=finding.where,
        seen=finding.seen,
        why=finding.why,
        fix=finding.fix,
        proposal=proposal.id if proposal else "",
        change=change,
    )


def _pictures(checked: Checked) -> Iterator[Picture]:
    by_sheet: dict[str, list[Finding]] = defaultdict(list)
    for finding in checked.findings:
        if finding.cell:
            by_sheet[finding.sheet].append(finding)
    sheets = {sheet.name: sheet for sheet in checked.matched.workbook.sheets}
    for name, found in by_sheet.items():
        if name in sheets:
            yield _picture(checked, sheets[name], found)


def _picture(checked: Checked, sheet: Sheet, found: Sequence[Finding]) -> Picture:
    marks = {place: finding for finding in reversed(found) if (place := _place(finding.cell))}
    layout = checked.matched.layouts.get(sheet.name)
    heads = list(layout.header_rows) if layout else []
    around = {row + step for row, _ in marks for step in range(-AROUND, AROUND + 1)}
    rows = sorted({row for row in {*heads, *around} if 1 <= row <= len(sheet.rows)})
    shown = rows[:ROWS_SHOWN]
    width = min(max((len(sheet.rows[row - 1]) for row in shown), default=0), COLUMNS_SHOWN)
    left_out = len(rows) - len(shown)
    return Picture(
        sheet=sheet.name,
        columns=tuple(column_letters(column) for column in range(1, width + 1)),
        rows=tuple((row, tuple(_cell(sheet, row, column, marks) for column in range(1, width + 1))) for row in shown),
        note=f"{words.count(left_out, 'more row')} with findings: the annotated file has them all." if left_out else "",
    )


def _place(cell: str) -> tuple[int, int] | None:
    found = FIRST_CELL.match(cell)
    return (int(found.group(2)), column_number(found.group(1))) if found else None


def _cell(sheet: Sheet, row: int, column: int, marks: dict[tuple[int, int], Finding]) -> PictureCell:
    finding = marks.get((row, column))
    text = cell_text(sheet.cell(row, column))
    return PictureCell(text, finding.severity if finding else None, finding.seen if finding else "")


def cell_text(cell: Cell) -> str:
    """A cell as its sender sees it.

    >>> cell_text(None), cell_text(12.0), cell_text(True)
    ('', '12', 'TRUE')
    """
    match cell:
        case None:
            return ""
        case bool():
            return str(cell).upper()
        case float():
            return f"{cell:.10g}"
        case datetime() | date():
            return words.day(cell)
    told = str(cell)
    return told if len(told) <= LONGEST else f"{told[: LONGEST - 1]}…"
