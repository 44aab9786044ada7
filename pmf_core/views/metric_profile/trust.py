"""The tab Trust: how do you know?"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from pmf_core.access.scope import Scope
from pmf_core.catalogue.catalogue import Catalogue
from pmf_core.definitions.calculation import formula_of
from pmf_core.definitions.metric import Metric
from pmf_core.definitions.target import FixedTarget, Step, SteppedTarget, Target, TrajectoryTarget
from pmf_core.disclosure import profile_named
from pmf_core.measures.restatements import restatements
from pmf_core.series import missing_words
from pmf_core.store.hub import Hub
from pmf_core.views import words
from pmf_core.views.metric_profile.header import Subject, header, nothing_held, subject
from pmf_core.views.metric_profile.origin import origin
from pmf_core.views.metric_profile.values import Trust
from pmf_core.views.rebase import proposals
from pmf_core.views.remarks import events_of, left_out_of
from pmf_core.views.sources import source_lines
from pmf_core.views.status import Table


def trust(hub: Hub, *, scope: Scope, metric: str, unit: str, period: str) -> Trust:
    """The tab Trust of a metric at a unit."""
    held = subject(hub, metric, unit, period=period, scope=scope)
    shown = held.assessment.metric
    rows, cells = origin(hub, held, scope=scope)
    return Trust(
        header=header(held),
        formula=formula_of(shown.calculation),
        record=record(held.catalogue, shown),
        versions=versions(held.catalogue, shown),
        targets=targets(shown),
        confidence=Table(
            "Confidence",
            ("Check", "Confidence", "Why"),
            tuple((c.name, c.confidence.word, words.capitalised(c.reason)) for c in held.checks),
        ),
        lineage=rows,
        cells=cells,
        restatements=restatement_table(hub, held, scope=scope),
        left_out=left_out_of(held.catalogue, shown, unit),
        events=events_of(held.catalogue, metric, unit),
        phases=phase_table(held),
        proposals=proposals(hub, metric, unit, scope=scope),
        sources=source_lines(hub, [shown], scope=scope),
        empty=None if held.assessment.point else nothing_held(held),
    )


def record(catalogue: Catalogue, metric: Metric) -> Table:
    """The definition in full, so that another analyst can recompute the value from it alone."""
    owner = catalogue.owner(metric.owner)
    fields = [
        ("Definition", metric.definition),
        ("Why it matters", metric.rationale),
        ("Calculation", formula_of(metric.calculation)),
        ("Unit", metric.unit.words or metric.unit.suffix),
        ("Better", metric.polarity.replace("_", " ")),
        ("Published every", metric.grain.replace("_", " ")),
        ("Year", metric.year_type),
        ("Added up", metric.aggregation.replace("_", " ")),
        ("Why not added up", metric.aggregation_reason),
        ("Owner", f"{owner.name}, {owner.contact}"),
        ("Steward", catalogue.owner(metric.steward).name if metric.steward else ""),
        ("Source", catalogue.source(metric.source).name),
        ("Expected after", words.count(metric.publication_lag_days, "day")),
        ("Kind", f"{metric.result}, {metric.family}"),
        ("Exists for", words.listed([_level(catalogue, level) for level in metric.levels])),
        ("Comparability", metric.comparability),
        ("Sensitivity", metric.sensitivity.name.lower()),
        ("Small numbers", small_numbers(metric)),
        ("Hard limit", metric.hard_limit.reason if metric.hard_limit else ""),
        ("Other source", _superseded(catalogue, metric)),
    ]
    return Table("Definition", ("Field", "Content"), tuple(field for field in fields if field[1]))


def _level(catalogue: Catalogue, level_id: str) -> str:
    level = catalogue.framework.level(level_id)
    return level.plural.lower() if level else level_id


def small_numbers(metric: Metric) -> str:
    """What is withheld of the metric to protect people, in words."""
    profile = profile_named(metric.protection)
    told = []
    if profile.largest_hidden:
        told.append(
            f"counts of 1 to {profile.largest_hidden} people are hidden here, in every file and in every version"
        )
    if profile.guards:
        told.append("so is what they could be worked out from")
    if profile.rounded_to > 1:
        told.append(f"counts are rounded to the nearest {profile.rounded_to}")
    return words.capitalised(words.listed(told))


def _superseded(catalogue: Catalogue, metric: Metric) -> str:
    if metric.superseded_by is None:
        return ""
    return f"'{catalogue.metric(metric.superseded_by).name}' has the same with counts: use that one"


def versions(catalogue: Catalogue, metric: Metric) -> Table:
    """Every version of the definition, newest first."""
    rows = tuple(
        (
            str(version.version),
            words.day(version.effective_from),
            words.day(version.approved_on) if version.approved_on else "at adoption",
            version.change or "First version",
        )
        for version in reversed(catalogue.versions[metric.id])
    )
    return Table("Versions", ("Version", "In force from", "Approved", "What changed"), rows)


def targets(metric: Metric) -> Table:
    """Every target, and every step of one, with its dates, approval and reason; newest first."""
    held = sorted(metric.targets, key=lambda target: target.effective_from, reverse=True)
    rows = tuple(row for target in held for row in _target_rows(target, metric))
    note = "" if rows else "No target has been set for this metric."
    return Table("Targets", ("Target", "From", "To", "Approved", "Why"), rows, note=note)


def _target_rows(target: Target, metric: Metric) -> Iterator[tuple[str, ...]]:
    last = words.day(target.effective_to) if target.effective_to else "until changed"
    match target:
        case FixedTarget():
            yield _target_row(words.number_beside(target.value, metric, [target.value]), target, until=last)
        case SteppedTarget():
            for step, later in zip(target.steps[::-1], (None, *target.steps[:0:-1]), strict=True):
                until = words.day(later.first - timedelta(days=1)) if later else last
                aim = words.number_beside(step.value, metric, [step.value])
                yield _target_row(aim, target, step=step, until=until)
        case TrajectoryTarget():
            first, aim = words.number(target.start[1], metric), words.number(target.finish[1], metric)
            yield _target_row(f"{first} to {aim} by {words.day(target.finish[0])}", target, until=last)


def _target_row(aim: str, target: Target, *, until: str, step: Step | None = None) -> tuple[str, ...]:
    first = step.first if step else target.effective_from
    approved = (step and step.approved_on) or target.approved_on
    return aim, words.day(first), until, words.day(approved), (step and step.rationale) or target.rationale


def phase_table(held: Subject) -> Table:
    """Where the limits begin anew, and why."""
    metric, unit = held.assessment.metric, held.assessment.unit
    rows = [
        (words.day(phase.starts), phase.reason, phase.accepted_by, words.day(phase.accepted_on))
        for phase in held.catalogue.phases
        if (phase.metric, phase.unit) == (metric.id, unit.id)
    ]
    rows += [
        (
            words.day(v.effective_from),
            f"Definition {v.version}: {v.change}",
            "",
            words.day(v.approved_on or v.effective_from),
        )
        for v in held.catalogue.versions[metric.id][1:]
    ]
    note = "" if rows else "The limits have not been begun anew: they are those of the first 24 points."
    return Table("Phases", ("From", "Why", "Accepted by", "On"), tuple(rows), note=note)


def restatement_table(hub: Hub, held: Subject, *, scope: Scope) -> Table:
    """What was said differently before."""
    metric, unit = held.assessment.metric, held.assessment.unit

    def told(value: float | None, reason: str) -> str:
        return words.number(value, metric) if value is not None else missing_words(reason)

    rows = tuple(
        (
            change.period.name,
            told(change.before, change.before_reason),
            told(change.after, change.after_reason),
            words.day(change.known_before),
            words.day(change.known_after),
        )
        for change in restatements(hub, metric.id, unit.id, scope=scope)
    )
    note = "" if rows else "No figure of this metric has been restated here."
    return Table("Restatements", ("Period", "Was", "Is", "First known", "Restated"), rows, numeric=(1, 2), note=note)
