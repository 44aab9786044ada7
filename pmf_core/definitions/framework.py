"""The framework profile: the words and lists that differ from council to council."""

from __future__ import annotations

from datetime import date

from pmf_core.definitions.base import Definition
from pmf_core.definitions.tolerance import Tolerance


class Level(Definition):
    """A level of the organisation, from the place down to a person."""

    id: str
    name: str
    plural: str
    in_tree: bool = True


class Theme(Definition):
    """A theme that metrics are grouped by."""

    id: str
    name: str
    description: str = ""


class Body(Definition):
    """A board that reads performance, and how often."""

    id: str
    name: str
    frequency: str
    purpose: str = ""


class Owner(Definition):
    """A role or organisation that answers for a metric."""

    id: str
    name: str
    contact: str
    organisation: str = ""


class Framework(Definition):
    """The names of levels, themes, bodies, bands and frequencies."""

    id: str
    name: str
    levels: tuple[Level, ...]
    themes: tuple[Theme, ...]
    bodies: tuple[Body, ...] = ()
    frequencies: tuple[str, ...] = ()
    tolerances: dict[str, Tolerance]
    default_tolerance: str
    owners: tuple[Owner, ...] = ()

    def level(self, level_id: str) -> Level | None:
        """The level of that id, if there is one."""
        return next((level for level in self.levels if level.id == level_id), None)


class Report(Definition):
    """A report that was made: what a body was shown of a unit and a period, as known at the end of a day."""

    body: str
    unit: str
    period: str
    cut_on: date


class Settings(Definition):
    """What a council sets for the hub as a whole."""

    council: str
    """The unit that the hub opens on."""
    council_name: str
    hub_name: str
    framework: str
    timezone: str = "Europe/London"
    demonstration_date: date | None = None
    """With an illustrative set: the day it is, so that nothing is late by the clock of the machine."""
    definitions_known_from: date
    """When definitions without a date of their own were decided."""
    opening_period: str | None = None
    reports: tuple[Report, ...] = ()
    """Reports made before the hub was there to record them."""
