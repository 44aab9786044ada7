"""The parts of a product, each a function from what was judged to its pages."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace

from pmf_core.definitions.framework import Depth, Section
from pmf_core.judgement import confidence
from pmf_core.views import words
from pmf_core.views.checks import checks_of
from pmf_core.views.exceptions import ExceptionRow
from pmf_core.views.exceptions.changes import changes_since_report
from pmf_core.views.metric_profile.header import Subject
from pmf_core.views.metric_profile.now import trend
from pmf_core.views.pack.actions import actions_page, outcomes_page
from pmf_core.views.pack.assurance import achievement, assurance
from pmf_core.views.pack.beside import beside_page
from pmf_core.views.pack.committee import committee_page, raised_page
from pmf_core.views.pack.dives import deep_dives
from pmf_core.views.pack.figures import lineage_lines, target_figure, value_figure
from pmf_core.views.pack.material import Material
from pmf_core.views.pack.narrative import narrative_pages, told_of, with_narratives
from pmf_core.views.pack.values import Cell, Fact, PackTable, Page, Paragraph
from pmf_core.views.sentences import assurance_status, variation_status
from pmf_core.views.sources import source_lines
from pmf_core.views.status import Status
from pmf_core.views.tile import band_status
from pmf_core.views.vital_signs import data_line, headline, ordinary_sentence

COLUMNS = ("Metric", "Value", "Target", "Band", "Whether it moved", "Why it is here", "Owner", "State")
"""The columns of a list of exceptions."""

SHORT_COLUMNS = ("Metric", "Value", "Target", "Band", "Whether it moved")
"""The columns of every other list of metrics."""


PAGES_AT: Mapping[Depth, int | None] = {Depth.HEADLINE: 0, Depth.SUMMARY: 5, Depth.FULL: None}
"""How many exceptions have a page of their own; None is all of them."""


def cover(held: Material) -> Iterator[Page]:
    """The first page: what it is, for whom, what the whole comes to, and how new its data are."""
    rows, raised = held.listing.everything, held.listing.exceptions
    names = words.listed([row.metric.name for row in raised]) or "none"
    yield Page(
        id="cover",
        title=f"{held.product.name}: {held.unit.name}, {held.month.name}",
        lead=headline(held.listing),
        facts=(
            Fact("For", held.body.name),
            Fact("Period", held.month.name),
            Fact("As known on", words.moment(held.scope.as_at) if held.scope.as_at else "now"),
            Fact("Exceptions", str(len(raised))),
        ),
        paragraphs=(
            Paragraph("What it is for", held.product.purpose),
            Paragraph("Exceptions, most at stake first", names),
            Paragraph("Ordinary variation", ordinary_sentence(held.listing)),
            Paragraph("Data", data_line([row.assessment for row in rows])),
        ),
        illustrative=any(row.metric.illustrative for row in rows),
    )


def exceptions_page(held: Material) -> Iterator[Page]:
    """The list of exceptions on one page."""
    nothing = "Nothing needs the board this month."
    listed = _list(held, held.listing.exceptions, page="exceptions", title="Exceptions", nothing=nothing)
    yield from with_narratives(held, iter([listed]))


def known(held: Material) -> Iterator[Page]:
    """Exceptions that have been discussed and have a plan running, if there are any."""
    if held.listing.known:
        yield _list(held, held.listing.known, page="known", title="Known, with a plan running")


def _list(held: Material, rows: Sequence[ExceptionRow], *, page: str, title: str, nothing: str = "") -> Page:
    table = PackTable(title, COLUMNS, tuple(_long(row, held) for row in rows), numeric=(1, 2))
    return Page(
        id=page,
        title=title,
        lead=f"{words.count(len(rows), 'metric')}, most at stake first." if rows else nothing,
        tables=(table,) if rows else (),
        illustrative=any(row.metric.illustrative for row in rows),
    )


def _long(row: ExceptionRow, held: Material) -> tuple[Cell, ...]:
    codes = " ".join(code.value for code in row.outcome.fired)
    owner = held.catalogue.owner(row.metric.owner).name
    return (*_short(row), f"{codes}: {row.sentence}", owner, row.state.value)


def _short(row: ExceptionRow) -> tuple[Cell, ...]:
    assessment = row.assessment
    moved = variation_status(row.process)
    return (
        row.metric.name,
        value_figure(assessment),
        target_figure(assessment),
        band_status(assessment).word,
        moved.word,
    )


def exception_pages(held: Material) -> Iterator[Page]:
    """A page for each exception, as deep as the product goes; and one for what was written about it."""
    told = told_of(held)
    for row in held.listing.exceptions[: PAGES_AT[held.product.depth]]:
        yield metric_page(held, row)
        yield from narrative_pages(held, row, told[row.metric.id])


def metric_page(held: Material, row: ExceptionRow) -> Page:
    """One metric on one page."""
    assessment = row.assessment
    subject = Subject(held.catalogue, assessment, row.process, checks_of(held.catalogue, assessment))
    chart = trend(subject) if assessment.point is not None else None
    owner = held.catalogue.owner(row.metric.owner)
    return Page(
        id=f"metric/{row.metric.id}",
        title=chart.title if chart else row.metric.name,
        lead=row.sentence,
        facts=tuple(_facts(subject)),
        chart=replace(chart, table=None) if chart else None,
        paragraphs=(
            Paragraph("What it is", row.metric.definition),
            Paragraph("Codes", words.listed([f"{code.value} {code.words}" for code in row.outcome.fired])),
            Paragraph("Owner", f"{owner.name}, {owner.contact}"),
            Paragraph("State", words.capitalised(row.state.value)),
        ),
        lineage=lineage_lines(held.hub, assessment, scope=held.scope),
        illustrative=row.metric.illustrative,
    )


def _facts(held: Subject) -> Iterator[Fact]:
    assessment, process = held.assessment, held.process
    band = band_status(assessment)
    yield Fact("Value", value_figure(assessment), band.kind)
    yield Fact("Target", target_figure(assessment))
    yield _status("Band", band)
    yield _status("Variation", variation_status(process))
    yield _status("Capability", assurance_status(process, assessment))
    yield Fact("Confidence", confidence.overall(held.checks).word)


def _status(label: str, status: Status) -> Fact:
    return Fact(label, status.word, status.kind)


def good(held: Material) -> Iterator[Page]:
    """What got better for real."""
    rows = held.listing.good
    table = PackTable(
        "Particularly good",
        (*SHORT_COLUMNS, "Why"),
        tuple((*_short(row), row.sentence) for row in rows),
        numeric=(1, 2),
    )
    yield Page(
        id="good",
        title="Particularly good",
        lead=f"{words.count(len(rows), 'metric')} with a real improvement." if rows else "No real improvement.",
        tables=(table,) if rows else (),
        illustrative=any(row.metric.illustrative for row in rows),
    )


def changes(held: Material) -> Iterator[Page]:
    """What is different since the last report: signals, and restated figures apart from them."""
    lines, sentence = changes_since_report(held.hub, held.by_theme, held.unit.id, period=held.month, scope=held.scope)
    rows = tuple((line.name, line.kind.capitalize(), line.status.word, line.sentence) for line in lines)
    table = PackTable("Changed since the last report", ("Metric", "Kind", "Now", "What changed"), rows)
    yield Page(
        id="changes",
        title="Changed since the last report",
        lead=sentence,
        tables=(table,) if rows else (),
        illustrative=any(line.illustrative for line in lines),
    )


def below_target(held: Material) -> Iterator[Page]:
    """Short of target by ordinary variation: told, never hidden."""
    rows = held.listing.below_target
    if rows:
        table = PackTable("Below target, ordinary variation", SHORT_COLUMNS, tuple(map(_short, rows)), numeric=(1, 2))
        yield Page(
            id="below_target",
            title="Below target by ordinary variation",
            lead=ordinary_sentence(held.listing),
            tables=(table,),
            illustrative=any(row.metric.illustrative for row in rows),
        )


def themes(held: Material) -> Iterator[Page]:
    """Every metric, a page a theme."""
    for theme in held.catalogue.framework.themes:
        rows = [row for row in held.by_theme if row.metric.theme == theme.id]
        if rows:
            table = PackTable(theme.name, SHORT_COLUMNS, tuple(map(_short, rows)), numeric=(1, 2))
            yield Page(
                id=f"theme/{theme.id}",
                title=theme.name,
                lead=theme.description,
                tables=(table,),
                illustrative=any(row.metric.illustrative for row in rows),
            )


def sources(held: Material) -> Iterator[Page]:
    """Where the figures come from, and how the words are to be read."""
    lines = source_lines(held.hub, (row.metric for row in held.listing.everything), scope=held.scope)
    rows = tuple(
        (line.title, line.publisher, line.licence, line.published_on, "Illustrative" if line.illustrative else "")
        for line in lines
    )
    columns = ("Source", "Publisher", "Licence", "Newest file", "Note")
    yield Page(
        id="sources",
        title="Sources, licences and how to read this",
        paragraphs=(
            Paragraph("Band", "Where the value lies; the target and the edges of the bands are set by the council."),
            Paragraph("Whether it moved", "Told by process limits: a wobble inside them is ordinary variation."),
            Paragraph("Codes", "E1 to E7 say why a metric is an exception, G1 why it is particularly good."),
        ),
        tables=(PackTable("Sources and licences", columns, rows),),
        illustrative=any(line.illustrative for line in lines),
    )


def every_metric(held: Material) -> Iterator[Page]:
    """Every metric of the unit that has a figure or owes one, by name."""
    rows = sorted(held.listing.everything, key=lambda row: row.metric.name.casefold())
    table = PackTable("Every metric", SHORT_COLUMNS, tuple(map(_short, rows)), numeric=(1, 2))
    yield Page(
        id="every_metric",
        title=f"Every metric of {held.unit.name}",
        lead=f"{words.count(len(rows), 'metric')}.",
        tables=(table,) if rows else (),
        illustrative=any(row.metric.illustrative for row in rows),
    )


SECTIONS: Mapping[Section, Callable[[Material], Iterator[Page]]] = {
    Section.COVER: cover,
    Section.EXCEPTIONS: exceptions_page,
    Section.EXCEPTION_PAGES: exception_pages,
    Section.KNOWN: known,
    Section.GOOD: good,
    Section.CHANGES: changes,
    Section.THEMES: themes,
    Section.BELOW_TARGET: below_target,
    Section.ASSURANCE: assurance,
    Section.ACHIEVEMENT: achievement,
    Section.DEEP_DIVES: deep_dives,
    Section.COMMITTEE: committee_page,
    Section.ACTIONS: actions_page,
    Section.OUTCOMES: outcomes_page,
    Section.RAISED: raised_page,
    Section.BESIDE: beside_page,
    Section.EVERY_METRIC: every_metric,
    Section.SOURCES: sources,
}
"""Each part of a product → how it is made."""
