"""What the parts of a pack are made of: one unit, one month, one moment, judged once."""

from __future__ import annotations

from dataclasses import dataclass

from pmf_core.access.scope import Scope
from pmf_core.catalogue.catalogue import Catalogue
from pmf_core.definitions.framework import Body, Product
from pmf_core.definitions.period import Period
from pmf_core.definitions.unit import Unit
from pmf_core.store.hub import Hub
from pmf_core.views.assessment import vital_signs_of
from pmf_core.views.exceptions import ExceptionRow, Listing, exceptions
from pmf_core.views.vital_signs import in_order_of_themes


@dataclass(frozen=True)
class Material:
    """The judged metrics of a unit in a month, as known at the scope's moment."""

    hub: Hub
    scope: Scope
    catalogue: Catalogue
    body: Body
    product: Product
    unit: Unit
    month: Period
    listing: Listing

    @property
    def by_theme(self) -> list[ExceptionRow]:
        """Every row, theme by theme."""
        return in_order_of_themes(self.listing.everything, self.catalogue.framework.themes)


def material(hub: Hub, *, scope: Scope, body: Body, product: Product, unit: str, month: Period) -> Material:
    """Judge the board's metrics of a unit once, for every part to read."""
    catalogue = hub.catalogue_at(scope.as_at)
    place = catalogue.organisation.unit(unit)
    listing = exceptions(hub, vital_signs_of(catalogue, place), unit, period=month, scope=scope)
    return Material(hub, scope, catalogue, body, product, place, month, listing)
