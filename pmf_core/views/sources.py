"""The lines that name sources and licences under a page."""

from __future__ import annotations

from collections.abc import Iterable

from pmf_core.access.scope import Scope
from pmf_core.definitions.metric import Metric, Provenance
from pmf_core.measures import sql
from pmf_core.store.hub import Hub
from pmf_core.views import words
from pmf_core.views.status import SourceLine


def source_lines(hub: Hub, metrics: Iterable[Metric], *, scope: Scope) -> tuple[SourceLine, ...]:
    """Each source of the metrics once, with its licence and when its newest file was published."""
    catalogue = hub.catalogue_at(scope.as_at)
    used = {metric.source for metric in metrics}
    newest: dict[str, str] = {}
    for batch in hub.engine.fetch(sql.batches()).records():
        if scope.as_at is None or batch["known_from"] <= scope.as_at:
            newest.setdefault(batch["source"], words.day(batch["known_from"]))
    return tuple(
        SourceLine(
            title=source.name,
            publisher=source.publisher,
            licence=source.licence,
            published_on=newest.get(source.id, "not loaded"),
            illustrative=source.provenance is Provenance.ILLUSTRATIVE,
        )
        for source in sorted((catalogue.source(name) for name in used), key=lambda s: s.name)
    )
