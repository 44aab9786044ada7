"""How a workbook's columns are understood: a value that is kept as the memory of its source."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from enum import StrEnum
from hashlib import sha256

from pmf_core.definitions.base import Definition


class Role(StrEnum):
    """What a column is for."""

    UNIT = "unit"
    PERIOD = "period"
    METRIC = "metric"
    PART = "part"
    REASON = "reason"
    AMOUNT = "amount"
    IGNORED = "ignored"


class MappedColumn(Definition):
    """One column and what it is for; an amount's heading may fix its term, its period or its unit."""

    index: int
    """The sheet's column, counted from 1."""
    heading: str
    role: Role
    term: str = ""
    period: str = ""
    """The period's id."""
    unit: str = ""
    likeness: float = 1.0
    """How like the words asked the heading is, 0 to 1."""
    chosen: bool = False
    """Whether a person said what it is for: that is remembered, a column that is not read included."""

    @property
    def key(self) -> tuple[str, str, str, str]:
        """What it is for, without where it stands."""
        return (self.role, self.term, self.period, self.unit)


class MappedSheet(Definition):
    """One sheet that holds figures."""

    sheet: str
    header_rows: tuple[int, ...]
    first_row: int
    last_row: int
    columns: tuple[MappedColumn, ...]
    period: str = ""
    """The id of the period that the sheet's name or title says, if any."""
    period_from: str = ""
    """Where that is said: the sheet's name, or a cell."""
    left_out: tuple[int, ...] = ()
    """Rows that add up others."""
    symbols: dict[str, str] = {}
    """What the sheet's own key says of its symbols: symbol → reason."""

    def of_role(self, role: Role) -> Iterator[MappedColumn]:
        """The columns of a role, from left to right."""
        return (column for column in self.columns if column.role is role)

    def first(self, role: Role) -> MappedColumn | None:
        """The first column of a role, if there is one."""
        return next(self.of_role(role), None)


class Mapping(Definition):
    """Every sheet that holds figures, and how it is read."""

    return_id: str
    version: int
    sheets: tuple[MappedSheet, ...]
    template: bool = False
    """Whether the file is the hub's own, a template or a form, whose columns need no understanding."""

    @property
    def fingerprint(self) -> str:
        """The same for two files whose sheets have the same headings in the same places."""
        return fingerprint_of([(column.index, column.heading) for sheet in self.sheets for column in sheet.columns])


def fingerprint_of(headings: Sequence[tuple[int, str]]) -> str:
    """A short name for a row of headings.

    >>> fingerprint_of([(1, "Team"), (2, "Missed bins")]) == fingerprint_of([(1, "team "), (2, "MISSED  BINS")])
    True
    """
    plain = "\n".join(f"{index}\t{' '.join(heading.casefold().split())}" for index, heading in headings)
    return sha256(plain.encode()).hexdigest()[:16]
