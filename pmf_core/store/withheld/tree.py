"""Who stands nearest above whom, among the units that have a figure: on a day, as known at a moment."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from pmf_core.store.engine import Query, Transaction

Row = tuple[str, str, date, date, datetime, int]
"""Unit, ancestor, first day, last day, known from, batch."""


@dataclass(frozen=True)
class Tree:
    """Every version of every ancestry, oldest knowledge first."""

    rows: tuple[Row, ...]
    _seen: dict[tuple[date, datetime], Mapping[str, frozenset[str]]] = field(default_factory=dict, repr=False)

    @classmethod
    def of(cls, transaction: Transaction) -> Tree:
        """The tree as the store holds it."""
        sql = """
select unit_id, ancestor_id, first_day, last_day, known_from, batch_id
from ancestry
order by known_from, batch_id
"""
        return cls(tuple(transaction.fetch(Query("ancestry", sql))))

    def nearest(self, units: Collection[str], *, on: date, at: datetime) -> dict[str, list[str]]:
        """Each of the units with those of them that it is the nearest above."""
        above = self._above(on, at)
        found: dict[str, list[str]] = defaultdict(list)
        for unit in sorted(units):
            candidates = [each for each in above.get(unit, ()) if each in units]
            if candidates:
                found[max(candidates, key=lambda each: len(above.get(each, ())))].append(unit)
        return found

    def _above(self, on: date, at: datetime) -> Mapping[str, frozenset[str]]:
        if (on, at) not in self._seen:
            known = {row[:3]: row[3] for row in self.rows if row[4] <= at}
            above: dict[str, set[str]] = defaultdict(set)
            for (unit, ancestor, first), last in known.items():
                if first <= on <= last:
                    above[unit].add(ancestor)
            self._seen[on, at] = {unit: frozenset(held) for unit, held in above.items()}
        return self._seen[on, at]
