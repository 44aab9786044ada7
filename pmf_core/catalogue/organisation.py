"""The organisation: units, and the dated tree that some of them stand in."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from itertools import pairwise

from pmf_core.definitions.unit import INDIVIDUAL, Link, Unit
from pmf_core.errors import unknown


@dataclass(frozen=True)
class Organisation:
    """Units by id, and their links."""

    units: Mapping[str, Unit]
    links: tuple[Link, ...]

    def unit(self, unit_id: str) -> Unit:
        """A unit by its id."""
        found = self.units.get(unit_id)
        if found is None:
            # No error names a single person to whoever asks.
            known = (name for name, unit in self.units.items() if unit.level != INDIVIDUAL)
            raise unknown("unit", unit_id, known, place="the organisation")
        return found

    @cached_property
    def _links_of(self) -> dict[str, list[Link]]:
        found: dict[str, list[Link]] = defaultdict(list)
        for link in self.links:
            found[link.unit].append(link)
        return found

    @cached_property
    def _links_to(self) -> dict[str, list[Link]]:
        found: dict[str, list[Link]] = defaultdict(list)
        for link in self.links:
            found[link.parent].append(link)
        return found

    def parent(self, unit_id: str, *, on: date) -> Unit | None:
        """The unit above on a day."""
        held = [link for link in self._links_of.get(unit_id, ()) if link.holds_on(on)]
        return self.unit(held[-1].parent) if held else None

    def path(self, unit_id: str, *, on: date) -> tuple[Unit, ...]:
        """From the top of the tree down to the unit itself."""
        path = [self.unit(unit_id)]
        while (above := self.parent(path[0].id, on=on)) and above not in path:
            path.insert(0, above)
        return tuple(path)

    def children(self, unit_id: str, *, on: date) -> tuple[Unit, ...]:
        """The units directly below on a day, by name."""
        held = (link for link in self._links_to.get(unit_id, ()) if link.holds_on(on))
        return tuple(sorted((self.unit(link.unit) for link in held), key=lambda unit: unit.name))

    def below(self, unit_id: str, *, on: date) -> Iterator[Unit]:
        """Every unit underneath on a day, level by level."""
        waiting = list(self.children(unit_id, on=on))
        while waiting:
            unit = waiting.pop(0)
            yield unit
            waiting += self.children(unit.id, on=on)

    def same_area(self, unit_id: str) -> tuple[str, ...]:
        """The authorities before and after a unit that had exactly its area."""
        before = self.units[unit_id].continues if unit_id in self.units else None
        return (*((before,) if before else ()), *self._continued_by.get(unit_id, ()))

    @cached_property
    def _continued_by(self) -> dict[str, list[str]]:
        found: dict[str, list[str]] = defaultdict(list)
        for unit in self.units.values():
            if unit.continues:
                found[unit.continues].append(unit.id)
        return found

    def standing_under(self, unit_ids: Iterable[str], *, on: date) -> frozenset[str]:
        """The units and all beneath them; one that no longer stands anywhere counts where it stood last."""
        found, waiting = set(unit_ids), list(unit_ids)
        while waiting:
            for child in self._last_children(waiting.pop(), on) - found:
                found.add(child)
                waiting.append(child)
        return frozenset(found)

    def _last_children(self, unit_id: str, on: date) -> set[str]:
        below = {link.unit for link in self._links_to.get(unit_id, ())}
        return {child for child in below if self._last_parent(child, on) == unit_id}

    def _last_parent(self, unit_id: str, on: date) -> str | None:
        begun = [link for link in self._links_of[unit_id] if link.effective_from <= on]
        return max(begun, key=lambda link: link.effective_from).parent if begun else None

    def in_tree(self, unit_id: str) -> bool:
        """Whether a unit stands in the tree, above or below another."""
        return unit_id in self._links_of or unit_id in self._links_to

    def ancestries(self) -> Iterator[Ancestry]:
        """Every unit with every unit above it, for as long as the whole chain between them held."""
        for unit_id in self._links_of:
            yield from self._above(unit_id, Ancestry(unit_id, unit_id, date.min, date.max, None))

    def _above(self, unit_id: str, below: Ancestry) -> Iterator[Ancestry]:
        for link in self._links_of.get(unit_id, ()):
            known = max((day for day in (below.known_from, link.known_from) if day), default=None)
            first = max(below.first, link.effective_from)
            last = min(below.last, link.effective_to or date.max)
            if first <= last:
                above = Ancestry(below.unit, link.parent, first, last, known)
                yield above
                yield from self._above(link.parent, above)


@dataclass(frozen=True)
class Ancestry:
    """A unit, a unit above it, and the days between which that was so."""

    unit: str
    ancestor: str
    first: date
    last: date
    known_from: date | None


def faults_of(units: Iterable[Unit], links: Iterable[Link]) -> list[str]:
    """What is wrong with a tree: unknown ends, two parents at once, a circle."""
    known = {unit.id for unit in units}
    faults: list[str] = []
    by_unit: dict[str, list[Link]] = defaultdict(list)
    for link in links:
        faults += [
            str(unknown("unit", end, known, place="the organisation")) + f" (in the link {link.unit} → {link.parent})"
            for end in (link.unit, link.parent)
            if end not in known
        ]
        by_unit[link.unit].append(link)
    for unit_id, held in by_unit.items():
        held.sort(key=lambda link: link.effective_from)
        for earlier, later in pairwise(held):
            if earlier.effective_to is None or earlier.effective_to >= later.effective_from:
                faults.append(
                    f"Unit '{unit_id}' has two parents from {later.effective_from} "
                    f"('{earlier.parent}', '{later.parent}'): end the earlier link the day before."
                )
        faults += _circle(unit_id, by_unit)
    return faults


def _circle(unit_id: str, by_unit: Mapping[str, list[Link]]) -> list[str]:
    seen, waiting = set(), [unit_id]
    while waiting:
        for link in by_unit.get(waiting.pop(), ()):
            if link.parent == unit_id:
                return [f"Unit '{unit_id}' stands above itself by way of '{link.unit}': take one link out."]
            if link.parent not in seen:
                seen.add(link.parent)
                waiting.append(link.parent)
    return []
