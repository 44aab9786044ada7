"""The tabs Sources and System: what has been loaded, under which licence, and how the hub stands."""

from __future__ import annotations

from collections import Counter

from pmf_core.access.scope import Scope
from pmf_core.definitions.metric import Provenance
from pmf_core.measures import sql
from pmf_core.store.hub import Hub
from pmf_core.views import words
from pmf_core.views.library.values import Shelf
from pmf_core.views.status import Table


def sources(hub: Hub, *, scope: Scope) -> Shelf:
    """Every file that was loaded by the moment read, the newest first."""
    catalogue = hub.catalogue_at(scope.as_at)
    held = [
        (batch, catalogue.source(batch["source"]))
        for batch in hub.engine.fetch(sql.batches()).records()
        if batch["source"] in catalogue.sources and (scope.as_at is None or batch["known_from"] <= scope.as_at)
    ]
    rows = tuple(
        (
            source.name,
            batch["title"],
            source.licence,
            words.day(batch["known_from"]),
            f"{batch['row_count']:,}",
            batch["file"],
        )
        for batch, source in held
    )
    columns = ("Source", "File", "Licence", "Published", "Figures", "Where")
    figures = sum(batch["row_count"] for batch, _ in held)
    many = len({source.id for _, source in held})
    told = f"{figures:,} figures from {words.count(len(held), 'file')} of {words.count(many, 'source')}."
    return Shelf(told, (Table("Sources and licences", columns, rows, numeric=(4,)),))


def system(hub: Hub, *, scope: Scope) -> Shelf:
    """Which data are read, and when they were loaded."""
    batches = list(hub.engine.fetch(sql.batches()).records())
    figures = Counter[str]()
    for batch in batches:
        figures[batch["provenance"]] += batch["row_count"]
    loaded = words.moment(max(batch["loaded_at"] for batch in batches))
    rows = (
        ("Data version", hub.data_version),
        ("Last loaded", loaded),
        ("Published figures", f"{figures[Provenance.PUBLISHED]:,}"),
        ("Illustrative figures", f"{figures[Provenance.ILLUSTRATIVE]:,}"),
        ("Figures from returns", f"{figures[Provenance.RETURN]:,}"),
        ("Demonstration date", words.day(hub.today)),
        ("Read as at", words.moment(scope.as_at) if scope.as_at else "now"),
    )
    return Shelf(f"The newest data were loaded on {loaded}.", (Table("System", ("What", "State"), rows),))
