"""The unit and the period that a page is asked for."""

from __future__ import annotations

from dataclasses import dataclass

from pmf_core.access.scope import INDIVIDUAL
from pmf_core.views.context import opening_month
from ui.address import METRIC, PERIOD, UNIT, asked
from ui.resources import hub
from ui.session import scope, visitor


@dataclass(frozen=True, slots=True)
class Place:
    """Where the page looks: the address says so, or the hub's own opening."""

    unit: str
    period: str


def place() -> Place:
    """The unit and period of the address; what it doesn't say is the opening view of whoever looks."""
    return Place(asked(UNIT) or own_unit(), asked(PERIOD) or opening_month(hub()).id)


def own_unit() -> str:
    """The unit that the hub opens on for whoever looks."""
    return visitor().rights.person.opens_on or hub().catalogue.settings.council


def metric_asked() -> str:
    """The metric of the address; without one, the first vital sign of the unit that whoever looks may read."""
    catalogue = hub().catalogue
    unit = catalogue.organisation.unit(place().unit)
    open_here = (metric.id for metric in catalogue.vital_signs if scope().may_read(metric, unit))
    return asked(METRIC) or next(open_here, catalogue.vital_signs[0].id)


def about_one_person() -> bool:
    """Whether the page is about a single person, of whom nothing leaves the hub."""
    unit = hub().catalogue.organisation.units.get(place().unit)
    return unit is not None and unit.level == INDIVIDUAL
