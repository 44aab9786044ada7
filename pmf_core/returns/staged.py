"""Checked observations on their way into the store, column by column, with what was found about them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from pmf_core.definitions.returning import Part
from pmf_core.returns.workbook import column_letters

if TYPE_CHECKING:
    from pmf_core.returns.mapping import Mapping
    from pmf_core.returns.match import Matched

PARTS = (Part.NUMERATOR, Part.DENOMINATOR, Part.VALUE)
"""The order of the first axis of amounts, rows and columns."""


@dataclass(frozen=True, eq=False)
class Coded:
    """A column of few different texts: for each row, which of the words it has."""

    codes: NDArray[np.int32]
    words: tuple[str, ...]

    def __len__(self) -> int:
        return len(self.codes)

    def __getitem__(self, index: int) -> str:
        return self.words[self.codes[index]]

    @property
    def text(self) -> NDArray[Any]:
        """The words row by row; each is one object, however many rows have it."""
        return np.array(self.words, dtype=object)[self.codes] if len(self) else np.empty(0, dtype=object)

    def take(self, chosen: NDArray[Any]) -> Coded:
        """The chosen rows."""
        return Coded(self.codes[chosen], self.words)

    @classmethod
    def of(cls, texts: Sequence[str]) -> Coded:
        """A column from its texts.

        >>> Coded.of(["b", "a", "b"]).words
        ('b', 'a')
        """
        order: dict[str, int] = {}
        codes = np.fromiter((order.setdefault(text, len(order)) for text in texts), dtype=np.int32, count=len(texts))
        return cls(codes, tuple(order))

    @classmethod
    def same(cls, text: str, count: int) -> Coded:
        """A column that says the same in every row."""
        return cls(np.zeros(count, dtype=np.int32), (text,))


@dataclass(frozen=True, eq=False)
class Staged:
    """Observations column by column: n rows; amounts, rows and columns are parts × n in the order of PARTS."""

    metric: Coded
    unit: Coded
    breakdown: Coded
    period_start: NDArray[np.datetime64]
    """Days, n."""
    period_end: NDArray[np.datetime64]
    grain: Coded
    amounts: NDArray[np.float64]
    """In the metric's own unit of measure; NaN where there is none."""
    missing_reason: Coded
    """Empty where nothing is missing."""
    status: Coded
    sheet: Coded
    rows: NDArray[np.int32]
    """The 1-based sheet row of each amount; 0 where no cell stands for it."""
    columns: NDArray[np.int32]
    """The 1-based sheet column of each amount; 0 where no cell stands for it."""

    def __len__(self) -> int:
        return len(self.metric)

    @property
    def numerator(self) -> NDArray[np.float64]:
        """The numerators, NaN where there is none."""
        return self.amounts[0]

    @property
    def denominator(self) -> NDArray[np.float64]:
        """The denominators, NaN where there is none."""
        return self.amounts[1]

    @property
    def value(self) -> NDArray[np.float64]:
        """The values as sent or as worked out from the counts, NaN where there is none."""
        return self.amounts[2]

    @property
    def source_row(self) -> NDArray[np.int32]:
        """The sheet row that each observation is told to come from: its numerator's, or its value's."""
        return np.where(self.rows[0] > 0, self.rows[0], self.rows[2])

    @property
    def source_column(self) -> Coded:
        """The letters of the sheet column that each observation is told to come from."""
        numbers = np.where(self.columns[0] > 0, self.columns[0], self.columns[2])
        distinct, codes = np.unique(numbers, return_inverse=True)
        return Coded(codes.astype(np.int32), tuple(column_letters(int(number)) for number in distinct))

    def take(self, chosen: NDArray[Any]) -> Staged:
        """The chosen rows, by mask or by position."""
        return Staged(
            metric=self.metric.take(chosen),
            unit=self.unit.take(chosen),
            breakdown=self.breakdown.take(chosen),
            period_start=self.period_start[chosen],
            period_end=self.period_end[chosen],
            grain=self.grain.take(chosen),
            amounts=self.amounts[:, chosen],
            missing_reason=self.missing_reason.take(chosen),
            status=self.status.take(chosen),
            sheet=self.sheet.take(chosen),
            rows=self.rows[:, chosen],
            columns=self.columns[:, chosen],
        )


class Severity(StrEnum):
    """How grave a finding is: an error keeps the return from being submitted."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class Step:
    """One cleansing step: a cell before and after."""

    sheet: str
    row: int
    column: int
    before: str
    after: str
    rule: str = ""
    """The code of the finding that it mends."""
    reason: str = ""

    @property
    def cell(self) -> str:
        """The cell as a spreadsheet writes it.

        >>> Step("March", 7, 2, "1O4", "104").cell
        'B7'
        """
        return f"{column_letters(self.column)}{self.row}"


@dataclass(frozen=True)
class Proposal:
    """A way to mend a finding that a person may accept: usually one step, or the same step down a column."""

    rule: str
    reason: str
    steps: tuple[Step, ...]

    @property
    def id(self) -> str:
        """What it is accepted by."""
        return f"{self.rule} {self.steps[0].sheet}!{self.cell}"

    @property
    def sheet(self) -> str:
        """The sheet that it is about."""
        return self.steps[0].sheet

    @property
    def cell(self) -> str:
        """The first cell that it changes."""
        return self.steps[0].cell

    @property
    def before(self) -> str:
        """What stands in that cell."""
        return self.steps[0].before

    @property
    def after(self) -> str:
        """What would stand in that cell."""
        return self.steps[0].after


@dataclass(frozen=True)
class Finding:
    """Something that a person should look at before the return is submitted."""

    severity: Severity
    code: str
    sheet: str
    cell: str
    """A cell, or a range of cells below each other; empty for the sheet or file as a whole."""
    seen: str
    why: str
    fix: str
    proposal: Proposal | None = None

    @property
    def where(self) -> str:
        """Sheet and cell in one.

        >>> Finding(Severity.NOTE, "x", "March", "B7", "", "", "").where
        'March!B7'
        """
        return f"{self.sheet}!{self.cell}" if self.cell else self.sheet


@dataclass(frozen=True, eq=False)
class Checked:
    """A return that has been read, matched and checked."""

    staged: Staged
    findings: tuple[Finding, ...]
    matched: Matched
    """The workbook, what was asked, and how the one was understood as an answer to the other."""
    cleansed: tuple[Step, ...] = ()
    """The steps that were accepted, in the order in which they were taken."""
    proposals: tuple[Proposal, ...] = field(init=False)

    def __post_init__(self) -> None:
        found = (finding.proposal for finding in self.findings if finding.proposal)
        object.__setattr__(self, "proposals", tuple(found))

    @property
    def mapping(self) -> Mapping:
        """How the workbook's columns were understood: kept as the memory of its source."""
        return self.matched.mapping

    @property
    def errors(self) -> tuple[Finding, ...]:
        """What keeps it from being submitted."""
        return tuple(finding for finding in self.findings if finding.severity is Severity.ERROR)

    @property
    def may_be_submitted(self) -> bool:
        """Whether it has figures, and nothing in it is an error."""
        return len(self.staged) > 0 and not self.errors


def counted(findings: Iterable[Finding]) -> dict[Severity, int]:
    """How many findings there are of each severity."""
    found = dict.fromkeys(Severity, 0)
    for finding in findings:
        found[finding.severity] += 1
    return found
