"""What a reader can work out from the cells that are shown: the attack that protection must withstand.

Cells and their totals are a linear system. A hidden cell is exposed when it has one possible value only,
given every cell that is shown, every total, and that a small number lies between 1 and the largest hidden
one while any other hidden cell is 0 or more. That is asked exactly: could the cell go up or down a little, the
others moving with it? The attacker is taken to know which hidden cells are small, and the difference of a
total from its parts where it doesn't add up: more than a reader knows, who is not told the two kinds apart.
"""

from __future__ import annotations

from collections.abc import Collection, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Generic, TypeVar

Cell = TypeVar("Cell", bound=Hashable)

Row = dict[Cell, Fraction]
"""A cell's movement as a sum of other cells' movements."""


Rows = Mapping[Cell, Row[Cell]]
"""Some cells' movements, each in terms of cells that have no row."""


@dataclass(frozen=True)
class Bounds(Generic[Cell]):
    """The cells that are as low, and as high, as they can be."""

    floor: frozenset[Cell]
    ceiling: frozenset[Cell]

    def lets(self, cell: Cell, *, up: bool) -> bool:
        """Whether a cell may go up (or down)."""
        return cell not in (self.ceiling if up else self.floor)


@dataclass(frozen=True)
class Total(Generic[Cell]):
    """A cell that is the sum of other cells."""

    cell: Cell
    parts: tuple[Cell, ...]

    @property
    def cells(self) -> tuple[Cell, ...]:
        """The total with its parts."""
        return (self.cell, *self.parts)


def exposed(
    counts: Mapping[Cell, float],
    totals: Sequence[Total[Cell]],
    *,
    small: Collection[Cell],
    guards: Collection[Cell],
    largest_hidden: int,
    told_apart: bool = True,
) -> list[Cell]:
    """The small cells that can be worked out exactly.

    A cell in no `counts` is one that nobody knows. `small` and `guards` are the cells that are hidden; unless they are
    `told_apart`, all that is known of either is that it is 0 or more.

    >>> exposed({"all": 20, "a": 2, "b": 18}, [Total("all", ("a", "b"))], small=["a"], guards=[], largest_hidden=4)
    ['a']
    """
    unknown = {cell for total in totals for cell in total.cells if cell not in counts}
    hidden = {*small, *guards, *unknown}
    least = 1 if told_apart else 0
    floor = {cell for cell in small if counts[cell] <= least} | {cell for cell in guards if counts[cell] <= 0}
    ceiling = {cell for cell in small if told_apart and counts[cell] >= largest_hidden}
    bounds = Bounds(frozenset(floor), frozenset(ceiling))
    rows = _solved([_movements(total, hidden) for total in totals], last=floor | ceiling)
    moves = {cell: any(_can_move(cell, rows, bounds=bounds, up=up) for up in (True, False)) for cell in small}
    return [cell for cell, can_move in moves.items() if not can_move]


def _movements(total: Total[Cell], hidden: Collection[Cell]) -> Row[Cell]:
    """The total's equation in the hidden cells' movements: it less its parts stays the same."""
    movements: Row[Cell] = {}
    for cell, sign in ((total.cell, 1), *((part, -1) for part in total.parts)):
        if cell in hidden:
            movements[cell] = movements.get(cell, Fraction(0)) + sign
    return {cell: factor for cell, factor in movements.items() if factor}


def _solved(equations: Iterable[Row[Cell]], *, last: Collection[Cell]) -> dict[Cell, Row[Cell]]:
    """Some cells' movements in terms of the rest; cells at a bound are solved for last."""
    rows: dict[Cell, Row[Cell]] = {}
    for equation in equations:
        reduced = _substituted(equation, rows)
        if not reduced:
            continue
        cell = min(reduced, key=lambda each: each in last)
        factor = reduced.pop(cell)
        solution = {other: -amount / factor for other, amount in reduced.items()}
        rows = {each: _substituted(row, {cell: solution}) for each, row in rows.items()}
        rows[cell] = solution
    return rows


def _substituted(row: Row[Cell], solutions: Rows[Cell]) -> Row[Cell]:
    """The row with solved cells replaced by what they are in terms of the rest."""
    result: Row[Cell] = {}
    for cell, factor in row.items():
        for other, amount in solutions[cell].items() if cell in solutions else ((cell, Fraction(1)),):
            result[other] = result.get(other, Fraction(0)) + factor * amount
    return {cell: factor for cell, factor in result.items() if factor}


def _can_move(cell: Cell, rows: Rows[Cell], *, bounds: Bounds[Cell], up: bool) -> bool:
    """Whether a cell can go up (or down), no cell leaving its bounds: the simplex method from rest.

    Every step is of length nought until one meets no bound; Bland's rule keeps it from going round in circles.
    """
    order = {each: place for place, each in enumerate(_cells_of(rows, cell))}
    while True:
        effect = rows.get(cell, {cell: Fraction(1)})
        gains = {other: factor if up else -factor for other, factor in effect.items()}
        able = [other for other in gains if bounds.lets(other, up=gains[other] > 0)]
        if not able:
            return False
        mover = min(able, key=order.__getitem__)
        upwards = gains[mover] > 0
        blocked = [
            each for each, row in rows.items() if mover in row and not bounds.lets(each, up=(row[mover] > 0) == upwards)
        ]
        if not blocked:
            return True
        rows = _exchanged(rows, min(blocked, key=order.__getitem__), mover)


def _cells_of(rows: Rows[Cell], cell: Cell) -> list[Cell]:
    """Every cell that the rows speak of, in an order that stays the same."""
    return list(dict.fromkeys([cell, *rows, *(other for row in rows.values() for other in row)]))


def _exchanged(rows: Rows[Cell], leaving: Cell, entering: Cell) -> dict[Cell, Row[Cell]]:
    """The same system with `entering` solved for in place of `leaving`."""
    row = dict(rows[leaving])
    factor = row.pop(entering)
    solution = {leaving: 1 / factor} | {other: -amount / factor for other, amount in row.items()}
    rest = {cell: _substituted(each, {entering: solution}) for cell, each in rows.items() if cell != leaving}
    return rest | {entering: solution}
