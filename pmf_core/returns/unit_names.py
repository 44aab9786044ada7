"""What a return calls the units that it is about."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cached_property

from pmf_core.definitions.unit import Unit
from pmf_core.returns.places import plain
from pmf_core.returns.request import Request

NEAR = 0.6
"""The least likeness at which a name is offered as the one that was meant."""


@dataclass(frozen=True)
class UnitNames:
    """Every spelling of the units asked, and of the others in the tree."""

    request: Request

    @cached_property
    def asked(self) -> dict[str, int]:
        """Spelling → the unit's place in the request; a spelling that two units share stands for neither."""
        return {text: self.request.unit_places[unit] for text, unit in _spelled(self.request.units).items()}

    @cached_property
    def others(self) -> dict[str, str]:
        """Spelling → a unit of the tree that isn't asked."""
        asked = self.request.unit_places
        rest = [unit for unit in self.request.known.values() if unit.id not in asked]
        return {text: unit for text, unit in _spelled(rest).items() if text not in self.asked}

    def place(self, text: str) -> int:
        """The place of the unit asked that a text stands for; -1 if it stands for none."""
        return self.asked.get(plain(text), -1)

    def known(self, text: str) -> bool:
        """Whether a text stands for any unit of the tree."""
        spelled = plain(text)
        return spelled in self.asked or spelled in self.others

    def nearest(self, text: str) -> str:
        """The name of the unit asked that is most like a text; blank if none is."""
        close = get_close_matches(plain(text), self.asked, n=1, cutoff=NEAR)
        return self.request.units[self.asked[close[0]]].name if close else ""


def _spelled(units: tuple[Unit, ...] | list[Unit]) -> dict[str, str]:
    """Spelling → unit; the id, the full name and a code win over what is only short."""
    found: dict[str, str] = {}
    for unit in units:
        found |= dict.fromkeys((plain(unit.id), plain(unit.name)), unit.id)
        found |= {plain(code): unit.id for _, code in unit.codes}
    shorter: dict[str, set[str]] = {}
    for unit in units:
        for text in _short(unit):
            shorter.setdefault(text, set()).add(unit.id)
    return {text: min(held) for text, held in shorter.items() if len(held) == 1} | found


def _short(unit: Unit) -> Iterator[str]:
    for name in (unit.name, unit.short_name):
        spelled = plain(name)
        if spelled:
            yield spelled
            yield spelled.removesuffix(" team")
            yield f"{spelled} team"
            yield spelled.replace("&", "and")
            yield spelled.replace(" and ", " & ")
