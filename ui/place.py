"""The unit and the period that a page is asked for."""

from __future__ import annotations

from dataclasses import dataclass

from pmf_core.views.context import opening_month
from ui.address import PERIOD, UNIT, asked
from ui.resources import hub
from ui.session import visitor


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
