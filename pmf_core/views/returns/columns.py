"""How a file's columns were understood, in words, and what a person says that they are."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from pmf_core.definitions.period import parse
from pmf_core.errors import BadInput
from pmf_core.returns.grid import column_of
from pmf_core.returns.mapping import MappedColumn, MappedSheet, Role
from pmf_core.returns.mapping import Mapping as ColumnMapping
from pmf_core.returns.match import Matched, dated
from pmf_core.returns.match_sheet import memory_keys, sheet_of
from pmf_core.returns.places import text_of
from pmf_core.returns.request import Request
from pmf_core.returns.staged import Checked, Severity
from pmf_core.returns.stamp import STAMP_SHEET
from pmf_core.returns.validate.drift import differences
from pmf_core.returns.workbook import column_letters
from pmf_core.views import words

SAMPLE, EXAMPLES = 40, 3
"""How many cells of a column are looked at for examples, and how many are shown."""

UNSURE = frozenset({"nothing_found", "missing_column", "guessed_column", "heading_twice", "no_unit"})
"""Findings that a person may mend by saying what a column is."""

NOT_READ = Role.IGNORED.value

Place = tuple[str, int]
"""A sheet and a column."""


@dataclass(frozen=True, slots=True)
class ColumnRead:
    """One column as it was understood."""

    sheet: str
    index: int
    heading: str
    """As the sheet has it, with its letter."""
    examples: str
    reading: str
    """The key of what it is read as."""
    last_time: str
    """What a column of that name was the last time, where that differs; or that it is new."""


@dataclass(frozen=True, slots=True)
class ColumnsRead:
    """Every column of a file, and all that one may be."""

    sentence: str
    rows: tuple[ColumnRead, ...]
    readings: Mapping[str, str]
    """Key → what a column may be, in words."""
    changes: tuple[str, ...]
    """How the file differs from the last one of this return, a sentence each."""
    needs_looking: bool
    """Whether something was guessed, is missing, or changed since the last file."""


def columns_read(checked: Checked) -> ColumnsRead | None:
    """The columns of a file that is not the hub's own; nothing for a template or a form."""
    held = checked.matched
    if held.mapping.template:
        return None
    before, now = held.remembered, held.mapping
    changes = tuple(found.sentence for found in differences(before, now)) if before and now.sheets else ()
    rows = tuple(row for sheet in _sheets(held) for row in _rows(held, sheet))
    unsure = any(finding.code in UNSURE for finding in checked.findings)
    drifted = any(f.code.startswith("layout_") and f.severity is not Severity.NOTE for f in checked.findings)
    return ColumnsRead(_sentence(rows, held), rows, readings(held.request), changes, unsure or drifted)


def _sentence(rows: tuple[ColumnRead, ...], held: Matched) -> str:
    read = sum(row.reading != NOT_READ for row in rows)
    known = "as the last file of this return" if held.remembered else "by their headings and what they hold"
    return f"{read} of {words.count(len(rows), 'column')} are read, understood {known}. What you change is remembered."


def readings(request: Request) -> dict[str, str]:
    """Everything that a column may be: what a row is about, each figure asked, or nothing."""
    named = request.asked.headings
    about = {
        NOT_READ: "Not read",
        Role.UNIT.value: f"{named.unit[0]}: whom a row is about",
        Role.PERIOD.value: "Period: when a row is about",
        Role.METRIC.value: "Measure: which figure a row has",
        Role.PART.value: "Part: numerator, denominator or value",
        Role.REASON.value: "Reason why a figure is blank",
    }
    figures = {f"{Role.AMOUNT}:{term.id}": f"Figure: {term.column}" for term in request.terms}
    return {**about, Role.AMOUNT.value: "Number: the measure stands in its row", **figures}


