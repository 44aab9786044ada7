"""Making a pack: a body's product for a unit and a month, as known at one moment."""

from __future__ import annotations

from datetime import datetime

from pmf_core.access.scope import Scope
from pmf_core.definitions.framework import Body, Product
from pmf_core.definitions.moment import in_london
from pmf_core.definitions.period import parse
from pmf_core.errors import BadInput
from pmf_core.store.hub import Hub
from pmf_core.views import words
from pmf_core.views.exceptions import ExceptionRow
from pmf_core.views.pack.material import material
from pmf_core.views.pack.sections import SECTIONS
from pmf_core.views.pack.values import Defined, Pack, Page
from pmf_core.views.sources import source_lines
from pmf_core.views.vital_signs import headline


def pack(
    hub: Hub,
    *,
    scope: Scope,
    body: str,
    unit: str,
    period: str,
    product: str = "",
    meeting: str = "",
    gaps: Page | None = None,
) -> Pack:
    """The pack of a body; the scope's moment is part of it, so a pack without one is refused.

    `gaps` says what it is sealed without, and why: it stands after the first page.
    It leaves the hub, whoever makes it: no single people are in it, and no small numbers of people.
    """
    moment = scope.as_at
    if moment is None:
        raise BadInput("A pack is of one moment: say as at when it is made.")
    scope = scope.for_files()
    catalogue = hub.catalogue_at(moment)
    given_to = catalogue.framework.body(body)
    made = catalogue.framework.product(product or _usual(given_to))
    held = material(hub, scope=scope, body=given_to, product=made, unit=unit, month=parse(period))
    return Pack(
        product=made.id,
        title=made.name,
        body=given_to.id,
        body_name=given_to.name,
        unit=unit,
        unit_name=held.unit.name,
        period=held.month.id,
        period_name=held.month.name,
        meeting=meeting,
        as_at=_iso(moment),
        as_at_name=words.moment(moment),
        headline=headline(held.listing),
        pages=_with_gaps([page for section in made.sections for page in SECTIONS[section](held)], gaps),
        definitions=tuple(_defined(row) for row in sorted(held.listing.everything, key=lambda row: row.metric.id)),
        sources=source_lines(hub, (row.metric for row in held.listing.everything), scope=scope),
    )


def _with_gaps(pages: list[Page], gaps: Page | None) -> tuple[Page, ...]:
    return tuple(pages) if gaps is None else (*pages[:1], gaps, *pages[1:])


def _defined(row: ExceptionRow) -> Defined:
    metric = row.metric
    return Defined(metric.id, metric.name, metric.version, metric.definition)


def products_of(hub: Hub, body: str, *, scope: Scope) -> tuple[Product, ...]:
    """What can be made for a body, the usual product first."""
    framework = hub.catalogue_at(scope.as_at).framework
    return tuple(framework.product(name) for name in framework.body(body).products)


def _usual(body: Body) -> str:
    if not body.products:
        raise BadInput(f"No product is made for {body.name}: name one in the body's products, or with --product.")
    return body.products[0]


def _iso(moment: datetime) -> str:
    return in_london(moment).isoformat()
