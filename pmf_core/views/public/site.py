"""The public pages together: themes, metrics and units that have a figure, and nothing else."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from itertools import groupby

from pmf_core.definitions.framework import Theme
from pmf_core.definitions.unit import Unit
from pmf_core.errors import NotPossible
from pmf_core.store.hub import Hub
from pmf_core.views import words
from pmf_core.views.public.approved import Approved, approved
from pmf_core.views.public.figures import Figures, Judged, figures, line
from pmf_core.views.public.metric_page import metric_page
from pmf_core.views.public.values import Line, MetricPage, Site, ThemePage, UnitPage
from pmf_core.views.sources import source_lines

OTHER = "Other"
"""What metrics without a topic stand under."""


def site(hub: Hub) -> Site:
    """Everything that is published today; raises NotPossible where nothing is approved or nothing has a figure."""
    held = approved(hub)
    found = figures(hub, held)
    if not found.judged:
        raise NotPossible("Nothing that is approved for publication has a figure yet: build the store first.")
    catalogue, settings = held.catalogue, held.catalogue.settings
    shown = {assessment.metric.id: assessment.metric for assessment, _ in found.judged}
    lines = source_lines(hub, shown.values(), scope=held.scope)
    pages = tuple(metric_page(held, found.of_metric[name], sources=lines) for name in sorted(shown))
    return Site(
        title=f"{settings.council_name}: performance",
        council=settings.council_name,
        unit=settings.council,
        data_date=max(a.point.period.end for a, _ in found.judged if a.point),
        known_on=hub.today,
        data_version=hub.data_version,
        approved_by=held.publication.approved_by,
        approved_on=held.publication.approved_on or hub.today,
        licence=held.publication.licence,
        licence_address=held.publication.licence_address,
        contact=held.publication.contact,
        sentence=_sentence(found, pages),
        themes=tuple(_themes(catalogue.framework.themes, pages)),
        metrics=pages,
        units=tuple(_units(held, found, on=hub.today)),
        sources=lines,
        illustrative=any(page.illustrative for page in pages),
        forbidden=tuple(_forbidden(held, set(shown))),
        exempt_words=tuple(exempt.words for exempt in held.publication.exempt if exempt.words),
        kept_back=tuple((kept.about, kept.reason) for kept in held.kept_back),
    )


def _sentence(found: Figures, pages: Sequence[MetricPage]) -> str:
    units = len({assessment.unit.id for assessment, _ in found.judged})
    made_up = sum(page.illustrative for page in pages)
    told = f"{words.count(len(pages), 'metric')} at {words.count(units, 'unit')} of the council and its area."
    if made_up:
        told += f" {made_up} of them are illustrative: made up for demonstration, and marked so wherever they stand."
    return told


def latest_of(page: MetricPage) -> Line:
    """The figure by which a metric is listed: the council's own, or that of the first unit that has one."""
    own = [held for held in page.units if held.unit_name == page.unit_name]
    return (own or list(page.units))[0]


def _themes(themes: Sequence[Theme], pages: Sequence[MetricPage]) -> Iterable[ThemePage]:
    for theme in themes:
        held = [page for page in pages if page.theme == theme.id]
        if not held:
            continue
        held.sort(key=lambda page: (page.topic == OTHER, page.topic.casefold(), page.name.casefold()))
        # Publishers write one topic in several ways: 'Children looked after', 'Children Looked After'.
        groups = [list(group) for _, group in groupby(held, key=lambda page: page.topic.casefold())]
        topics = [(group[0].topic, tuple(map(latest_of, group))) for group in groups]
        told = f"{words.count(len(held), 'metric')} in {words.count(len(topics), 'topic')}."
        yield ThemePage(theme.id, theme.name, theme.description, told, tuple(topics))


def _units(held: Approved, found: Figures, *, on: date) -> Iterable[UnitPage]:
    organisation = held.catalogue.organisation
    having = found.of_unit.keys()

    def named(units: Iterable[Unit]) -> tuple[tuple[str, str], ...]:
        return tuple((unit.id, unit.name) for unit in units if unit.id in having)

    for unit in organisation.units.values():
        if unit.id not in having:
            continue
        judged: list[Judged] = found.of_unit[unit.id]
        level = held.catalogue.framework.level(unit.level)
        yield UnitPage(
            id=unit.id,
            name=unit.name,
            level=level.name if level else unit.level,
            path=named(organisation.path(unit.id, on=on)[:-1]),
            below=named(organisation.children(unit.id, on=on)),
            sentence=f"{words.count(len(judged), 'metric')} published.",
            lines=tuple(map(line, judged)),
            illustrative=unit.illustrative,
        )


def _forbidden(held: Approved, published: set[str]) -> Iterable[str]:
    """Names of metrics that the public doesn't read or that are exempt, and of single people."""
    catalogue = held.catalogue
    exempt = {entry.metric for entry in held.publication.exempt if entry.metric and not entry.unit}
    for metric in catalogue.all_versions():
        if metric.id not in published and (metric.id in exempt or not held.scope.may_read_metric(metric)):
            yield from (metric.id, metric.name)
    yield from (unit.name for unit in catalogue.organisation.units.values() if unit.level == "individual")
