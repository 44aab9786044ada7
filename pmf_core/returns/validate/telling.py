"""Marked cells → findings: one a cell, and past a score of them down one column the rest as a range."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from pmf_core.definitions.metric import Metric
from pmf_core.returns.edit import cell_text
from pmf_core.returns.match import Matched
from pmf_core.returns.staged import Finding, Proposal, Severity, Step
from pmf_core.returns.workbook import cell_name

MOST = 20
"""How many cells of one column are told one by one."""

Words = str | Callable[[int], str]
"""The same for every cell, or made from the cell's place."""


@dataclass(frozen=True)
class Rule:
    """What a finding says wherever it is made."""

    code: str
    severity: Severity
    why: Words
    fix: Words


@dataclass(frozen=True)
class Mark:
    """A cell that a rule points at; `place` is the rule's own number for it."""

    sheet: str
    row: int
    column: int
    place: int


def entry_marks(matched: Matched, entries: NDArray[np.integer]) -> Iterator[Mark]:
    """The cells of entries, by their places."""
    columns = matched.entries.column
    for place in entries.tolist():
        block = matched.entries.blocks[matched.entries.block[place]]
        yield Mark(block.sheet, int(matched.entries.row[place]), int(columns[place]), place)


def tell(
    matched: Matched,
    rule: Rule,
    marks: Iterable[Mark],
    *,
    seen: Words | None = None,
    after: Callable[[int], str | None] | None = None,
    reason: Words = "",
) -> Iterator[Finding]:
    """Findings of a rule: `seen` is what stands in the cell unless said otherwise, `after` what would mend it."""
    by_column: dict[tuple[str, int], list[Mark]] = {}
    for mark in marks:
        by_column.setdefault((mark.sheet, mark.column), []).append(mark)
    for held in by_column.values():
        teller = _Teller(matched, rule, seen, after, reason)
        yield from (teller.one([mark]) for mark in held[:MOST])
        if len(held) > MOST:
            yield teller.one(held[MOST:])


@dataclass(frozen=True)
class _Teller:
    matched: Matched
    rule: Rule
    seen: Words | None
    after: Callable[[int], str | None] | None
    reason: Words

    def one(self, marks: list[Mark]) -> Finding:
        """One finding for one cell, or for the rest of a column."""
        first, last = marks[0], marks[-1]
        held = cell_text(self.matched.seen(first.sheet, first.row, first.column))
        seen = held if self.seen is None else _said(self.seen, first.place)
        cell = cell_name(first.row, first.column)
        if len(marks) > 1:
            cell = f"{cell}:{cell_name(last.row, last.column)}"
            seen = f"{len(marks):,} more cells of this column, the first of them {seen or 'blank'}"
        return Finding(
            self.rule.severity,
            self.rule.code,
            first.sheet,
            cell,
            seen,
            _said(self.rule.why, first.place),
            _said(self.rule.fix, first.place),
            self._proposal(marks),
        )

    def _proposal(self, marks: list[Mark]) -> Proposal | None:
        if self.after is None:
            return None
        reason = _said(self.reason, marks[0].place)
        steps = tuple(step for mark in marks if (step := self._step(mark, reason)) is not None)
        return Proposal(self.rule.code, reason, steps) if steps else None

    def _step(self, mark: Mark, reason: str) -> Step | None:
        after = self.after(mark.place) if self.after else None
        before = cell_text(self.matched.seen(mark.sheet, mark.row, mark.column))
        if after is None or after == before:
            return None
        return Step(mark.sheet, mark.row, mark.column, before, after, self.rule.code, reason)


def _said(words: Words, place: int) -> str:
    return words if isinstance(words, str) else words(place)


def number(amount: float) -> str:
    """A number as it is typed, with commas.

    >>> number(1234.0), number(12.50), number(0.1 + 0.2)
    ('1,234', '12.5', '0.3')
    """
    return f"{round(amount, 6):,.0f}" if float(amount).is_integer() else f"{round(amount, 6):,.10g}"


def typed(amount: float) -> str:
    """A number as a cell holds it.

    >>> typed(1234.0), typed(0.1 + 0.2)
    ('1234', '0.3')
    """
    return number(amount).replace(",", "")


def shown(amount: float, metric: Metric) -> str:
    """A value in its metric's unit of measure.

    >>> from tests.small import EMPTIED
    >>> shown(80.456, EMPTIED)
    '80'
    """
    return f"{metric.unit.prefix}{amount:,.{metric.decimals}f}{metric.unit.suffix}"


def term_words(matched: Matched, entry: int) -> str:
    """What an entry is, as its template column is headed."""
    return matched.request.terms[matched.entries.term[entry]].column


def unit_name(matched: Matched, entry: int) -> str:
    """The name of the unit that an entry is about."""
    return matched.request.units[matched.entries.unit[entry]].name
