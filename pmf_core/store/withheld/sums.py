"""Which figures are sums of which at a moment: down the tree, over categories, over time, and from month to month."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import pairwise, product

from pmf_core.definitions.calculation import Aggregation
from pmf_core.definitions.metric import Metric
from pmf_core.definitions.period import Grain, Period
from pmf_core.disclosure import Profile, Total
from pmf_core.store.withheld.tree import Tree
from pmf_core.store.withheld.versions import NUMERATOR, REST, WHOLE, Version, numbers_in, year_start

Cell = tuple[object, ...]
"""(place of the version, what its number is); for what a month added, also the place of the month before."""

Held = Mapping[tuple[str, str, Period], int]
"""Figure → the place of the version that is read of it at the moment."""

ALL = "all"
"""The breakdown that is the whole."""


@dataclass(frozen=True)
class Ledger:
    """The versions of a metric in overlapping periods, and the numbers in them."""

    metric: Metric
    profile: Profile
    tree: Tree
    versions: Sequence[Version]
    numbers: Sequence[Mapping[str, float]]

    @classmethod
    def of(cls, metric: Metric, profile: Profile, tree: Tree, versions: Sequence[Version]) -> Ledger:
        """The versions with their numbers."""
        return cls(metric, profile, tree, versions, [numbers_in(version, metric) for version in versions])

    def is_small(self, number: float) -> bool:
        """Whether a number of people must not be known."""
        return 0 < number <= self.profile.largest_hidden

    def may_hide(self) -> bool:
        """Whether there is anything small at all; a month may be where running totals are not."""
        return self.metric.cumulative or any(self.is_small(each) for held in self.numbers for each in held.values())

    def cells(self, place: int) -> dict[Cell, float]:
        """The numbers by which a version is known; how many a share is of only where that is small by itself."""
        held = self.numbers[place]
        return {
            (place, name): number
            for name, number in held.items()
            if name != WHOLE or NUMERATOR not in held or self.is_small(number)
        }

    def sums(self, held: Held, *, at: datetime) -> Iterator[Total[Cell]]:
        """Every sum that a reader can check at a moment."""
        counted = {key: place for key, place in held.items() if self.numbers[place]}
        yield from self._of_shares(counted.values())
        yield from self._down_the_tree(counted, at)
        yield from self._over_categories(counted)
        yield from self._over_time(counted)

    def movements(self, held: Held) -> Iterator[tuple[Total[Cell], float]]:
        """What each month added to a year's running total, where that is small: it is the difference of the two."""
        for places in _series_of(held).values() if self.metric.cumulative else ():
            for before, after in pairwise(places):
                first, second = self.versions[before].period, self.versions[after].period
                if year_start(first, self.metric) != year_start(second, self.metric):
                    continue
                for name in self.numbers[after].keys() & self.numbers[before].keys():
                    added = self.numbers[after][name] - self.numbers[before][name]
                    if self.is_small(added):
                        cell = (after, name, before)
                        yield Total((after, name), ((before, name), cell)), added

    def _of_shares(self, places: Iterable[int]) -> Iterator[Total[Cell]]:
        for place in places:
            if {(place, WHOLE), (place, NUMERATOR)} <= self.cells(place).keys():
                yield Total((place, WHOLE), ((place, NUMERATOR), (place, REST)))

    def _down_the_tree(self, held: Held, at: datetime) -> Iterator[Total[Cell]]:
        kinds: dict[tuple[str, Period], dict[str, int]] = defaultdict(dict)
        for (unit, breakdown, period), place in held.items():
            kinds[breakdown, period][unit] = place
        for (_, period), places in kinds.items():
            for above, below in self.tree.nearest(places, on=period.end, at=at).items():
                yield from self._sum(places[above], [places[unit] for unit in below])

    def _over_categories(self, held: Held) -> Iterator[Total[Cell]]:
        kinds: dict[tuple[str, str, Period], list[int]] = defaultdict(list)
        for (unit, breakdown, period), place in held.items():
            if breakdown != ALL:
                kinds[unit, breakdown.partition("=")[0], period].append(place)
        for (unit, _, period), parts in kinds.items():
            if (unit, ALL, period) in held:
                yield from self._sum(held[unit, ALL, period], parts)

    def _over_time(self, held: Held) -> Iterator[Total[Cell]]:
        last_counts = self.metric.cumulative or self.metric.aggregation is Aggregation.LAST_IN_PERIOD
        for places in _series_of(held).values():
            by_grain: dict[Grain, list[int]] = defaultdict(list)
            for place in places:
                by_grain[self.versions[place].period.grain].append(place)
            for whole, grain in product(places, by_grain if len(by_grain) > 1 else ()):
                parts = [place for place in by_grain[grain] if self._is_part(place, whole)]
                if _fill([self.versions[part].period for part in parts], self.versions[whole].period):
                    yield from self._sum(whole, parts[-1:] if last_counts else parts)

    def _is_part(self, place: int, whole: int) -> bool:
        part, period = self.versions[place].period, self.versions[whole].period
        return part.grain != period.grain and period.start <= part.start and part.end <= period.end

    def _sum(self, whole: int, parts: Sequence[int]) -> Iterator[Total[Cell]]:
        for name in self.numbers[whole]:
            if name != WHOLE or NUMERATOR not in self.numbers[whole]:
                yield Total((whole, name), tuple((part, name) for part in parts if name in self.numbers[part]))


def _series_of(held: Held) -> dict[tuple[str, str], list[int]]:
    """The versions of each unit and breakdown, in order of time."""
    found: dict[tuple[str, str], list[int]] = defaultdict(list)
    for unit, breakdown, period in sorted(held, key=lambda key: (key[2].end, key[2].start)):
        found[unit, breakdown].append(held[unit, breakdown, period])
    return found


def _fill(parts: Sequence[Period], whole: Period) -> bool:
    """Whether the periods follow each other from the first day of the whole to its last."""
    if not parts or (parts[0].start, parts[-1].end) != (whole.start, whole.end):
        return False
    return all(earlier.end + timedelta(days=1) == later.start for earlier, later in pairwise(parts))
