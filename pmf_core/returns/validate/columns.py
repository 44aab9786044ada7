"""How the columns were understood: one that is missing, one that was guessed, one that is not read."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from pmf_core.returns.headings import plain_heading
from pmf_core.returns.layout import ColumnKind
from pmf_core.returns.mapping import MappedColumn, MappedSheet, Role
from pmf_core.returns.match import Matched
from pmf_core.returns.staged import Finding, Severity
from pmf_core.returns.workbook import cell_name

SURE = 0.97
"""Below this likeness, what a heading was taken for is told."""


def nothing_found(matched: Matched) -> Iterator[Finding]:
    """A workbook without any column that is asked."""
    if not matched.mapping.sheets:
        names = ", ".join(f"'{sheet.name}'" for sheet in matched.workbook.sheets[:6])
        asked = ", ".join(f"'{term.column}'" for term in matched.request.terms[:4])
        yield Finding(
            Severity.ERROR, "nothing_found", matched.workbook.sheets[0].name if matched.workbook.sheets else "", "",
            f"sheets {names}",
            f"No sheet has a column of this return, such as {asked}: it may be another file.",
            "Choose the right file, or say yourself what each column is for.",
        )  # fmt: skip


def missing_columns(matched: Matched) -> Iterator[Finding]:
    """A number that is asked, and no column for it."""
    sheets = matched.mapping.sheets
    columns = [column for sheet in sheets for column in sheet.of_role(Role.AMOUNT)]
    said = {column.term for column in columns}
    if not sheets or "" in said:
        return
    spare = [c.heading for sheet in sheets for c in sheet.of_role(Role.IGNORED) if _numeric(matched, sheet, c)]
    hint = f" Not understood: {', '.join(repr(heading) for heading in spare[:4])}." if spare else ""
    for term in matched.request.terms:
        if term.id not in said and term.needed:
            yield Finding(
                Severity.ERROR, "missing_column", sheets[0].sheet, _header(sheets[0]),
                f"no column '{term.column}'",
                f"'{term.column}' is asked, and none of the headings stands for it.{hint}",
                "Add the column, or say which of the columns it is.",
            )  # fmt: skip


def _header(sheet: MappedSheet) -> str:
    row = sheet.header_rows[-1] if sheet.header_rows else sheet.first_row
    indexes = [column.index for column in sheet.columns]
    return f"{cell_name(row, min(indexes))}:{cell_name(row, max(indexes))}"


def _numeric(matched: Matched, sheet: MappedSheet, column: MappedColumn) -> bool:
    held = {held.index: held.kind for held in matched.layouts[sheet.sheet].columns}
    return held.get(column.index) in (ColumnKind.NUMBER, ColumnKind.PERCENTAGE)


def guessed_columns(matched: Matched) -> Iterator[Finding]:
    """A heading that is only like what was asked."""
    for sheet in matched.mapping.sheets:
        for column in sheet.of_role(Role.AMOUNT):
            if column.term and column.likeness < SURE:
                asked = matched.request.terms[matched.request.term_places[column.term]].column
                yield Finding(
                    Severity.WARNING, "guessed_column", sheet.sheet,
                    cell_name(sheet.header_rows[-1], column.index), column.heading,
                    f"The heading is not one that was agreed; it was taken for '{asked}'.",
                    "Look whether that is right. Once the return is approved, the heading is remembered.",
                )  # fmt: skip


def unread_columns(matched: Matched) -> Iterator[Finding]:
    """Columns of numbers that nobody asked for, and a heading that stands twice."""
    for sheet in matched.mapping.sheets:
        said = Counter(plain_heading(column.heading) for column in sheet.columns if column.heading)
        read = {plain_heading(column.heading) for column in sheet.of_role(Role.AMOUNT)}
        for column in sheet.of_role(Role.IGNORED):
            heading = plain_heading(column.heading)
            where = cell_name(sheet.header_rows[-1], column.index)
            if heading and heading in read and said[heading] > 1:
                yield Finding(
                    Severity.ERROR, "heading_twice", sheet.sheet, where, column.heading,
                    "Two columns have this heading, and only one can be the figure: the first is read.",
                    "Take one of the columns out, or head it with what it is.",
                )  # fmt: skip
            elif column.heading and _numeric(matched, sheet, column):
                yield Finding(
                    Severity.NOTE, "unread_column", sheet.sheet, where, column.heading,
                    "The return does not ask for this column, so it is not read.",
                    "Nothing needs doing, unless it is one of the figures under another heading.",
                )  # fmt: skip
