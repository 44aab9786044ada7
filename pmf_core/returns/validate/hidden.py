"""Figures that the sender may not see: on hidden rows, columns and sheets."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from pmf_core.returns.match import Matched
from pmf_core.returns.staged import Finding, Severity
from pmf_core.returns.validate.telling import Rule, entry_marks, tell
from pmf_core.returns.workbook import cell_name

RULE = Rule(
    "hidden_row",
    Severity.WARNING,
    "The row is hidden in the spreadsheet, and its figures would be published with the others.",
    "Show the row and check it; delete it if it should not count.",
)


def hidden(matched: Matched) -> Iterator[Finding]:
    """Rows, columns and sheets that hold figures and are hidden; a hidden sheet of the hub's template is no matter."""
    entries, filled = matched.entries, matched.filled
    nothing = np.empty(0, dtype=np.int64)
    for mapped in matched.mapping.sheets:
        sheet, here = matched.sheet(mapped.sheet), filled.get(mapped.sheet, nothing)
        rows = here[np.isin(entries.row[here], list(sheet.hidden_rows))]
        _, firsts = np.unique(entries.row[rows], return_index=True)
        yield from tell(matched, RULE, entry_marks(matched, rows[firsts]))
        for column in mapped.columns:
            if column.index in sheet.hidden_columns and column.term:
                yield _told("hidden_column", sheet.name, cell_name(mapped.header_rows[-1], column.index), "column")
        if sheet.hidden and len(here):
            yield _told("hidden_sheet", sheet.name, "", "sheet")


def _told(code: str, sheet: str, cell: str, what: str) -> Finding:
    return Finding(
        Severity.WARNING,
        code,
        sheet,
        cell,
        f"a hidden {what}",
        f"The {what} is hidden in the spreadsheet, and its figures would be published with the others.",
        f"Show the {what} and check it; delete it if it should not count.",
    )
