"""What people have said about figures, as tables: those left out of everything, and what happened."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pmf_core.catalogue.catalogue import Catalogue
from pmf_core.definitions.event import Event
from pmf_core.definitions.metric import Metric
from pmf_core.views import words
from pmf_core.views.status import Table

EVERY_UNIT = "every unit"
"""Whom a remark is about that names no unit."""


def left_out_of(catalogue: Catalogue, metric: Metric, unit: str) -> Table:
    """The figures of a metric at a unit that are drawn and left out of everything."""
    rows = tuple(row for ghost, row in _ghost_rows(catalogue, metric) if ghost in (None, unit))
    note = "" if rows else "No figure of this metric is left out of its limits and verdicts here."
    return Table("Left out", ("Period", "For", "Why", "Approved by", "On"), rows, note=note)


def everything_left_out(catalogue: Catalogue, metrics: Sequence[Metric]) -> Table:
    """Every figure that is drawn and left out of everything."""
    rows = tuple((metric.name, *row) for metric in metrics for _, row in _ghost_rows(catalogue, metric))
    note = "These figures are drawn hollow; they make no limits, take no part in a signal and give no verdict."
    return Table("Left out", ("Metric", "Period", "For", "Why", "Approved by", "On"), rows, note=note)


def _ghost_rows(catalogue: Catalogue, metric: Metric) -> Iterator[tuple[str | None, tuple[str, ...]]]:
    for ghost in sorted(metric.ghosts, key=lambda ghost: ghost.span.start, reverse=True):
        about = catalogue.organisation.unit(ghost.unit).name if ghost.unit else EVERY_UNIT
        yield ghost.unit, (ghost.span.name, about, ghost.reason, ghost.approved_by, words.day(ghost.approved_on))


def events_of(catalogue: Catalogue, metric: str, unit: str) -> Table:
    """What happened that may explain a metric's figures at a unit."""
    rows = tuple(
        (words.day(event.day), event.text, event.kind.capitalize(), event.source)
        for event in reversed(catalogue.events_of(metric, unit))
    )
    note = "" if rows else "Nothing has been noted that may explain the figures."
    return Table("Events", ("Day", "What happened", "Kind", "Source"), rows, note=note)


def every_event(catalogue: Catalogue, metrics: Sequence[Metric]) -> Table:
    """Every event of the metrics, newest first, with those and the units that carry its pin; none of others'."""
    names = {metric.id: metric.name for metric in metrics}
    common = (event for event in catalogue.framework.events if not names.keys().isdisjoint(event.metrics))
    held: list[tuple[Event, tuple[str, ...]]] = [(event, event.metrics) for event in common]
    held += [(event, (metric.id,)) for metric in metrics for event in metric.events]
    rows = tuple(
        (
            words.day(event.day),
            event.text,
            event.kind.capitalize(),
            words.listed([names[metric] for metric in touched if metric in names]),
            words.listed([catalogue.organisation.unit(unit).name for unit in event.units]) or EVERY_UNIT,
            event.source,
        )
        for event, touched in sorted(held, key=lambda line: line[0].day, reverse=True)
    )
    columns = ("Day", "What happened", "Kind", "Pinned to", "At", "Source")
    return Table("Events", columns, rows, note="Each is a line on the charts of the metrics that it is pinned to.")
