"""What is approved for publication: what the public's own Scope reads, less what is exempt."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from pmf_core.access.rights import Request, scope_of
from pmf_core.access.scope import Scope
from pmf_core.catalogue.catalogue import Catalogue
from pmf_core.definitions.calculation import Aggregation, Derived
from pmf_core.definitions.event import Event
from pmf_core.definitions.metric import Metric
from pmf_core.definitions.person import Grant, Person
from pmf_core.definitions.publication import Exempt, Publication
from pmf_core.errors import NotPossible
from pmf_core.store.hub import Hub

EVERYBODY = "public"
"""As whom the public is written down."""

Wanted = Mapping[str, tuple[Metric, ...]]
"""Unit → the metrics that are published of it."""


@dataclass(frozen=True)
class KeptBack:
    """Something exempt that would have been published."""

    about: str
    reason: str


@dataclass(frozen=True)
class Approved:
    """Everything that may be published, before it is known which figures there are."""

    publication: Publication
    scope: Scope
    catalogue: Catalogue
    """What is decided, without the words that are exempt."""
    wanted: Wanted
    kept_back: tuple[KeptBack, ...]


def approved(hub: Hub) -> Approved:
    """The public's reading of the hub today; raises NotPossible where nobody has approved that."""
    catalogue = hub.catalogue
    held = catalogue.settings.publication
    _require_approval(held, today=hub.today)
    scope = public_scope(hub)
    wanted = _wanted(catalogue, scope, held, on=hub.today)
    kept = tuple(_kept_back(catalogue, wanted, held.exempt, on=hub.today))
    allowed = {
        unit: tuple(m for m in metrics if not _covered(catalogue, m, unit, held.exempt, on=hub.today))
        for unit, metrics in wanted.items()
    }
    plain = _without_words(catalogue, [exempt.words for exempt in held.exempt if exempt.words])
    return Approved(held, scope, plain, {unit: found for unit, found in allowed.items() if found}, kept)


def public_scope(hub: Hub) -> Scope:
    """What a resident may read: made by the same rule as anybody's, and as for a file that leaves the hub."""
    catalogue = hub.catalogue
    held = catalogue.settings.publication
    if catalogue.access.role(held.role) is None:
        raise NotPossible(f"There is no role '{held.role}' that the public could read with: add it to people.yaml.")
    everybody = Person(
        id=EVERYBODY, name="Everybody", grants=(Grant(role=held.role, units=(catalogue.settings.council,)),)
    )
    return scope_of(everybody, Request(hub.today, to_file=True), catalogue)


def _require_approval(held: Publication, *, today: date) -> None:
    if held.approved_on is None or not held.approved_by.strip():
        raise NotPossible(
            "Nothing is approved for publication: name approved_by and approved_on under 'publication' in "
            "settings.yaml."
        )
    if held.approved_on > today:
        raise NotPossible(f"The approval of publication holds from {held.approved_on} on: publish then.")


def _wanted(catalogue: Catalogue, scope: Scope, held: Publication, *, on: date) -> dict[str, tuple[Metric, ...]]:
    """The units of the tree that the public reads, with the metrics that exist at their level."""
    organisation = catalogue.organisation
    themes = set(held.themes) or {theme.id for theme in catalogue.framework.themes}
    metrics = [m for m in catalogue.in_force(on).values() if m.theme in themes and scope.may_read_metric(m)]
    metrics.sort(key=lambda metric: metric.name.casefold())
    found: dict[str, tuple[Metric, ...]] = {}
    for unit in organisation.units.values():
        if organisation.in_tree(unit.id) and unit.exists_on(on) and scope.may_read_unit(unit):
            found[unit.id] = tuple(m for m in metrics if unit.level in m.levels and scope.may_read(m, unit))
    return found


def _covered(catalogue: Catalogue, metric: Metric, unit: str, exempt: Sequence[Exempt], *, on: date) -> bool:
    return any(_covers(catalogue, held, metric, unit, on=on) for held in exempt if not held.words)


def _covers(catalogue: Catalogue, held: Exempt, metric: Metric, unit: str, *, on: date) -> bool:
    """Whether an exemption reaches a figure; one of a unit reaches what it could be worked out from.

    The whole stays and its parts go: the units beside it and everything beneath them, for the whole less the others
    would be the one that is exempt. What is made from an exempt metric goes with it.
    """
    parts = metric.calculation.parts if isinstance(metric.calculation, Derived) else ()
    if held.metric not in ("", metric.id, *parts):
        return False
    if not held.unit or held.unit == unit:
        return True
    path = catalogue.organisation.path(unit, on=on)
    if metric.aggregation is Aggregation.NOT_AGGREGATABLE:
        return False
    above = catalogue.organisation.parent(held.unit, on=on)
    return any(step.id == (above.id if above else held.unit) for step in path[:-1])


def _kept_back(catalogue: Catalogue, wanted: Wanted, exempt: Sequence[Exempt], *, on: date) -> Iterator[KeptBack]:
    """Each exemption that took something out, with what it is about."""
    for held in exempt:
        if held.words:
            many = sum(_has(event, held.words) for event in _events(catalogue))
            if many:
                yield KeptBack(f"{many} events by their words", held.reason)
        elif any(_covers(catalogue, held, m, unit, on=on) for unit, metrics in wanted.items() for m in metrics):
            yield KeptBack(" at ".join(filter(None, (held.metric or "every metric", held.unit))), held.reason)


def _events(catalogue: Catalogue) -> Iterator[Event]:
    yield from catalogue.framework.events
    for metric in catalogue.metrics:
        yield from metric.events


def _has(event: Event, words: str) -> bool:
    return words.casefold() in f"{event.text} {event.source}".casefold()


def _without_words(catalogue: Catalogue, words: Sequence[str]) -> Catalogue:
    """The same decisions without the events that have exempt words."""
    if not words:
        return catalogue

    def kept(events: Sequence[Event]) -> tuple[Event, ...]:
        return tuple(event for event in events if not any(_has(event, word) for word in words))

    framework = catalogue.framework.model_copy(update={"events": kept(catalogue.framework.events)})
    versions = {
        name: tuple(metric.model_copy(update={"events": kept(metric.events)}) for metric in held)
        for name, held in catalogue.versions.items()
    }
    return replace(catalogue, framework=framework, versions=versions)
