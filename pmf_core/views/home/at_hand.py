"""What somebody keeps at hand, in words: read through their own permissions, whatever they once could see."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pmf_core.access.scope import Scope
from pmf_core.catalogue.catalogue import Catalogue
from pmf_core.definitions.kept import Favourite, FavouriteKind, Recent
from pmf_core.definitions.period import parse
from pmf_core.store.hub import Hub
from pmf_core.views.assessment import assess_at
from pmf_core.views.process import processes
from pmf_core.views.status import Tile
from pmf_core.views.tile import tile

CARDS = 10
"""How many favourite metrics stand as cards."""

RECENT_SHOWN = 6
"""How many of the pages they were on stand on Home."""

PAGES = {"": "Home", "vital_signs": "Vital signs", "metric": "", "deep_dive": "Deep dive: "}
"""The pages that are remembered, and how their names begin."""


@dataclass(frozen=True, slots=True)
class PageLink:
    """A page of the hub with what it is about."""

    name: str
    about: str
    page: str
    choices: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class AtHand:
    """Favourites and recent pages."""

    metrics: tuple[Tile, ...]
    absent: str
    """Favourites that say nothing at this unit, and why; empty where there are none."""
    units: tuple[PageLink, ...]
    recent: tuple[PageLink, ...]


def at_hand(
    hub: Hub,
    *,
    scope: Scope,
    unit: str,
    period: str,
    favourites: Sequence[Favourite] = (),
    recent: Sequence[Recent] = (),
) -> AtHand:
    """Somebody's favourites at a unit, and the pages they were on: what they may no longer read is left out."""
    catalogue = hub.catalogue_at(scope.as_at)
    place = catalogue.organisation.unit(unit)
    metrics = [
        metric
        for held in favourites
        if held.kind is FavouriteKind.METRIC
        and held.id in catalogue.versions
        and scope.may_read_metric(metric := catalogue.metric(held.id))
    ]
    shown = metrics[:CARDS]
    assessments = assess_at(hub, {unit: shown}, period=parse(period), scope=scope)
    pairs = [(a, p) for a, p in zip(assessments, processes(assessments), strict=True) if a.point is not None]
    there = {a.metric.id for a, _ in pairs}
    away = [metric.name for metric in shown if metric.id not in there]
    return AtHand(
        metrics=tuple(tile(a, p) for a, p in pairs),
        absent=f"Without a figure at {place.name}: {', '.join(away)}." if away else "",
        units=tuple(_units(catalogue, scope, favourites)),
        recent=tuple(_recent(catalogue, scope, [held for held in recent if held != Recent("", "", unit)]))[
            :RECENT_SHOWN
        ],
    )


def _units(catalogue: Catalogue, scope: Scope, favourites: Sequence[Favourite]) -> Iterator[PageLink]:
    for held in favourites:
        unit = catalogue.organisation.units.get(held.id) if held.kind is FavouriteKind.UNIT else None
        if unit is not None and scope.may_read_unit(unit):
            level = catalogue.framework.level(unit.level)
            yield PageLink(unit.name, level.name if level else unit.level, "", (("u", unit.id),))


def _recent(catalogue: Catalogue, scope: Scope, pages: Sequence[Recent]) -> Iterator[PageLink]:
    for held in pages:
        unit = catalogue.organisation.units.get(held.unit)
        if unit is None or held.page not in PAGES or not scope.may_read_unit(unit):
            continue
        beginning = PAGES[held.page]
        if not held.metric:
            yield PageLink(beginning or "Metric", unit.name, held.page, (("u", unit.id),))
        elif held.metric in catalogue.versions and scope.may_read(catalogue.metric(held.metric), unit):
            name = catalogue.metric(held.metric).name
            yield PageLink(f"{beginning}{name}", unit.name, held.page, (("m", held.metric), ("u", unit.id)))
