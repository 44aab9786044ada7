"""The tab Metrics: every definition in a line."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from pmf_core.access.scope import Scope
from pmf_core.catalogue.catalogue import Catalogue
from pmf_core.definitions.calculation import formula_of
from pmf_core.definitions.metric import Metric
from pmf_core.store.hub import Hub
from pmf_core.views import words
from pmf_core.views.library.values import Shelf
from pmf_core.views.sources import source_lines
from pmf_core.views.status import Table


def metrics(hub: Hub, *, scope: Scope) -> Shelf:
    """Every metric that may be read, with how it is calculated and who answers for it."""
    catalogue = hub.catalogue_at(scope.as_at)
    held = readable(catalogue, scope)
    return Shelf(
        sentence=_sentence(catalogue, held),
        tables=(_table(catalogue, held),),
        metric_ids=tuple(metric.id for metric in held),
        sources=source_lines(hub, held, scope=scope),
    )


def readable(catalogue: Catalogue, scope: Scope) -> tuple[Metric, ...]:
    """The metrics whose names may be told."""
    return tuple(metric for metric in catalogue.metrics if scope.may_read_metric(metric))


def _sentence(catalogue: Catalogue, held: Sequence[Metric]) -> str:
    counts = Counter(m.provenance for m in held)
    told = [f"{many} {provenance.value}" for provenance, many in counts.most_common()]
    own = sum(1 for m in held if m.targets)
    return (
        f"{words.count(len(held), 'metric')}, {words.listed(told)}; {own} have a target. "
        f"{words.count(len(catalogue.sources), 'source')}, {words.count(len(catalogue.organisation.units), 'unit')}."
    )


def _table(catalogue: Catalogue, held: Sequence[Metric]) -> Table:
    rows = tuple(
        (
            m.name,
            m.definition,
            formula_of(m.calculation),
            m.polarity.replace("_", " "),
            catalogue.owner(m.owner).name,
            catalogue.source(m.source).name,
            str(m.version),
        )
        for m in held
    )
    return Table("Metrics", ("Metric", "Definition", "Calculation", "Better", "Owner", "Source", "Version"), rows)
