"""What the parts of a pack are made of: one unit, one month, one moment, judged once."""

from __future__ import annotations

from dataclasses import dataclass

from pmf_core.access.scope import Scope
from pmf_core.catalogue.catalogue import Catalogue
from pmf_core.definitions.framework import Audience, Body, Product
from pmf_core.definitions.metric import Metric
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
    left_out: int = 0
    """How many metrics are not for the product's audience."""

    @property
    def by_theme(self) -> list[ExceptionRow]:
        """Every row, theme by theme."""
        return in_order_of_themes(self.listing.everything, self.catalogue.framework.themes)


def material(hub: Hub, *, scope: Scope, body: Body, product: Product, unit: str, month: Period) -> Material:
    """Judge the metrics of a unit once, for every part to read."""
    catalogue = hub.catalogue_at(scope.as_at)
    place = catalogue.organisation.unit(unit)
    metrics = metrics_of(catalogue, product, place)
    told = [metric for metric in metrics if product.audience is not Audience.PUBLIC or not metric.sensitivity]
    listing = exceptions(hub, told, unit, period=month, scope=scope)
    return Material(hub, scope, catalogue, body, product, place, month, listing, len(metrics) - len(told))


def metrics_of(catalogue: Catalogue, product: Product, unit: Unit) -> tuple[Metric, ...]:
    """The metrics that a product reads at a unit: its vital signs, or all that exist at its level."""
    if not product.every_metric:
        return vital_signs_of(catalogue, unit)
    return tuple(metric for metric in catalogue.metrics if unit.level in metric.levels)
