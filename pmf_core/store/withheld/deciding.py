"""What is withheld of a metric in overlapping periods: moment by moment, as it could be read.

What was shown is not taken back, for it has been seen; a new version is shown only where nothing that is hidden,
then or now, can be worked out from it and all that was shown before.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from itertools import groupby

from pmf_core.definitions.period import Period
from pmf_core.disclosure import System, Total, guards
from pmf_core.store.withheld.sums import Cell, Ledger

SMALL, GUARD = "small", "guard"
"""Why a figure is withheld: for its own sake, or for another's. Readers aren't told which."""


@dataclass
class Reading:
    """What has been read up to a moment."""

    held: dict[tuple[str, str, Period], int] = field(default_factory=dict)
    totals: dict[Total[Cell], None] = field(default_factory=dict)
    counts: dict[Cell, float] = field(default_factory=dict)
    figures: dict[int, tuple[Cell, ...]] = field(default_factory=dict)

    def add(self, ledger: Ledger, places: list[int], *, at: datetime) -> None:
        """Learn some versions at a moment, and every sum that can be checked from then on."""
        for place in places:
            self.held[ledger.versions[place].key] = place
            cells = ledger.cells(place)
            self.counts |= cells
            self.figures[place] = tuple(cells)
        self.totals |= dict.fromkeys(ledger.sums(self.held, at=at))
        for total, added in ledger.movements(self.held):
            self.totals[total] = None
            self.counts[total.parts[-1]] = added


def withheld(ledger: Ledger, *, decided: Mapping[int, str], after_batch: int) -> dict[int, str]:
    """The places of the versions to withhold, of those after a batch, each with its reason.

    The versions stand in order of when they were known; `decided` are those withheld of the ones before.
    """
    hidden = dict(decided)
    if not ledger.may_hide():
        return {}
    reading = Reading()
    by_moment = groupby(range(len(ledger.versions)), key=lambda place: ledger.versions[place].known_from)
    for moment, each in by_moment:
        places = list(each)
        reading.add(ledger, places, at=moment)
        new = [place for place in places if ledger.versions[place].batch > after_batch]
        hidden |= _chosen(ledger, reading, hidden, new)
    return {place: reason for place, reason in hidden.items() if place not in decided}


def _chosen(ledger: Ledger, reading: Reading, hidden: Mapping[int, str], new: list[int]) -> dict[int, str]:
    small = {cell: None for cell, number in reading.counts.items() if ledger.is_small(number)}
    primary = {place: SMALL for place in new if any(cell in small for cell in reading.figures[place])}
    if not (new and small and ledger.profile.guards):
        return primary
    system = System(reading.figures, reading.counts, list(reading.totals), small, ledger.profile.largest_hidden)
    free = [place for place in new if place not in primary]
    return primary | dict.fromkeys(guards(system, hidden={**hidden, **primary}, free=free), GUARD)
