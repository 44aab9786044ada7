"""The top of the metric's page: what it is, who answers for it, and its status strip."""

from __future__ import annotations

from dataclasses import dataclass

from pmf_core.access.scope import Scope
from pmf_core.catalogue.catalogue import Catalogue
from pmf_core.definitions.calculation import Aggregation
from pmf_core.definitions.metric import Metric
from pmf_core.definitions.period import parse
from pmf_core.judgement import confidence
from pmf_core.judgement.confidence import Check
from pmf_core.measures.read import why_nothing
from pmf_core.store.hub import Hub
from pmf_core.views import words
from pmf_core.views.assessment import Assessment, assess
from pmf_core.views.checks import checks_of
from pmf_core.views.metric_profile.values import Header
from pmf_core.views.outlook.sentences import outlook_status
from pmf_core.views.process import Process, processes
from pmf_core.views.sentences import (
    assurance_status,
    gap_words,
    hard_limit_words,
    target_words,
    variation_status,
)
from pmf_core.views.status import EmptyState, Status, StatusKind
from pmf_core.views.tile import band_status, direction_status, value_text

HARD_LIMIT = "Hard limit"
"""The status that is there only when it is bad news, and then comes first and over the whole width."""


@dataclass(frozen=True, slots=True)
class Subject:
    """What the page is about, judged."""

    catalogue: Catalogue
    assessment: Assessment
    process: Process
    checks: tuple[Check, ...]


def subject(hub: Hub, metric_id: str, unit_id: str, *, period: str, scope: Scope) -> Subject:
    """The metric at the unit, with everything that is judged of it."""
    catalogue = hub.catalogue_at(scope.as_at)
    metric, unit = catalogue.metric(metric_id), catalogue.organisation.unit(unit_id)
    scope.require(metric, unit)
    (assessment,) = assess(hub, [metric], unit_id, period=parse(period), scope=scope)
    (process,) = processes([assessment])
    return Subject(catalogue, assessment, process, checks_of(catalogue, assessment))


def header(held: Subject) -> Header:
    """The page's top."""
    assessment, catalogue = held.assessment, held.catalogue
    metric = assessment.metric
    owner = catalogue.owner(metric.owner)
    return Header(
        metric=metric.id,
        name=metric.name,
        definition=metric.definition,
        unit_name=assessment.unit.name,
        owner=owner.name,
        contact=owner.contact,
        tags=tags_of(catalogue, metric),
        data_line=data_line(held),
        illustrative=metric.illustrative,
        statuses=statuses(held),
    )


def statuses(held: Subject) -> tuple[tuple[str, Status], ...]:
    """The status strip: each word with its reason."""
    assessment, process = held.assessment, held.process
    weakest = confidence.overall(held.checks)
    reasons = [check.reason for check in held.checks if check.confidence is weakest]
    breach = hard_limit_words(assessment)
    crossed = Status(StatusKind.INADEQUATE, "Crossed", f"{value_text(assessment)} is {breach}")
    return (
        *([(HARD_LIMIT, crossed)] if breach else []),
        ("Band", band_status(assessment)),
        ("Variation", variation_status(process)),
        ("Capability", assurance_status(process, assessment)),
        ("Gap to target", gap_status(assessment)),
        ("Since baseline", direction_status(assessment.since_baseline, assessment)),
        ("Year end", outlook_status(assessment)),
        (
            "Confidence",
            Status(StatusKind.NEUTRAL, weakest.word, words.capitalised(words.listed(reasons[:3]))),
        ),
    )


def gap_status(assessment: Assessment) -> Status:
    """How far from the target, and on which side."""
    short = assessment.short_of_target
    if assessment.left_out is not None:
        return Status(StatusKind.NOT_JUDGED, "Left out", assessment.left_out.reason)
    if short is None:
        reason = "neither direction is better" if assessment.metric.polarity.sign == 0 else "no target is set"
        return Status(StatusKind.NOT_JUDGED, "No target", reason)
    word = words.capitalised(gap_words(assessment).replace(f" its {target_words(assessment)}", " target"))
    return Status(StatusKind.NEUTRAL, word, "the wrong side of the target" if short > 0 else "meets the target")


def tags_of(catalogue: Catalogue, metric: Metric) -> tuple[str, ...]:
    """What kind of metric it is, in a few words."""
    theme = next((theme.name for theme in catalogue.framework.themes if theme.id == metric.theme), metric.theme)
    tags = [theme, metric.topic, words.capitalised(metric.result), words.capitalised(metric.family)]
    if metric.statutory:
        tags.append("Statutory")
    return tuple(tag for tag in tags if tag)


def data_line(held: Subject) -> str:
    """'Data to February 2026 · received 6 March 2026 · 3 weeks old · confidence High'."""
    point, days = held.assessment.point, held.assessment.age_days
    if point is None or days is None:
        return ""
    line = [f"Data to {point.period.name}"]
    if point.known_from:
        line.append(f"received {words.day(point.known_from)}")
    stale = held.assessment.metric.stale_after_days
    line.append(words.age(days) + (", stale" if stale is not None and days > stale else ""))
    line.append(f"confidence {confidence.overall(held.checks).word}")
    return " · ".join(line)


def nothing_held(held: Subject) -> EmptyState:
    """Why the page has no figure, and the way on."""
    metric, unit = held.assessment.metric, held.assessment.unit
    levels = [
        level.plural.lower() for name in metric.levels if (level := held.catalogue.framework.level(name)) is not None
    ]
    elsewhere = unit.level not in metric.levels
    cannot = metric.aggregation is Aggregation.NOT_AGGREGATABLE
    return EmptyState(
        what=f"{unit.name} has no figure of this metric.",
        why=why_nothing(held.catalogue, metric, unit),
        way_out=(
            f"Choose one of the {words.listed(levels)} in Unit."
            if elsewhere or cannot
            else "Choose a later month, 'Now' in As at, or another unit."
        ),
    )
