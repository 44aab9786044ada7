"""When the figures are of: another period than was asked, a date read the wrong way round, a period that isn't one."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, datetime

import numpy as np

from pmf_core.definitions.period import Period
from pmf_core.returns.entries import NONE, Block
from pmf_core.returns.mapping import Role
from pmf_core.returns.match import Matched
from pmf_core.returns.staged import Finding, Severity
from pmf_core.returns.validate.telling import Mark, Rule, tell
from pmf_core.returns.workbook import Cell, cell_name

DATE = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})")


def unread_periods(matched: Matched) -> Iterator[Finding]:
    """A text in the column of periods that is none, and a row without one."""
    wanted = matched.request.period
    for strange in matched.strange:
        if strange.kind is not Role.PERIOD:
            continue
        rows = [row for row in strange.rows.tolist() if _has_amounts(matched, strange.sheet, row)]
        rule = Rule(
            "not_a_period" if strange.text else "no_period",
            Severity.ERROR,
            f"'{strange.text}' is no {matched.request.asked.grain} that can be read, so these figures have no period."
            if strange.text
            else "This row does not say which period it is of.",
            f"Type the period as {wanted.name} or {wanted.id}.",
        )
        marks = [Mark(strange.sheet, row, strange.column, NONE) for row in rows]
        yield from tell(
            matched, rule, marks, after=lambda _: wanted.id, reason="Write the period that the return is for."
        )


def _has_amounts(matched: Matched, sheet: str, row: int) -> bool:
    mapped = next(held for held in matched.mapping.sheets if held.sheet == sheet)
    cells = (matched.seen(sheet, row, column.index) for column in mapped.of_role(Role.AMOUNT))
    return any(cell is not None and cell != "" for cell in cells)


def other_periods(matched: Matched) -> Iterator[Finding]:
    """Figures of another period: an earlier one beside what was asked is a correction, everything else a slip."""
    for code, period in enumerate(matched.entries.periods):
        if period != matched.request.period:
            held = np.flatnonzero((matched.entries.period == code) & ~matched.entries.blank)
            alone = _alone(matched, held)
            marks = _marks(matched, held)
            swapped = {mark for mark in marks if _swap(matched, mark) is not None}
            yield from _swaps(matched, swapped)
            rest = [mark for mark in marks if mark not in swapped]
            yield from tell(matched, _rule(matched, period, alone=alone), rest, seen=period.name)


def _alone(matched: Matched, held: np.ndarray) -> bool:
    """Whether the units of these figures have none for the period asked."""
    entries = matched.entries
    asked = [code for code, period in enumerate(entries.periods) if period == matched.request.period]
    there = np.isin(entries.period, asked) & ~entries.blank
    return not np.isin(entries.unit[held], entries.unit[there]).any()


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


def _swaps(matched: Matched, marks: set[Mark]) -> Iterator[Finding]:
    wanted = matched.request.period
    rule = Rule(
        "day_month_swap",
        Severity.ERROR,
        f"Read as day and month, this date is not in {wanted.name}; read as month and day, it is.",
        "Accept the date the other way round, or type the period in words.",
    )
    by_place = {mark.place: mark for mark in marks}
    yield from tell(
        matched,
        rule,
        sorted(marks, key=lambda mark: (mark.sheet, mark.column, mark.row)),
        seen=lambda place: _date_words(_raw(matched, by_place[place])),
        after=lambda place: _swap(matched, by_place[place]),
        reason="Read the date as month and day.",
    )


def _raw(matched: Matched, mark: Mark) -> Cell:
    return matched.seen(mark.sheet, mark.row, mark.column)


def _date_words(cell: Cell) -> str:
    return f"{cell:%d/%m/%Y}" if isinstance(cell, date) else str(cell or "")


def _swap(matched: Matched, mark: Mark) -> str | None:
    """The date that a cell holds with day and month changed over, if that is in the period asked."""
    cell = _raw(matched, mark)
    if isinstance(cell, datetime | date):
        day, month_, year = cell.day, cell.month, cell.year
    elif isinstance(cell, str) and (found := DATE.fullmatch(cell.strip())):
        day, month_, year = (int(group) for group in found.groups())
    else:
        return None
    wanted = matched.request.period
    if day > 12 or day == month_:
        return None
    turned = date(year, day, month_)
    return turned.isoformat() if wanted.start <= turned <= wanted.end else None


def _marks(matched: Matched, held: np.ndarray) -> list[Mark]:
    """The cells that say the period of some entries, each once; the row stands for the cell."""
    entries = matched.entries
    found: dict[tuple[str, int, int], Mark] = {}
    for index in np.unique(entries.block[held]).tolist():
        block = entries.blocks[index]
        rows = np.unique(entries.row[held[entries.block[held] == index]]).tolist()
        for row, column in _label_cells(block, rows):
            key = (block.sheet, row, column)
            found.setdefault(key, Mark(*key, place=len(found)))
    return list(found.values())


def _label_cells(block: Block, rows: list[int]) -> Iterator[tuple[int, int]]:
    column = block.beside(Role.PERIOD)
    if column and not block.column.period:
        yield from ((row, column) for row in rows)
    elif block.column.period:
        yield block.mapped.header_rows[-1], block.column.index
    else:
        yield said_at(block)


def said_at(block: Block) -> tuple[int, int]:
    """The cell above the table that says the period of a sheet; its first cell where the sheet's name says it."""
    where = block.mapped.period_from
    width = max(column.index for column in block.mapped.columns)
    cells = ((row, column) for row in range(1, block.mapped.header_rows[0]) for column in range(1, width + 1))
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
