"""When the figures are of: another period than was asked, a date read the wrong way round, a period that isn't one."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache

import numpy as np
from numpy.typing import NDArray

from pmf_core.definitions.period import Period
from pmf_core.returns.distinct import ascending, filled, grouped, numbered
from pmf_core.returns.entries import NONE, Block, Strange
from pmf_core.returns.grid import column_of
from pmf_core.returns.mapping import Role
from pmf_core.returns.match import Matched
from pmf_core.returns.staged import Finding, Severity
from pmf_core.returns.validate.telling import Marks, Rule, apart, marks_of, tell, tell_together
from pmf_core.returns.workbook import Cell, cell_name

DATE = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})")


def unread_periods(matched: Matched) -> Iterator[Finding]:
    """A text in the column of periods that is none, and a row without one."""
    wanted = matched.request.period
    for labels in apart(_without_period(matched), lambda label: "said" if label.text else "blank"):
        text = labels[0].text
        rule = Rule(
            "not_a_period" if text else "no_period",
            Severity.ERROR,
            f"'{text}' is no {matched.request.asked.grain} that can be read, so these figures have no period."
            if text
            else "This row does not say which period it is of.",
            f"Type the period as {wanted.name} or {wanted.id}.",
        )
        if len(labels) > 1:
            yield from tell_together(matched, rule, marks_of(labels))
        else:
            yield from tell(
                matched,
                rule,
                marks_of(labels),
                after=lambda _: wanted.id,
                reason="Write the period that the return is for.",
            )


def _without_period(matched: Matched) -> Iterator[Strange]:
    """The labels that are no period, of rows that have anything in a column of amounts."""
    mapped = {held.sheet: held for held in matched.mapping.sheets}

    @cache
    def with_amounts(sheet: str) -> NDArray[np.bool_]:
        columns = (column_of(matched.sheet(sheet), one.index) for one in mapped[sheet].of_role(Role.AMOUNT))
        return np.logical_or.reduce([filled(column) for column in columns])

    for strange in matched.strange:
        if strange.kind is Role.PERIOD:
            held = strange.among(with_amounts(strange.sheet))
            if len(held.rows):
                yield held


@dataclass(frozen=True, eq=False)
class _Other:
    """The entries of a period that was not asked, and what is wrong with it."""

    period: Period
    entries: NDArray[np.int64]
    rule: Rule


def other_periods(matched: Matched) -> Iterator[Finding]:
    """Figures of another period: an earlier one beside what was asked is a correction, everything else a slip."""

    @cache
    def turns(sheet: str, column: int) -> NDArray[np.bool_]:
        """Where a date of a column would be in the period asked if day and month changed places."""
        different, place = numbered(column_of(matched.sheet(sheet), column))
        return np.array([_swap(matched, cell) is not None for cell in different], dtype=bool)[place]

    for others in apart(_others(matched), lambda other: other.rule.code):
        first = others[0]
        marks = _marks(matched, np.concatenate([other.entries for other in others]))
        swapped = [turns(held.sheet, held.column)[held.row - 1] for held in marks]
        for held, chosen in zip(marks, swapped, strict=True):
            yield from _swaps(matched, held.take(chosen))
        rest = [held.take(~chosen) for held, chosen in zip(marks, swapped, strict=True)]
        if len(others) > 1:
            yield from tell_together(matched, first.rule, rest)
        else:
            yield from tell(matched, first.rule, rest, seen=first.period.name)


def _others(matched: Matched) -> Iterator[_Other]:
    entries, wanted = matched.entries, matched.request.period
    there = np.flatnonzero(~entries.blank & (entries.period != NONE))
    of_period = dict(grouped(entries.period[there]))
    asked = np.zeros(len(matched.request.units) + 1, dtype=bool)
    """Whether each unit, and at the end whether a row without one, has figures of the period asked."""
    for code, period in enumerate(entries.periods):
        if period == wanted and code in of_period:
            asked[entries.unit[there[of_period[code]]]] = True
    for code, period in enumerate(entries.periods):
        if period != wanted and code in of_period:
            held = there[of_period[code]]
            yield _Other(period, held, _rule(matched, period, alone=not asked[entries.unit[held]].any()))


def _rule(matched: Matched, period: Period, *, alone: bool) -> Rule:
    wanted = matched.request.period
    if period.grain is not wanted.grain:
        return Rule(
            "wrong_grain", Severity.ERROR,
            f"The return is sent each {wanted.grain}; {period.name} is a {period.grain}.",
            f"Send the figures of {wanted.name} alone.",
        )  # fmt: skip
    if period.end > matched.request.today:
        return Rule(
            "future_period", Severity.ERROR,
            f"{period.name} is not over yet, so these can't be its figures.",
            f"Check the period: the return is for {wanted.name}.",
        )  # fmt: skip
    if alone or period.end > wanted.end:
        return Rule(
            "wrong_period", Severity.ERROR,
            f"The return is for {wanted.name}; published as they stand, these figures would change {period.name}.",
            f"Send the figures of {wanted.name}, or choose {period.name} as the period of this return.",
        )  # fmt: skip
    return Rule(
        "past_period", Severity.NOTE,
        f"Figures of {period.name} come along: where they differ from what is published, they correct it.",
        "Look at the preview to see what changes; take the rows out if nothing should.",
    )  # fmt: skip


def _swaps(matched: Matched, marks: Marks) -> Iterator[Finding]:
    wanted = matched.request.period
    rule = Rule(
        "day_month_swap",
        Severity.ERROR,
        f"Read as day and month, this date is not in {wanted.name}; read as month and day, it is.",
        "Accept the date the other way round, or type the period in words.",
    )

    def held(row: int) -> Cell:
        return matched.seen(marks.sheet, row, marks.column)

    yield from tell(
        matched,
        rule,
        [marks],
        seen=lambda row: _date_words(held(row)),
        after=lambda row: _swap(matched, held(row)),
        reason="Read the date as month and day.",
    )


def _date_words(cell: Cell) -> str:
    return f"{cell:%d/%m/%Y}" if isinstance(cell, date) else str(cell or "")


def _swap(matched: Matched, cell: Cell) -> str | None:
    """The date that a cell holds with day and month changed over, if that is in the period asked."""
    if isinstance(cell, datetime | date):
        day, month_, year = cell.day, cell.month, cell.year
    elif isinstance(cell, str) and (found := DATE.fullmatch(cell.strip())):
        day, month_, year = (int(group) for group in found.groups())
    else:
        return None
    wanted = matched.request.period
    if not 1 <= day <= 12 or not 1 <= month_ <= 31 or day == month_ or year < 1:
        return None
    try:
        turned = date(year, day, month_)
    except ValueError:
        return None
    return turned.isoformat() if wanted.start <= turned <= wanted.end else None


def _marks(matched: Matched, held: NDArray[np.int64]) -> list[Marks]:
    """The cells that say the period of some entries, each once; the row stands for the cell."""
    entries = matched.entries
    found: dict[tuple[str, int], list[NDArray[np.int32]]] = {}
    for index, places in sorted(grouped(entries.block[held])):
        block = entries.blocks[index]
        column, rows = _label_cells(block, entries.row[held[places]])
        found.setdefault((block.sheet, column), []).append(rows)
    cells = ((sheet, column, ascending(rows)) for (sheet, column), rows in found.items())
    return [Marks(sheet, column, rows, rows) for sheet, column, rows in cells]


def _label_cells(block: Block, rows: NDArray[np.int32]) -> tuple[int, NDArray[np.int32]]:
    """The column and the rows of the cells that say the period of a block's rows."""
    column = block.beside(Role.PERIOD)
    if column and not block.column.period:
        return column, rows
    if block.column.period:
        return block.column.index, np.array([block.mapped.header_rows[-1]], dtype=np.int32)
    row, column = said_at(block)
    return column, np.array([row], dtype=np.int32)


def said_at(block: Block) -> tuple[int, int]:
    """The cell above the table that says the period of a sheet; its first cell where the sheet's name says it."""
    where = block.mapped.period_from
    width = max(column.index for column in block.mapped.columns)
    top = min(block.mapped.header_rows, default=block.mapped.first_row)
    cells = ((row, column) for row in range(1, top) for column in range(1, width + 1))
    return next((cell for cell in cells if cell_name(*cell) == where), (1, 1))


def periods_not_said(matched: Matched) -> Iterator[Finding]:
    """A sheet that nowhere says its period: taken to be the one that was chosen."""
    wanted = matched.request.period
    for mapped in matched.mapping.sheets:
        said = mapped.period or mapped.first(Role.PERIOD) or any(column.period for column in mapped.columns)
        if not said:
            yield Finding(
                Severity.NOTE, "period_assumed", mapped.sheet, "", "no period in the sheet",
                f"The figures are taken to be of {wanted.name}, as chosen.",
                "Nothing needs doing if that is right; a title with the month makes it sure.",
            )  # fmt: skip
