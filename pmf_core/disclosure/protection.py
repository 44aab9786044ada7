"""Hiding further figures, as few and as small as it takes, so that no small number can be worked out."""

from __future__ import annotations

from collections.abc import Collection, Hashable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Generic, TypeVar

from pmf_core.disclosure.attack import Cell, Total, exposed
from pmf_core.disclosure.profile import Hidden, Profile, Shown

Figure = TypeVar("Figure", bound=Hashable)


@dataclass(frozen=True)
class System(Generic[Figure, Cell]):
    """Figures that stand beside each other: what each tells, and which numbers are sums of which.

    A figure is shown or hidden as one: a share is a cell for its numerator and one for the rest. A cell in no
    `counts` is one that nobody knows.
    """

    figures: Mapping[Figure, tuple[Cell, ...]]
    counts: Mapping[Cell, float]
    totals: Sequence[Total[Cell]]
    small: Collection[Cell]
    """The cells that must not be known."""
    largest_hidden: int

    @cached_property
    def figure_of(self) -> Mapping[Cell, Figure]:
        """The figure that a cell is told by."""
        return {cell: figure for figure, cells in self.figures.items() for cell in cells}

    @cached_property
    def wholes(self) -> Collection[Figure]:
        """The figures that are made of others."""
        return {self.figure_of[total.cell] for total in self.totals if total.cell in self.figure_of}

    def size(self, figure: Figure) -> float:
        """How much is lost when a figure is hidden."""
        return sum(self.counts[cell] for cell in self.figures[figure])

    def is_empty(self, figure: Figure) -> bool:
        """Whether a number in it is nought, which guards poorly."""
        return any(self.counts[cell] == 0 for cell in self.figures[figure])

    def exposed(self, hidden: Collection[Figure], *, told_apart: bool = True) -> list[Cell]:
        """The small cells that can be worked out exactly while these figures are hidden."""
        cells = [cell for figure in hidden for cell in self.figures[figure]]
        return exposed(
            self.counts,
            self.totals,
            small=self.small,
            guards=[cell for cell in cells if cell not in self.small],
            largest_hidden=self.largest_hidden,
            told_apart=told_apart,
        )


def protect(
    counts: Mapping[Cell, float], totals: Sequence[Total[Cell]], *, profile: Profile
) -> dict[Cell, Shown | Hidden]:
    """Every cell as it may be shown beside the others.

    `totals` say which cells are sums of which; cells may belong to many, as in a table or a tree. A part that
    is in no `counts` is one that nobody knows.

    >>> cells = {"all": 20, "a": 2, "b": 8, "c": 10}
    >>> shown = protect(cells, [Total("all", ("a", "b", "c"))], profile=Profile("x", 4, "c", guards=True))
    >>> [cell for cell, each in shown.items() if isinstance(each, Hidden)]
    ['a', 'b']
    """
    shown = {cell: profile.shown(count) for cell, count in counts.items()}
    small = {cell: None for cell, each in shown.items() if isinstance(each, Hidden)}
    if not (profile.guards and small):
        return shown
    single = {cell: (cell,) for cell in counts}
    system = System(single, counts, totals, small, profile.largest_hidden)
    free = [cell for cell in counts if cell not in small]
    return shown | {cell: profile.guard() for cell in guards(system, hidden=small, free=free)}


def guards(system: System[Figure, Cell], *, hidden: Collection[Figure], free: Collection[Figure]) -> list[Figure]:
    """The further figures to hide, of those that are `free` to be, so that no small cell is exposed.

    They are added until none is, then dropped where they are not needed after all. Four people in a whole of two
    parts of two can't be kept from who knows that each is hidden for being small, whatever else is hidden: such
    cells are kept from readers who aren't told so.
    """
    beyond_help = frozenset(system.exposed([*hidden, *free]))

    def open_cells(more: Sequence[Figure]) -> list[Cell]:
        found = system.exposed([*hidden, *more])
        if beyond_help.isdisjoint(found):
            return found
        anyhow = system.exposed([*hidden, *more], told_apart=False)
        return [cell for cell in found if cell not in beyond_help or cell in anyhow]

    added: list[Figure] = []
    while still_open := open_cells(added):
        candidates = _candidates(system, hidden=[*hidden, *added], free=free, cell=still_open[0])
        if not candidates:
            return list(free)
        enough = (each for each in candidates if len(open_cells([*added, each])) < len(still_open))
        added.append(next(enough, candidates[0]))
    for guard in sorted(added, key=system.size, reverse=True):
        rest = [each for each in added if each != guard]
        if not open_cells(rest):
            added = rest
    return added


def _candidates(
    system: System[Figure, Cell], *, hidden: Collection[Figure], free: Collection[Figure], cell: Cell
) -> list[Figure]:
    """The figures that could guard a cell, the best first: in the totals that touch it, where least else is hidden."""
    cells = {each for figure in hidden for each in system.figures[figure]} | {*system.small}
    open_to_choice = {*free}.difference(hidden)
    fewest: dict[Figure, int] = {}
    for total in _connected(system.totals, hidden=cells, cell=cell):
        held = sum(each in cells for each in total.cells)
        for figure in (system.figure_of[each] for each in total.cells if each in system.figure_of):
            if figure in open_to_choice:
                fewest[figure] = min(held, fewest.get(figure, held))
    return sorted(
        fewest,
        key=lambda each: (system.is_empty(each), fewest[each], each in system.wholes, system.size(each)),
    )


def _connected(totals: Sequence[Total[Cell]], *, hidden: Collection[Cell], cell: Cell) -> list[Total[Cell]]:
    """The totals that a cell belongs to, and those that hidden cells tie to them."""
    reached, found = {cell}, []
    pending = list(totals)
    while touching := [total for total in pending if reached.intersection(total.cells)]:
        found += touching
        pending = [total for total in pending if total not in touching]
        reached |= {each for total in touching for each in total.cells if each in hidden}
    return found
