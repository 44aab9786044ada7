"""The context bar: the choices of unit, period and moment that a page is asked in."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from pmf_core.access.scope import INDIVIDUAL, Scope
from pmf_core.catalogue.catalogue import Catalogue
from pmf_core.definitions.moment import in_london
from pmf_core.definitions.period import Period, month, parse
from pmf_core.definitions.unit import Unit
from pmf_core.measures import sql
from pmf_core.store.hub import Hub
from pmf_core.views import words
from pmf_core.views.assessment import reading_day
from pmf_core.views.comparison.comparators import offered

MONTHS_OFFERED = 48
"""How far back the list of months goes: four years."""

MOMENTS_OFFERED = 24
"""How many past moments are offered by name; any other can be asked for in the address."""


@dataclass(frozen=True, slots=True)
class Choice:
    """One entry of a list to choose from."""

    id: str
    name: str
    level: str = ""
    depth: int = 0


@dataclass(frozen=True, slots=True)
class Context:
    """What the bar offers and what is chosen."""

    unit: Choice
    path: tuple[Choice, ...]
    """From the top of the tree down to the unit."""
    units: tuple[Choice, ...]
    """Every unit that may be read, in tree order; other bodies after them."""
    period: Choice
    periods: tuple[Choice, ...]
    """Newest first: months."""
    as_at: datetime | None
    as_at_name: str
    """'Now', or the moment in words."""
    moments: tuple[Choice, ...]
    """'now' and the moments at which the store learnt something, newest first."""
    banner: str
    """Empty when as at is now."""
    compare: tuple[Choice, ...]
    """Whom the unit can be compared with on this page; empty where the page compares nothing."""
    stands_aside: bool
    """Whether the unit is a body outside the tree, from which there is no path up."""


def context(hub: Hub, *, scope: Scope, unit: str, period: str, metric: str = "") -> Context:
    """The choices around a unit, a month and a moment; with a metric, whom it can be compared with too."""
    catalogue = hub.catalogue_at(scope.as_at)
    chosen, shown = catalogue.organisation.unit(unit), parse(period)
    scope.require_unit(chosen)
    path = catalogue.organisation.path(unit, on=shown.end)
    return Context(
        unit=_choice(catalogue, chosen),
        path=tuple(_choice(catalogue, above, depth=depth) for depth, above in enumerate(path)),
        units=tuple(_units(catalogue, scope, on=shown.end)),
        period=Choice(shown.id, shown.name),
        periods=tuple(_months(opening_month(hub), shown)),
        as_at=scope.as_at,
        as_at_name=words.moment(scope.as_at) if scope.as_at else "Now",
        moments=tuple(_moments(hub)),
        banner=_banner(hub, chosen, scope),
        compare=tuple(_groups(hub, scope, chosen, metric, then=shown.end)) if metric else (),
        stands_aside=not catalogue.organisation.in_tree(unit),
    )


def _groups(hub: Hub, scope: Scope, unit: Unit, metric: str, *, then: date) -> Iterator[Choice]:
    catalogue = hub.catalogue_at(scope.as_at)
    for offer in offered(catalogue, catalogue.metric(metric), unit, on=reading_day(hub, scope), then=then):
        yield Choice(offer.id, offer.name)


def _banner(hub: Hub, unit: Unit, scope: Scope) -> str:
    """What has to be known about the view as a whole: the moment, what it withholds, and that it is of one person."""
    told = []
    if scope.as_at is not None:
        told.append(f"You are seeing what was known on {words.moment(scope.as_at)}.")
        metrics = hub.catalogue_at(scope.as_at).metrics
        withheld = sum(unit.level in metric.levels and not scope.may_read(metric, unit) for metric in metrics)
        if withheld:
            are = "is" if withheld == 1 else "are"
            told.append(
                f"{words.count(withheld, 'metric')} {are} not shown: today's permissions hold for the past too."
            )
    if unit.level == INDIVIDUAL:
        rule = hub.catalogue.access.individual_level
        told.append(
            f"Figures of one person, shown for this purpose: {rule.purpose.rstrip('.')}. They are kept for "
            f"{words.count(rule.keep_months, 'month')} and never ranked or exported; your reading is written down."
        )
    return " ".join(told)


def opening_month(hub: Hub) -> Period:
    """The month that the hub opens on: the settings', or the last whole month."""
    named = hub.catalogue.settings.opening_period
    if named:
        return parse(named)
    return month(hub.today.year, hub.today.month).before()


def _choice(catalogue: Catalogue, unit: Unit, *, depth: int = 0) -> Choice:
    level = catalogue.framework.level(unit.level)
    return Choice(unit.id, unit.name, level.name if level else unit.level, depth)


def _units(catalogue: Catalogue, scope: Scope, *, on: date) -> Iterator[Choice]:
    """The tree from its tops down, then bodies outside it that are still there."""
    organisation = catalogue.organisation
    tops = [
        u for u in organisation.units.values() if organisation.in_tree(u.id) and not organisation.parent(u.id, on=on)
    ]

    def below(unit: Unit, depth: int) -> Iterator[Choice]:
        if scope.may_read_unit(unit):
            yield _choice(catalogue, unit, depth=depth)
            for child in organisation.children(unit.id, on=on):
                yield from below(child, depth + 1)

    for top in tops:
        yield from below(top, 0)
    outside = [u for u in organisation.units.values() if not organisation.in_tree(u.id) and u.effective_to is None]
    for unit in sorted(filter(scope.may_read_unit, outside), key=lambda u: (u.level, u.name)):
        yield _choice(catalogue, unit)


def _months(newest: Period, shown: Period) -> Iterator[Choice]:
    for back in range(MONTHS_OFFERED):
        offered = newest.before(back)
        yield Choice(offered.id, offered.name)
    if shown.end < newest.before(MONTHS_OFFERED - 1).end:
        yield Choice(shown.id, shown.name)


def _moments(hub: Hub) -> Iterator[Choice]:
    yield Choice("now", "Now")
    seen: set[date] = set()
    for batch in hub.engine.fetch(sql.batches()).records():
        learnt = in_london(batch["known_from"]).date()
        if learnt not in seen and len(seen) < MOMENTS_OFFERED:
            seen.add(learnt)
            yield Choice(learnt.isoformat(), words.day(learnt))
