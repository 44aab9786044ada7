"""The framework profile: the words and lists that differ from council to council."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import TypeVar

from pmf_core.definitions.base import Definition
from pmf_core.definitions.document import Document
from pmf_core.definitions.event import Event
from pmf_core.definitions.external import ExternalReturn
from pmf_core.definitions.meeting import Cycle
from pmf_core.definitions.publication import Publication
from pmf_core.definitions.reminder import Reminders
from pmf_core.definitions.tolerance import Tolerance
from pmf_core.errors import unknown


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


class Section(StrEnum):
    """A part of a product, in the words of the configuration."""

    COVER = "cover"
    EXCEPTIONS = "exceptions"
    EXCEPTION_PAGES = "exception_pages"
    KNOWN = "known"
    GOOD = "good"
    CHANGES = "changes"
    THEMES = "themes"
    BELOW_TARGET = "below_target"
    ASSURANCE = "assurance"
    ACHIEVEMENT = "achievement"
    DEEP_DIVES = "deep_dives"
    COMMITTEE = "committee"
    ACTIONS = "actions"
    OUTCOMES = "outcomes"
    RAISED = "raised"
    BESIDE = "beside"
    EVERY_METRIC = "every_metric"
    SOURCES = "sources"


class Audience(StrEnum):
    """Whom a product is written for."""

    OFFICERS = "officers"
    MEMBERS = "members"
    PUBLIC = "public"
    """Only metrics that are public are in it."""


class Depth(StrEnum):
    """How far a product goes into each metric."""

    HEADLINE = "headline"
    """No page of a single metric."""
    SUMMARY = "summary"
    """A page for each of the gravest exceptions."""
    FULL = "full"
    """A page for every exception."""


class Product(Definition):
    """What a body is given: the parts of it, in their order, for whom, and how deep."""

    id: str
    name: str
    purpose: str = ""
    sections: tuple[Section, ...]
    audience: Audience = Audience.OFFICERS
    depth: Depth = Depth.FULL
    every_metric: bool = False
    """Whether it reads every metric of its unit, and not only the vital signs."""
    action_required: str = "To note the report, and to make any comments or recommendations."
    exempt: str = "The report holds no exempt information."


class Body(Definition):
    """A board that reads performance, how often, and what it is given."""

    id: str
    name: str
    frequency: str
    purpose: str = ""
    products: tuple[str, ...] = ()
    """The products made for it, the usual one first."""


class EvidenceSource(Definition):
    """A kind of evidence beside the numbers themselves, and the metrics that speak for it."""

    id: str
    name: str
    metrics: tuple[str, ...] = ()


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
    products: tuple[Product, ...] = ()
    evidence: tuple[EvidenceSource, ...] = ()
    """What a question is looked at from beside its own metric."""
    beside: tuple[EvidenceSource, ...] = ()
    """What stands beside performance: finance, risks, change and quality, each with its metrics, or none."""
    cycles: tuple[Cycle, ...] = ()
    """When the bodies meet."""
    frequencies: tuple[str, ...] = ()
    tolerances: dict[str, Tolerance]
    default_tolerance: str
    owners: tuple[Owner, ...] = ()
    events: tuple[Event, ...] = ()
    """What happened outside the figures, each with the metrics it touches."""
    documents: tuple[Document, ...] = ()
    """The frameworks, policies and procedures that are reviewed."""
    external_returns: tuple[ExternalReturn, ...] = ()
    """What the council owes to departments of state and regulators."""

    def as_decided(self, day: date) -> Framework:
        """The profile as it stood on a day: with the events noted by then."""
        return self.model_copy(update={"events": tuple(event for event in self.events if event.noted_on <= day)})

    def level(self, level_id: str) -> Level | None:
        """The level of that id, if there is one."""
        return next((level for level in self.levels if level.id == level_id), None)

    def body(self, body_id: str) -> Body:
        """The body of that id."""
        return _named("body", body_id, self.bodies)

    def product(self, product_id: str) -> Product:
        """The product of that id."""
        return _named("product", product_id, self.products)


Named = TypeVar("Named", Body, Product)


def _named(kind: str, name: str, held: tuple[Named, ...]) -> Named:
    found = next((one for one in held if one.id == name), None)
    if found is None:
        raise unknown(kind, name, [one.id for one in held], place="the framework profile")
    return found


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
    reminders: Reminders = Reminders()
    publication: Publication = Publication()