def _sheets(held: Matched) -> Iterator[MappedSheet]:
    """Every sheet with a table: as it is read, or with nothing read of it."""
    mapped = {sheet.sheet: sheet for sheet in held.mapping.sheets}
    for sheet in held.workbook.sheets:
        layout = held.layouts[sheet.name]
        if sheet.name in mapped:
            yield mapped[sheet.name]
        elif layout.is_data and sheet.name != STAMP_SHEET and not sheet.fills_lists:
            columns = [MappedColumn(index=c.index, heading=c.name, role=Role.IGNORED) for c in layout.columns]
            yield sheet_of(sheet, layout, columns)


def _rows(held: Matched, sheet: MappedSheet) -> Iterator[ColumnRead]:
    before = _last_time(held)
    keys = memory_keys((column.index, column.heading) for column in sheet.columns)
    for column in sheet.columns:
        heading = " ".join(column.heading.split()) or "no heading"
        yield ColumnRead(
            sheet=sheet.sheet,
            index=column.index,
            heading=f"{column_letters(column.index)}: {heading}",
            examples=_examples(held, sheet, column.index),
            reading=_key(column),
            last_time=_compared(held, column, before.get(keys[column.index])),
        )


def _key(column: MappedColumn) -> str:
    return f"{column.role}:{column.term}" if column.role is Role.AMOUNT and column.term else column.role.value


def _last_time(held: Matched) -> dict[str, MappedColumn]:
    found: dict[str, MappedColumn] = {}
    for sheet in held.remembered.sheets if held.remembered else ():
        keys = memory_keys((column.index, column.heading) for column in sheet.columns)
        found |= {keys[column.index]: column for column in sheet.columns}
    return found


def _compared(held: Matched, column: MappedColumn, before: MappedColumn | None) -> str:
    if held.remembered is None or column.period:
        return f"of {parse(column.period).name}" if column.period else ""
    if before is None:
        return "not in the last file"
    was = readings(held.request).get(_key(before), "not asked any more")
    if _key(before) != _key(column):
        return f"last time: {was}"
    return f"was in {column_letters(before.index)}" if before.index != column.index else "as last time"


def _examples(held: Matched, sheet: MappedSheet, column: int) -> str:
    last = min(sheet.last_row, sheet.first_row + SAMPLE)
    cells = column_of(held.sheet(sheet.sheet), column, first=sheet.first_row, last=last)
    texts = dict.fromkeys(text_of(cell) for cell in cells if cell is not None and cell != "")
    return ", ".join(list(texts)[:EXAMPLES]) or "blank"


def chosen_mapping(checked: Checked, chosen: Mapping[Place, str]) -> ColumnMapping:
    """The columns as a person says that they are; raises BadInput where two of a sheet are said to be the same."""
    held = checked.matched
    sheets = []
    for sheet in _sheets(held):
        columns = tuple(_as_said(column, chosen.get((sheet.sheet, column.index))) for column in sheet.columns)
        _refuse_the_same_twice(held.request, sheet, columns)
        if any(column.role is Role.AMOUNT for column in columns):
            said = sheet.model_copy(update={"columns": columns})
            sheets.append(dated(said, held.workbook, held.layouts[sheet.sheet], words=held.words))
    if not sheets:
        raise BadInput("No column is said to be a figure: choose at least one that is.")
    return held.mapping.model_copy(update={"sheets": tuple(sheets)})


def _as_said(column: MappedColumn, key: str | None) -> MappedColumn:
    """Every column as it was looked at: one that was left as it is was agreed to."""
    role, _, term = (key or _key(column)).partition(":")
    kept = column.model_dump() | {"role": role, "term": term, "likeness": 1.0, "chosen": True}
    if role != Role.AMOUNT:
        kept |= {"period": "", "unit": ""}
    return MappedColumn.model_validate(kept)


def _refuse_the_same_twice(request: Request, sheet: MappedSheet, columns: tuple[MappedColumn, ...]) -> None:
    found: dict[tuple[str, ...], MappedColumn] = {}
    for column in columns:
        first = found.setdefault(column.key, column)
        if first is not column and column.role is not Role.IGNORED:
            both = f"{column_letters(first.index)} and {column_letters(column.index)}"
            what = readings(request)[_key(column)]
            raise BadInput(f"Columns {both} of '{sheet.sheet}' are both said to be '{what}': choose one of them.")
