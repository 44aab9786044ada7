"""A scorecard read at a unit: its metrics in order, and how many stand in each band; never a score of them all."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from pmf_core.access.scope import Scope
from pmf_core.catalogue.catalogue import Catalogue
from pmf_core.definitions.metric import Metric
from pmf_core.definitions.period import parse
from pmf_core.definitions.unit import Unit
from pmf_core.store.hub import Hub
from pmf_core.views import words
from pmf_core.views.assessment import assess
from pmf_core.views.explore.facets import BAND_NAMES
from pmf_core.views.process import processes
from pmf_core.views.sentences import variation_status
from pmf_core.views.sources import source_lines
from pmf_core.views.status import EmptyState, SourceLine, Status, StatusKind, Table, Tile
from pmf_core.views.tables import metric_table
from pmf_core.views.tile import tile
from pmf_core.views.vital_signs import data_line

BANDS = {StatusKind(standing.value): name for standing, name in BAND_NAMES.items()} | {StatusKind.NOT_JUDGED: "No band"}
"""What is counted, from the best to the worst."""

MOVED = (StatusKind.IMPROVING, StatusKind.WORSENING)
"""The variation that is counted beside the bands."""


@dataclass(frozen=True, slots=True)
class ReadScorecard:
    """What a scorecard says at a unit."""

    sentence: str
    data_line: str
    bands: tuple[tuple[Status, int], ...]
    """How many of the tiles stand in each band, the best first; those without any are told as well."""
    variation: tuple[tuple[Status, int], ...]
    tiles: tuple[Tile, ...]
    """In the scorecard's own order."""
    absent: tuple[tuple[str, str, str], ...]
    """(metric, name, why it has no figure here)."""
    unseen: int
    """How many of its metrics are not the reader's to see: they are counted and never named."""
    table: Table
    sources: tuple[SourceLine, ...]
    empty: EmptyState | None = None


def read_scorecard(
    hub: Hub, *, scope: Scope, unit: str, period: str, name: str, metrics: Sequence[str]
) -> ReadScorecard:
    """The metrics of a scorecard at a unit, as far as the reader may see them."""
    catalogue, month = hub.catalogue_at(scope.as_at), parse(period)
    place = catalogue.organisation.unit(unit)
    scope.require_unit(place)
    held = [catalogue.metric(metric) for metric in metrics if metric in catalogue.versions]
    seen = [metric for metric in held if scope.may_read(metric, place)]
    assessments = assess(hub, seen, unit, period=month, scope=scope)
    pairs = [(a, p) for a, p in zip(assessments, processes(assessments), strict=True) if a.point is not None]
    tiles = tuple(tile(a, p) for a, p in pairs)
    there = {a.metric.id for a, _ in pairs}
    away = tuple((m.id, m.name, _why(catalogue, m, place)) for m in seen if m.id not in there)
    moved = [variation_status(process).kind for _, process in pairs]
    unseen = len(held) - len(seen)
    return ReadScorecard(
        sentence=_sentence(len(tiles), len(away), unseen, place),
        data_line=data_line([a for a, _ in pairs]),
        bands=_counted([tile.band.kind for tile in tiles], BANDS),
        variation=_counted(moved, {kind: words.capitalised(kind.value) for kind in MOVED}),
        tiles=tiles,
        absent=away,
        unseen=unseen,
        table=metric_table(f"{name}: {place.name}, {month.name}", [a for a, _ in pairs], [p for _, p in pairs]),
        sources=source_lines(hub, (a.metric for a, _ in pairs), scope=scope),
        empty=None if tiles else _nothing(place, month.name, unseen),
    )


def readable_metrics(hub: Hub, *, scope: Scope) -> tuple[tuple[str, str], ...]:
    """(id, name) of every metric that the reader may put on a scorecard, by name."""
    catalogue = hub.catalogue_at(scope.as_at)
    held = (m for m in catalogue.metrics if m.superseded_by is None and scope.may_read_metric(m))
    return tuple((metric.id, metric.name) for metric in held)


def _counted(kinds: Sequence[StatusKind], names: dict[StatusKind, str]) -> tuple[tuple[Status, int], ...]:
    counts = Counter(kind if kind in names else StatusKind.NOT_JUDGED for kind in kinds)
    return tuple((Status(kind, name), counts[kind]) for kind, name in names.items())


def _why(catalogue: Catalogue, metric: Metric, unit: Unit) -> str:
    """Whether a metric exists at the unit's level at all."""
    level = catalogue.framework.level(unit.level)
    if unit.level in metric.levels or level is None:
        return "no figure by then"
    names = [held.plural for name in metric.levels if (held := catalogue.framework.level(name)) is not None]
    return f"not measured for {level.plural}: it is held for {words.listed(names)}"


def _sentence(shown: int, away: int, unseen: int, unit: Unit) -> str:
    told = [f"{words.count(shown, 'metric')} at {unit.name}, in the order they were put in."]
    if away:
        told.append(f"{away} {'has' if away == 1 else 'have'} no figure here.")
    if unseen:
        told.append(f"{unseen} not yours to see.")
    return " ".join(told)


def _nothing(unit: Unit, month: str, unseen: int) -> EmptyState:
    why = f"{unseen} of its metrics are not open to your role here. " if unseen else ""
    return EmptyState(
        what=f"No metric of this scorecard has a figure at {unit.name} by {month}.",
        why=f"{why}A metric is only shown at the levels that it is measured at.",
        way_out="Choose another unit or a later month.",
    )
