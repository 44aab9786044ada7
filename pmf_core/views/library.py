"""Library: definitions, targets, sources, structure, and how the numbers are made."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from pmf_core.access.scope import Scope
from pmf_core.catalogue.catalogue import Catalogue
from pmf_core.definitions.calculation import formula_of
from pmf_core.definitions.metric import Metric, Provenance
from pmf_core.definitions.unit import Unit
from pmf_core.measures import sql
from pmf_core.store.hub import Hub
from pmf_core.views import words
from pmf_core.views.assessment import reading_day
from pmf_core.views.exceptions.rules import parameters_of, rule_table
from pmf_core.views.glossary import GLOSSARY
from pmf_core.views.metric_profile.trust import targets
from pmf_core.views.remarks import every_event, everything_left_out
from pmf_core.views.sources import source_lines
from pmf_core.views.status import SourceLine, Table


@dataclass(frozen=True, slots=True)
class Library:
    """The page's parts, each a table with its sentence."""

    sentence: str
    metrics: Table
    metric_ids: tuple[str, ...]
    tolerances: Table
    targets: Table
    structure: Table
    sources: Table
    rules: Table
    events: Table
    left_out: Table
    rule_parameters: tuple[tuple[str, str], ...]
    """(parameter, its present value), for trying a change on the past."""
    glossary: Table
    system: Table
    source_lines: tuple[SourceLine, ...]


def library(hub: Hub, *, scope: Scope) -> Library:
    """Everything that has been decided, and what has been loaded."""
    catalogue = hub.catalogue_at(scope.as_at)
    held = [m for m in catalogue.metrics if scope.may_read_metric(m)]
    day = reading_day(hub, scope)
    return Library(
        sentence=_sentence(catalogue, held),
        metrics=_metrics(catalogue, held),
        metric_ids=tuple(m.id for m in held),
        tolerances=_tolerances(catalogue),
        targets=_targets(held),
        structure=_structure(catalogue, scope, on=day),
        sources=_sources(hub, catalogue, scope),
        rules=rule_table(catalogue.rules),
        events=every_event(catalogue, held),
        left_out=everything_left_out(catalogue, held),
        rule_parameters=parameters_of(catalogue.rules),
        glossary=Table("Glossary", ("Term", "Meaning"), GLOSSARY),
        system=_system(hub, scope),
        source_lines=source_lines(hub, held, scope=scope),
    )


def _sentence(catalogue: Catalogue, held: list[Metric]) -> str:
    counts = Counter(m.provenance for m in held)
    told = [f"{many} {provenance.value}" for provenance, many in counts.most_common()]
    own = sum(1 for m in held if m.targets)
    return (
        f"{words.count(len(held), 'metric')}, {words.listed(told)}; {own} have a target. "
        f"{words.count(len(catalogue.sources), 'source')}, {words.count(len(catalogue.organisation.units), 'unit')}."
    )


def _metrics(catalogue: Catalogue, held: list[Metric]) -> Table:
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


def _tolerances(catalogue: Catalogue) -> Table:
    rows = tuple(
        (profile.name, band.name, band.words, profile.basis.value)
        for profile in catalogue.framework.tolerances.values()
        for band in profile.bands
    )
    return Table(
        "Tolerances",
        ("Profile", "Band", "From and to", "Measured on"),
        rows,
        note="A square bracket owns its edge, a round one does not. Unrounded values are compared.",
    )


def _targets(held: list[Metric]) -> Table:
    rows = tuple((m.name, *row) for m in held for row in targets(m).rows)
    return Table("Targets", ("Metric", "Target", "From", "To", "Approved", "Why"), rows)


def _structure(catalogue: Catalogue, scope: Scope, *, on: date) -> Table:
    organisation = catalogue.organisation
    tops = [
        u for u in organisation.units.values() if organisation.in_tree(u.id) and not organisation.parent(u.id, on=on)
    ]

    def below(unit: Unit, depth: int) -> Iterator[tuple[str, ...]]:
        level = catalogue.framework.level(unit.level)
        yield (
            "\u2003" * depth + unit.name,
            level.name if level else unit.level,
            unit.id,
            "Illustrative" if unit.illustrative else "",
        )
        for child in organisation.children(unit.id, on=on):
            if scope.may_read_unit(child):
                yield from below(child, depth + 1)

    rows = tuple(row for top in tops for row in below(top, 0))
    return Table(f"Structure on {words.day(on)}", ("Unit", "Level", "Code", "Note"), rows)


def _sources(hub: Hub, catalogue: Catalogue, scope: Scope) -> Table:
    rows = tuple(
        (
            catalogue.source(batch["source"]).name,
            batch["title"],
            catalogue.source(batch["source"]).licence,
            words.day(batch["known_from"]),
            f"{batch['row_count']:,}",
            batch["file"],
        )
        for batch in hub.engine.fetch(sql.batches()).records()
        if batch["source"] in catalogue.sources and (scope.as_at is None or batch["known_from"] <= scope.as_at)
    )
    columns = ("Source", "File", "Licence", "Published", "Figures", "Where")
    return Table("Sources and licences", columns, rows, numeric=(4,))


def _system(hub: Hub, scope: Scope) -> Table:
    batches = list(hub.engine.fetch(sql.batches()).records())
    figures = Counter[str]()
    for batch in batches:
        figures[batch["provenance"]] += batch["row_count"]
    rows = [
        ("Data version", hub.data_version),
        ("Last loaded", words.moment(max(batch["loaded_at"] for batch in batches))),
        ("Published figures", f"{figures[Provenance.PUBLISHED]:,}"),
        ("Illustrative figures", f"{figures[Provenance.ILLUSTRATIVE]:,}"),
        ("Demonstration date", words.day(hub.today)),
        ("Read as at", words.moment(scope.as_at) if scope.as_at else "now"),
    ]
    return Table("System", ("What", "State"), tuple(rows))
