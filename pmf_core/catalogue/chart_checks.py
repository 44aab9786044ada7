"""Rules for what is said on charts: figures left out, and events pinned."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator

from pmf_core.catalogue.catalogue import Catalogue
from pmf_core.errors import did_you_mean


def ghosts_are_figures_that_can_be(catalogue: Catalogue) -> Iterator[str]:
    """A figure left out is of the metric's own grain, and of a unit that is there."""
    for metric in catalogue.all_versions():
        for ghost in metric.ghosts:
            where = f"metric '{metric.id}': its ghost {ghost.period}"
            if ghost.span.grain is not metric.grain:
                yield f"{where} is a {ghost.span.grain}, and its figures are of a {metric.grain}: name one of those."
            yield from _strange([ghost.unit] if ghost.unit else [], catalogue.organisation.units, where)


def events_are_about_something(catalogue: Catalogue) -> Iterator[str]:
    """An event of the framework names metrics, one of a metric is about itself, and units are there."""
    for metric in catalogue.all_versions():
        for event in metric.events:
            where = f"metric '{metric.id}': its event of {event.day}"
            if event.metrics:
                yield f"{where} names metrics: state it in the framework profile."
            yield from _strange(event.units, catalogue.organisation.units, where)
    for event in catalogue.framework.events:
        where = f"framework '{catalogue.framework.id}': its event of {event.day}"
        if not event.metrics:
            yield f"{where} touches no metric: name those whose charts it explains."
        yield from _strange(event.metrics, catalogue.versions, where, kind="metric")
        yield from _strange(event.units, catalogue.organisation.units, where)


def _strange(names: Iterable[str], known: Collection[str], where: str, *, kind: str = "unit") -> Iterator[str]:
    for name in names:
        if name not in known:
            yield f"{where}: there is no {kind} '{name}'.{did_you_mean(name, known)}"
