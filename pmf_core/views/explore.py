"""Explore: every metric of the catalogue, searched and narrowed down."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from pmf_core.access.scope import Scope
from pmf_core.catalogue.catalogue import Catalogue
from pmf_core.definitions.metric import Metric
from pmf_core.definitions.period import parse
from pmf_core.measures import sql
from pmf_core.measures.search import search as search_metrics
from pmf_core.store.hub import Hub
from pmf_core.views import words
from pmf_core.views.assessment import Assessment, assess
from pmf_core.views.process import Process, processes
from pmf_core.views.sources import source_lines
from pmf_core.views.status import EmptyState, SourceLine, Status, Table
from pmf_core.views.tables import metric_table
from pmf_core.views.tile import band_status, change_status, value_text

ROWS_SHOWN = 60
"""How many metrics are judged and listed at once; the sentence says how many more there are."""

Judged = tuple[Assessment, Process]


@dataclass(frozen=True, slots=True)
class Facet:
    """A way to narrow the list: its choices with their counts."""

    id: str
    name: str
    choices: tuple[tuple[str, str, int], ...]
    """(id, name, how many)."""


@dataclass(frozen=True, slots=True)
class MetricRow:
    """A metric in the list."""

    metric: str
    name: str
    definition: str
    value: str
    period: str
    band: Status
    change: Status
    theme: str
    topic: str
    owner: str
    source: str
    age: str
    illustrative: bool


@dataclass(frozen=True, slots=True)
class Explore:
    """The list, its facets and how many there are."""

    sentence: str
    facets: tuple[Facet, ...]
    rows: tuple[MetricRow, ...]
    total: int
    table: Table
    sources: tuple[SourceLine, ...]
    empty: EmptyState | None = None


def _theme(catalogue: Catalogue, metric: Metric) -> tuple[str, str]:
    name = next((theme.name for theme in catalogue.framework.themes if theme.id == metric.theme), metric.theme)
    return metric.theme, name


def _source(catalogue: Catalogue, metric: Metric) -> tuple[str, str]:
    return metric.source, catalogue.source(metric.source).name


FACETS: Mapping[str, tuple[str, Callable[[Catalogue, Metric], tuple[str, str]]]] = {
    "theme": ("Theme", _theme),
    "topic": ("Topic", lambda _, metric: (metric.topic, metric.topic)),
    "source": ("Source", _source),
    "provenance": ("Provenance", lambda _, metric: (metric.provenance, metric.provenance.capitalize())),
    "result": ("Output or outcome", lambda _, metric: (metric.result, metric.result.capitalize())),
    "family": ("Family", lambda _, metric: (metric.family, metric.family.capitalize())),
}
"""Facet → its name, and the choice that a metric falls under."""


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
    catalogue = hub.catalogue_at(scope.as_at)
    chosen = dict(narrowed or {})
    place = catalogue.organisation.unit(unit)
    scope.require_unit(place)
    measured = set(hub.engine.fetch(sql.measured_at(unit, as_at=scope.as_at))["metric_id"])
    readable = [m for m in search_metrics(catalogue, search, scope=scope) if scope.may_read(m, place)]
    matching = [m for m in readable if m.id in measured]
    found = [m for m in matching if fits(catalogue, m, chosen)]
    if not search:
        found.sort(key=closest_first)
    assessments = assess(hub, found[:ROWS_SHOWN], unit, period=parse(period), scope=scope)
    judged = list(zip(assessments, processes(assessments), strict=True))
    title = f"Metrics of {place.name}" + (f" matching '{search}'" if search else "")
    return Explore(
        sentence=_sentence(len(found), len(judged), place.name, search),
        facets=tuple(_facet(catalogue, name, matching, chosen) for name in FACETS),
        rows=tuple(_row(catalogue, a, p) for a, p in judged),
        total=len(found),
        table=replace(
            metric_table(title, assessments, [p for _, p in judged]),
            note="" if len(found) == len(judged) else f"The first {len(judged)} of {len(found)}.",
        ),
        sources=source_lines(hub, (a.metric for a in assessments), scope=scope),
        empty=None if found else _empty(catalogue, place.name, search, scope, bool(chosen)),
    )


def closest_first(metric: Metric) -> tuple[bool, bool, str]:
    """The board's own metrics before the others, and those with a target before those without."""
    return not metric.vital_sign, not metric.targets, metric.name.casefold()


def fits(catalogue: Catalogue, metric: Metric, chosen: Mapping[str, str], *, but: str = "") -> bool:
    return all(
        FACETS[facet][1](catalogue, metric)[0] == value
        for facet, value in chosen.items()
        if value and facet != but and facet in FACETS
    )


def _facet(catalogue: Catalogue, facet: str, matching: Sequence[Metric], chosen: Mapping[str, str]) -> Facet:
    name, choice_of = FACETS[facet]
    counts = Counter(choice_of(catalogue, m) for m in matching if fits(catalogue, m, chosen, but=facet))
    choices = sorted(((i, n, many) for (i, n), many in counts.items() if n), key=lambda choice: (-choice[2], choice[1]))
    return Facet(facet, name, tuple(choices))


def _row(catalogue: Catalogue, assessment: Assessment, process: Process) -> MetricRow:
    metric, point = assessment.metric, assessment.point
    days = assessment.age_days
    return MetricRow(
        metric=metric.id,
        name=metric.name,
        definition=metric.definition,
        value=value_text(assessment),
        period=point.period.short_name if point else "no figure by then",
        band=band_status(assessment),
        change=change_status(assessment, process),
        theme=_theme(catalogue, metric)[1],
        topic=metric.topic,
        owner=catalogue.owner(metric.owner).name,
        source=_source(catalogue, metric)[1],
        age=words.age(days) if days is not None else "",
        illustrative=metric.illustrative,
    )


def _sentence(found: int, shown: int, unit_name: str, search: str) -> str:
    about = f" matching '{search}'" if search else ""
    told = f"{unit_name} has {words.count(found, 'metric')}{about}."
    return told if found == shown else f"{told} The first {shown} are shown: narrow the list or search for the rest."


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
