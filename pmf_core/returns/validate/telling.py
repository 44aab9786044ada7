"""Marked cells → findings: one a cell, and past a score of them down one column the rest as a range."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from pmf_core.definitions.metric import Metric
from pmf_core.returns.distinct import grouped
from pmf_core.returns.edit import cell_text
from pmf_core.returns.entries import NONE, Strange
from pmf_core.returns.match import Matched
from pmf_core.returns.staged import Finding, Proposal, Severity, Step
from pmf_core.returns.vocabulary import MOST_GUESSED
from pmf_core.returns.workbook import cell_name

MOST = 20
"""How many cells of one column are told one by one."""

MOST_COLUMNS = 40
"""In how many columns cells are told one by one; in those after them, all of a column as a range."""

Label = TypeVar("Label")

Words = str | Callable[[int], str]
"""The same for every cell, or made from the cell's place."""


@dataclass(frozen=True)
class Rule:
    """What a finding says wherever it is made."""

    code: str
    severity: Severity
    why: Words
    fix: Words


@dataclass(frozen=True, eq=False)
class Marks:
    """Cells of one column that a rule points at; `place` is the rule's own number for each."""

    sheet: str
    column: int
    row: NDArray[np.integer]
    place: NDArray[np.integer]

    def __len__(self) -> int:
        return len(self.row)

    def take(self, chosen: NDArray[np.bool_] | slice) -> Marks:
        """The chosen cells."""
        return Marks(self.sheet, self.column, self.row[chosen], self.place[chosen])


def entry_marks(matched: Matched, entries: NDArray[np.integer]) -> Iterator[Marks]:
    """The cells of entries, by their places, column by column."""
    held = matched.entries
    for index, places in grouped(held.block[entries]):
        block, chosen = held.blocks[index], entries[places]
        yield Marks(block.sheet, block.column.index, held.row[chosen], chosen)


def spot(matched: Matched, entry: int) -> tuple[str, int, int]:
    """The sheet, row and column of an entry."""
    block = matched.entries.blocks[matched.entries.block[entry]]
    return block.sheet, int(matched.entries.row[entry]), block.column.index


def marks_of(labels: Sequence[Strange]) -> Iterator[Marks]:
    """The cells of labels, column by column."""
    by_column: dict[tuple[str, int], list[NDArray[np.int32]]] = {}
    for label in labels:
        by_column.setdefault((label.sheet, label.column), []).append(label.rows)
    for (sheet, column), rows in by_column.items():
        held = np.sort(np.concatenate(rows))
        yield Marks(sheet, column, held, np.full(len(held), NONE))


def tell(
    matched: Matched,
    rule: Rule,
    marks: Iterable[Marks],
    *,
    seen: Words | None = None,
    after: Callable[[int], str | None] | None = None,
    reason: Words = "",
) -> Iterator[Finding]:
    """Findings of a rule: `seen` is what stands in the cell unless said otherwise, `after` what would mend it."""
    teller = _Teller(matched, rule, seen, after, reason)
    told = 0
    for held in marks:
        alone = min(len(held), MOST) if told < MOST_COLUMNS else 0
        told += len(held) > 0
        yield from (teller.one(held.take(slice(place, place + 1))) for place in range(alone))
        if len(held) > alone:
            yield teller.one(held.take(slice(alone, None)))


def tell_together(matched: Matched, rule: Rule, marks: Iterable[Marks]) -> Iterator[Finding]:
    """One finding a column, whatever many cells it has; without a way to mend it at once."""
    teller = _Teller(matched, rule, None, None, "")
    yield from (teller.one(held) for held in marks if len(held))


def apart(labels: Iterable[Label], kind: Callable[[Label], str]) -> Iterator[list[Label]]:
    """Labels one by one; of each kind those that are more than a person would look at come together, at the end."""
    rest: dict[str, list[Label]] = {}
    count = Counter[str]()
    for label in labels:
        of = kind(label)
        count[of] += 1
        if count[of] <= MOST_GUESSED:
            yield [label]
        else:
            rest.setdefault(of, []).append(label)
    yield from rest.values()


@dataclass(frozen=True)
class _Teller:
    matched: Matched
    rule: Rule
    seen: Words | None
    after: Callable[[int], str | None] | None
    reason: Words

    def one(self, marks: Marks) -> Finding:
        """One finding for one cell, or for the rest of a column."""
        rows, place = marks.row.tolist(), int(marks.place[0])
        seen = self._text(marks, rows[0]) if self.seen is None else _said(self.seen, place)
        cell = cell_name(rows[0], marks.column)
        if len(marks) > 1:
            cell = f"{cell}:{cell_name(rows[-1], marks.column)}"
            seen = f"{len(marks):,} more cells of this column, the first of them {seen or 'blank'}"
        return Finding(
            self.rule.severity,
            self.rule.code,
            marks.sheet,
            cell,
            seen,
            _said(self.rule.why, place),
            _said(self.rule.fix, place),
            self._proposal(marks),
        )

    def _text(self, marks: Marks, row: int) -> str:
        return cell_text(self.matched.seen(marks.sheet, row, marks.column))

    def _proposal(self, marks: Marks) -> Proposal | None:
        if self.after is None:
            return None
        reason = _said(self.reason, int(marks.place[0]))
        steps = tuple(
            Step(marks.sheet, row, marks.column, before, after, self.rule.code, reason)
            for row, place in zip(marks.row.tolist(), marks.place.tolist(), strict=True)
            if (after := self.after(place)) is not None and after != (before := self._text(marks, row))
        )
        return Proposal(self.rule.code, reason, steps) if steps else None


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
