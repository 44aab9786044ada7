"""Hiding further cells, as few and as small as it takes, so that no small number can be worked out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from pmf_core.disclosure.attack import Cell, Total, exposed
from pmf_core.disclosure.profile import Hidden, Profile, Shown


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
    small = [cell for cell, each in shown.items() if isinstance(each, Hidden)]
    if not (profile.guards and small):
        return shown
    guards = _guards(counts, totals, small=small, largest_hidden=profile.largest_hidden)
    return shown | {cell: profile.guard() for cell in guards}


def _guards(
    counts: Mapping[Cell, float], totals: Sequence[Total[Cell]], *, small: Sequence[Cell], largest_hidden: int
) -> list[Cell]:
    """The further cells to hide: added until no small one is exposed, then dropped where not needed after all."""

    def exposed_with(guards: Sequence[Cell]) -> list[Cell]:
        return exposed(counts, totals, small=small, guards=guards, largest_hidden=largest_hidden)

    guards: list[Cell] = []
    open_cells = exposed_with(guards)
    while open_cells:
        candidates = _candidates(counts, totals, hidden=[*small, *guards], cell=open_cells[0])
        if not candidates:
            return [cell for cell in counts if cell not in small]
        enough = (each for each in candidates if len(exposed_with([*guards, each])) < len(open_cells))
        guards.append(next(enough, candidates[0]))
        open_cells = exposed_with(guards)
    for guard in sorted(guards, key=counts.__getitem__, reverse=True):
        rest = [each for each in guards if each != guard]
        if not exposed_with(rest):
            guards = rest
    return guards


def _candidates(
    counts: Mapping[Cell, float], totals: Sequence[Total[Cell]], *, hidden: Sequence[Cell], cell: Cell
) -> list[Cell]:
    """The cells that could guard one, the best first: in the totals that touch it, where least else is hidden."""
    touching = _connected(totals, hidden=hidden, cell=cell)
    wholes = {total.cell for total in totals}
    fewest = {
        each: min(sum(other in hidden for other in total.cells) for total in touching if each in total.cells)
        for total in touching
        for each in total.cells
        if each in counts and each not in hidden
    }
    return sorted(fewest, key=lambda each: (counts[each] == 0, fewest[each], each in wholes, counts[each]))


def _connected(totals: Sequence[Total[Cell]], *, hidden: Sequence[Cell], cell: Cell) -> list[Total[Cell]]:
    """The totals that a cell belongs to, and those that hidden cells tie to them."""
    reached, found = {cell}, []
    pending = list(totals)
    while touching := [total for total in pending if reached.intersection(total.cells)]:
        found += touching
        pending = [total for total in pending if total not in touching]
        reached |= {each for total in touching for each in total.cells if each in hidden}
    return found
