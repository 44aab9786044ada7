"""A layout that changed since the source's last file: what came, went, moved or was renamed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from pmf_core.returns.headings import plain_heading
from pmf_core.returns.mapping import MappedColumn, MappedSheet, Mapping, Role
from pmf_core.returns.match import Matched
from pmf_core.returns.staged import Finding, Severity
from pmf_core.returns.workbook import cell_name, column_letters


@dataclass(frozen=True)
class Difference:
    """One way in which a sheet is laid out otherwise than the last time."""

    kind: str
    """appeared, gone, moved, renamed or header_moved."""
    sheet: str
    cell: str
    sentence: str


def differences(before: Mapping, after: Mapping) -> tuple[Difference, ...]:
    """What changed between two files of one source, sheet by sheet in their order."""
    if before.fingerprint == after.fingerprint and _headers(before) == _headers(after):
        return ()
    pairs = zip(before.sheets, after.sheets, strict=False)
    return tuple(found for old, new in pairs for found in _sheet(old, new))


def _headers(mapping: Mapping) -> list[tuple[int, ...]]:
    return [sheet.header_rows for sheet in mapping.sheets]


def _sheet(old: MappedSheet, new: MappedSheet) -> Iterator[Difference]:
    if old.header_rows != new.header_rows and old.header_rows and new.header_rows:
        row = new.header_rows[-1]
        yield Difference(
            "header_moved", new.sheet, cell_name(row, 1), f"The headings moved from row {old.header_rows[-1]} to {row}."
        )
    was = {plain_heading(column.heading): column for column in old.columns if column.heading}
    now = {plain_heading(column.heading): column for column in new.columns if column.heading}
    gone = {heading: column for heading, column in was.items() if heading not in now and not column.period}
    for heading, column in now.items():
        if column.period:
            continue
        before = was.get(heading)
        renamed = next((held for held in gone.values() if held.key == column.key and held.term), None)
        if before is None and renamed is not None:
            del gone[plain_heading(renamed.heading)]
            yield _at(new, column, "renamed", f"'{renamed.heading}' is now called '{column.heading}'.")
        elif before is None:
            yield _at(
                new, column, "appeared", f"A column '{column.heading}' appeared in {column_letters(column.index)}."
            )
        elif before.index != column.index:
            moved = f"from {column_letters(before.index)} to {column_letters(column.index)}"
            yield _at(new, column, "moved", f"'{column.heading}' moved {moved}.")
    for column in gone.values():
        yield Difference("gone", new.sheet, "", f"The column '{column.heading}' is gone.")


def _at(sheet: MappedSheet, column: MappedColumn, kind: str, sentence: str) -> Difference:
    row = sheet.header_rows[-1] if sheet.header_rows else sheet.first_row
    return Difference(kind, sheet.sheet, cell_name(row, column.index), sentence)


GRAVE = ("renamed", "gone")
"""What a person should confirm; the rest is told for information."""


def drifted(matched: Matched) -> Iterator[Finding]:
    """The difference to the last file of the same source."""
    if matched.remembered is None or matched.mapping.template:
        return
    for found in differences(matched.remembered, matched.mapping):
        yield Finding(
            Severity.WARNING if found.kind in GRAVE else Severity.NOTE,
            f"layout_{found.kind}",
            found.sheet,
            found.cell,
            found.sentence,
            "The file is laid out otherwise than the last one of this return; its columns were understood anew.",
            "Look whether each column was understood as it is meant.",
        )
    yield from _lost(matched)


def _lost(matched: Matched) -> Iterator[Finding]:
    """Sheets that held figures the last time and are not there."""
    held = {sheet.sheet for sheet in matched.mapping.sheets}
    before = matched.remembered.sheets if matched.remembered else ()
    if len(before) > len(matched.mapping.sheets):
        for sheet in before:
            if sheet.sheet not in held and any(sheet.of_role(Role.AMOUNT)):
                yield Finding(
                    Severity.WARNING, "layout_sheet_gone", "", "", f"no sheet '{sheet.sheet}'",
                    "The last file of this return had figures on it.",
                    "Check that nothing is left out.",
                )  # fmt: skip
