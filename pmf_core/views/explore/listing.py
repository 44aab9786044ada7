"""The metrics that a unit has figures of, judged, narrowed and listed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from pmf_core.access.scope import INDIVIDUAL, Scope
from pmf_core.catalogue.catalogue import Catalogue
from pmf_core.definitions.metric import Metric
from pmf_core.definitions.period import Period, parse
from pmf_core.definitions.unit import Unit
from pmf_core.measures import sql
from pmf_core.measures.search import search as search_metrics
from pmf_core.store.hub import Hub
from pmf_core.views import words
from pmf_core.views.assessment import assess
from pmf_core.views.explore.facets import FACETS, Choice, Found, all_fit, closest_first, facets_of
from pmf_core.views.explore.values import Facet, MetricRow
from pmf_core.views.process import processes
from pmf_core.views.sentences import variation_status
from pmf_core.views.sources import source_lines
from pmf_core.views.status import EmptyState, SourceLine, Table
from pmf_core.views.tile import band_status, change_status, target_text, value_text

ROWS_SHOWN = 60
"""How many metrics are listed at once; the sentence says how many more there are, and a file has them all."""


@dataclass(frozen=True, slots=True)
class Explore:
    """The list, its facets and how many there are."""

    sentence: str
    title: str
    facets: tuple[Facet, ...]
    rows: tuple[MetricRow, ...]
    found: tuple[str, ...]
    """Every metric that matches, also beyond the rows shown: ids in the order of the list."""
    sources: tuple[SourceLine, ...]
    empty: EmptyState | None = None

    @property
    def total(self) -> int:
        """How many match."""
        return len(self.found)


def explore(
    hub: Hub,
    *,
    scope: Scope,
    unit: str,
    period: str,
    search: str = "",
    narrowed: Mapping[str, str] | None = None,
) -> Explore:
    """The metrics that a unit has figures of, best match first, or by name without a search."""
    catalogue, month, chosen = hub.catalogue_at(scope.as_at), parse(period), dict(narrowed or {})
    place = catalogue.organisation.unit(unit)
    scope.require_unit(place)
    matching = _matching(hub, place, month, search=search, scope=scope)
    found = [held for held in matching if all_fit(catalogue, held, chosen)]
    shown = found[:ROWS_SHOWN]
    return Explore(
        sentence=_sentence(len(found), len(shown), place.name, search),
        title=_title(place, search),
        facets=facets_of(catalogue, matching, chosen, part=_part_name(catalogue, place, month)),
        rows=tuple(_row(catalogue, held) for held in shown),
        found=tuple(held.metric.id for held in found),
        sources=source_lines(hub, (held.metric for held in found), scope=scope),
        empty=None if found else _empty(catalogue, place.name, search, scope, bool(chosen)),
    )


def explore_table(
    hub: Hub,
    *,
    scope: Scope,
    unit: str,
    period: str,
    search: str = "",
    narrowed: Mapping[str, str] | None = None,
) -> Table:
    """Every metric that matches, for a file: labelled, and with small numbers of people withheld."""
    protected = scope.for_files()
    catalogue, month, chosen = hub.catalogue_at(scope.as_at), parse(period), dict(narrowed or {})
    place = catalogue.organisation.unit(unit)
    protected.require_unit(place)
    matching = _matching(hub, place, month, search=search, scope=protected)
    found = [held for held in matching if all_fit(catalogue, held, chosen)]
    rows = tuple(_file_row(catalogue, held) for held in found)
    return Table(_title(place, search), FILE_COLUMNS, tuple(tuple(map(str, row)) for row in rows), values=rows)


def _matching(hub: Hub, place: Unit, month: Period, *, search: str, scope: Scope) -> list[Found]:
    """The metrics that answer to a search and have a figure at a unit, judged."""
    catalogue = hub.catalogue_at(scope.as_at)
    measured = set(hub.engine.fetch(sql.measured_at(place.id, as_at=scope.as_at))["metric_id"])
    readable = [m for m in search_metrics(catalogue, search, scope=scope) if scope.may_read(m, place)]
    matching = [m for m in readable if m.id in measured]
    if not search:
        matching.sort(key=closest_first)
    assessments = assess(hub, matching, place.id, period=month, scope=scope)
    parts = _parts_of(hub, place, month, scope=scope)
    judged = zip(matching, assessments, processes(assessments), strict=True)
    return [Found(m, a, p, parts.get(m.id, ())) for m, a, p in judged]


def _parts_of(hub: Hub, place: Unit, month: Period, *, scope: Scope) -> dict[str, tuple[Choice, ...]]:
    """Metric → the units directly below that have figures of it."""
    below = {unit.id: unit for unit in _below(hub.catalogue_at(scope.as_at), place, month) if scope.may_read_unit(unit)}
    if not below:
        return {}
    found: defaultdict[str, list[Choice]] = defaultdict(list)
    for metric, unit in hub.engine.fetch(sql.measured_at_each(list(below), as_at=scope.as_at)):
        found[metric].append((unit, below[unit].name))
    return {metric: tuple(parts) for metric, parts in found.items()}


def _below(catalogue: Catalogue, place: Unit, month: Period) -> list[Unit]:
    return [unit for unit in catalogue.organisation.children(place.id, on=month.end) if unit.level != INDIVIDUAL]


def _part_name(catalogue: Catalogue, place: Unit, month: Period) -> str:
    """What the parts of a unit are called: 'Department'; nothing where it has none."""
    levels = dict.fromkeys(unit.level for unit in _below(catalogue, place, month))
    names = [level.name for name in levels if (level := catalogue.framework.level(name)) is not None]
    return " or ".join([*names[:1], *(name.lower() for name in names[1:])]) if len(names) < 3 else "Part"


def _title(place: Unit, search: str) -> str:
    return f"Metrics of {place.name}" + (f" matching '{search}'" if search else "")


def _row(catalogue: Catalogue, found: Found) -> MetricRow:
    metric, assessment, days = found.metric, found.assessment, found.assessment.age_days
    return MetricRow(
        metric=metric.id,
        name=metric.name,
        definition=metric.definition,
        value=value_text(assessment),
        period=assessment.point.period.short_name if assessment.point else "no figure by then",
        target=target_text(assessment).removeprefix("Target "),
        band=band_status(assessment),
        variation=variation_status(found.process),
        change=change_status(assessment, found.process),
        theme=_name(catalogue, metric, "theme"),
        topic=metric.topic,
        type=f"{_name(catalogue, metric, 'family')}, {metric.result}",
        owner=catalogue.owner(metric.owner).name,
        source=_name(catalogue, metric, "source"),
        age=words.age(days) if days is not None else "",
        illustrative=metric.illustrative,
    )


def _name(catalogue: Catalogue, metric: Metric, facet: str) -> str:
    return FACETS[facet][1](catalogue, metric)[1]


FILE_COLUMNS = (
    "Metric", "Code", "Value", "Unit of measure", "Period", "Target", "Band", "Variation", "Change", "Theme", "Topic",
    "Type", "Owner", "Source", "Provenance", "Definition",
)  # fmt: skip
"""What a file says of each metric."""


def _file_row(catalogue: Catalogue, found: Found) -> tuple[object, ...]:
    row, assessment = _row(catalogue, found), found.assessment
    value: object = assessment.value
    if value is None:
        value = band_status(assessment).reason
    unit = found.metric.unit
    measure = unit.words or unit.suffix.strip() or unit.prefix or unit.kind.value
    figures = (value, measure, row.period, assessment.target, row.band.word, row.variation.word, row.change.word)
    about = (row.theme, row.topic, row.type, row.owner, row.source, found.metric.provenance.value.capitalize())
    return (row.name, row.metric, *figures, *about, row.definition)


def _sentence(found: int, shown: int, unit_name: str, search: str) -> str:
    about = f" matching '{search}'" if search else ""
    told = f"{unit_name} has {words.count(found, 'metric')}{about}."
    return told if found == shown else f"{told} The first {shown} are shown, and the files have them all."


def _empty(catalogue: Catalogue, unit_name: str, search: str, scope: Scope, narrowed: bool) -> EmptyState:
    elsewhere = search_metrics(catalogue, search, scope=scope)
    if narrowed:
        way_out = "Take out one of the choices that narrow the list."
    elif elsewhere:
        names = words.listed([f"'{metric.name}'" for metric in elsewhere[:3]])
        way_out = f"Choose another unit: {names} {'is' if len(elsewhere) == 1 else 'are'} held for others."
    else:
        way_out = "Try fewer or plainer words; the Library lists every metric."
    return EmptyState(
        what=f"No metric of {unit_name} matches" + (f" '{search}'." if search else "."),
        why="Names, codes, synonyms, topics and definitions were searched.",
        way_out=way_out,
    )
