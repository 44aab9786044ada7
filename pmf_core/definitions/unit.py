"""Units of the organisation: a dated tree, with other bodies beside it."""

from __future__ import annotations

from datetime import date

from pmf_core.definitions.base import Definition

INDIVIDUAL = "individual"
"""The level of single people."""


class Unit(Definition):
    """A place, body, department, service, team or person that has figures of its own."""

    id: str
    name: str
    level: str
    short_name: str = ""
    kind: str = ""
    """What sort of body within its level, such as an authority type."""
    codes: tuple[tuple[str, str], ...] = ()
    """(system, code) pairs: dfe, cassr, ons …"""
    region: str | None = None
    effective_from: date | None = None
    effective_to: date | None = None
    replaced_by: tuple[str, ...] = ()
    continues: str | None = None
    """The former authority of the same tier whose whole area, and no other, it took over."""
    illustrative: bool = False

    @property
    def label(self) -> str:
        """The name for tight places."""
        return self.short_name or self.name

    def exists_on(self, day: date) -> bool:
        """Whether the unit had begun and not ended by the end of a day."""
        begun = self.effective_from is None or self.effective_from <= day
        return begun and (self.effective_to is None or day <= self.effective_to)


class Link(Definition):
    """A unit's parent, for as long as it is so."""

    unit: str
    parent: str
    effective_from: date
    effective_to: date | None = None
    known_from: date | None = None

    def holds_on(self, day: date) -> bool:
        """Whether the unit is the parent's on that day."""
        return self.effective_from <= day and (self.effective_to is None or day <= self.effective_to)
