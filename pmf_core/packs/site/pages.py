"""The public pages of themes, units and metrics."""

from __future__ import annotations

from collections.abc import Iterator

from pmf_core.charts.markup import Element, Markup, element
from pmf_core.charts.shapes import status
from pmf_core.charts.still import still
from pmf_core.charts.table import table
from pmf_core.charts.tiles import illustrative_tag
from pmf_core.charts.trend import happened, key_of
from pmf_core.packs.site.lists import Beside, as_table, by_metric, by_unit, scrolled
from pmf_core.packs.site.shell import Document, Step, contact, slug, theme_path, unit_path, up
from pmf_core.views.public.values import MetricPage, Site, ThemePage, UnitPage

HOME: Step = ("index.html", "Themes")
FEW = 15
"""A table of more periods is opened when it is wanted."""

UNITS: Step = ("units.html", "Services and places")


def index(site: Site) -> Document:
    """The first page: what is here, theme by theme and topic by topic."""
    parts: list[Markup] = [element("p", site.sentence, class_="lead")]
    for theme in site.themes:
        topics = [
            element("li", element("a", topic, href=f"{theme_path(theme.id)}#{slug(topic)}"), f" ({len(lines)})")
            for topic, lines in theme.topics
        ]
        parts.append(
            element(
                "section",
                element("h2", element("a", theme.name, href=theme_path(theme.id))),
                element("p", f"{theme.description} {theme.sentence}".strip()),
                element("ul", *topics, class_="columns"),
            )
        )
    return Document("index.html", site.title, tuple(parts), partly=site.illustrative)


def theme_page(theme: ThemePage, beside: Beside) -> Document:
    """A theme: every metric with its latest figure, topic by topic."""
    path = theme_path(theme.id)
    lines = [line for _, held in theme.topics for line in held]
    parts: list[Markup] = [element("p", f"{theme.description} {theme.sentence}".strip(), class_="lead")]
    for topic, held in theme.topics:
        shown = by_metric(held, title=f"{topic}: latest figures", page=path)
        parts.append(element("section", element("h2", topic, id=slug(topic)), shown))
    told = as_table(lines, title=f"{theme.name}, latest figures")
    parts.append(beside.link(told, f"data/theme-{slug(theme.id)}.csv", page=path))
    return Document(path, theme.name, tuple(parts), (HOME,), partly=any(line.illustrative for line in lines))


def units_page(site: Site) -> Document:
    """Every unit that has a page, as the tree that they stand in."""
    by_id = {unit.id: unit for unit in site.units}
    tops = [unit for unit in site.units if not unit.path]

    def item(unit: UnitPage) -> Element:
        link = element("a", unit.name, href=unit_path(unit.id))
        below = [item(by_id[name]) for name, _ in unit.below]
        mark = illustrative_tag() if unit.illustrative else None
        told = f" {unit.level}, {len(unit.lines)} metrics"
        return element("li", link, " ", mark, told, element("ul", *below) if below else None)

    lead = element(
        "p", "What is published of the council, its departments and services, and of the area.", class_="lead"
    )
    return Document(
        "units.html",
        "Services and places",
        (lead, element("ul", *map(item, tops), class_="tree")),
        partly=site.illustrative,
    )


def unit_page(unit: UnitPage, beside: Beside) -> Document:
    """A unit: every metric that is published of it."""
    path = unit_path(unit.id)
    parts: list[Markup] = [element("p", f"{unit.level}. {unit.sentence}", class_="lead")]
    if unit.below:
        links = [element("li", element("a", name, href=f"{up(path)}{unit_path(held)}")) for held, name in unit.below]
        parts.append(element("section", element("h2", "Below it"), element("ul", *links, class_="columns")))
    shown = by_metric(unit.lines, title=f"{unit.name}: latest figures", page=path)
    told = as_table(unit.lines, title=f"{unit.name}, latest figures")
    file = beside.link(told, f"data/unit-{slug(unit.id)}.csv", page=path)
    parts.append(element("section", element("h2", "Latest figures"), shown, file))
    steps = (UNITS, *((unit_path(held), name) for held, name in unit.path))
    partly = any(line.illustrative for line in unit.lines)
    return Document(path, unit.name, tuple(parts), steps, illustrative=unit.illustrative, partly=partly)


def metric_page(held: MetricPage, site: Site, beside: Beside) -> Document:
    """A metric: the finding, the chart with its words, the figures, the units, and how it is made."""
    path = f"metrics/{held.id}.html"
    theme = next(theme for theme in site.themes if theme.id == held.theme)
    parts = [*_top(held), *_chart(held), *_figures(held, beside, path), _units(held, beside, path), _made(held)]
    steps = (HOME, (theme_path(theme.id), theme.name))
    return Document(path, held.name, tuple(parts), steps, illustrative=held.illustrative)


def _top(held: MetricPage) -> Iterator[Markup]:
    yield element("p", held.definition, class_="lead")
    yield element("p", held.data_line, class_="quiet")
    words = [
        element("div", element("dt", label), element("dd", status(told, with_reason=True)))
        for label, told in held.statuses
    ]
    yield element("dl", *words, class_="strip")


def _chart(held: MetricPage) -> Iterator[Markup]:
    parts: list[Markup | None] = [element("h2", held.finding), element("p", held.sentence)]
    if held.trend is not None:
        parts += [key_of(held.trend), scrolled(still(held.trend), name="Chart"), happened(held.trend)]
        parts += [element("p", " ".join(held.trend.notes), class_="quiet") if held.trend.notes else None]
    yield element("section", *parts)


def _figures(held: MetricPage, beside: Beside, path: str) -> Iterator[Markup]:
    shown = table(held.figures)
    many = len(held.figures.rows)
    if many > FEW:
        shown = element("details", element("summary", f"Show all {many} periods"), shown)
    file = beside.link(held.figures, f"data/{held.id}.csv", page=path)
    yield element("section", element("h2", f"Figures, {held.unit_name}"), shown, file)


def _units(held: MetricPage, beside: Beside, path: str) -> Markup:
    title = f"{held.name}, latest figure of each unit"
    shown = by_unit(held.units, title=title, page=path)
    file = beside.link(as_table(held.units, title=title), f"data/{held.id}-units.csv", page=path)
    return element("section", element("h2", "Where it is measured"), shown, file)


def _made(held: MetricPage) -> Markup:
    source = held.source
    told = f"{source.title}, {source.publisher}, {source.licence}, published {source.published_on}."
    return element(
        "section",
        element("h2", held.record.title),
        table(held.record),
        element("p", element("b", "Source: "), told),
        element("p", element("b", "Who answers for it: "), f"{held.owner}, ", *contact(held.contact)),
    )
