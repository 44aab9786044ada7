"""An assessment as a tile."""

from __future__ import annotations

from collections.abc import Sequence
from typing import assert_never

from pmf_core.definitions.rule import SEVERITY, Code
from pmf_core.definitions.tolerance import Band
from pmf_core.judgement.direction import Direction, Way
from pmf_core.judgement.spc.variation import Variation
from pmf_core.judgement.verdict import NotJudged
from pmf_core.series import missing_words
from pmf_core.views import words
from pmf_core.views.assessment import Assessment
from pmf_core.views.process import CONCERN, IMPROVEMENT, Process
from pmf_core.views.status import Spark, Status, StatusKind, Tile

SPARK_POINTS = 24
"""How many of the latest points a tile's line shows: two years of months."""


def tile(assessment: Assessment, process: Process, *, codes: Sequence[Code] = ()) -> Tile:
    """The tile of one metric at one unit, with the codes that make it an exception."""
    metric, point = assessment.metric, assessment.point
    band, change = band_status(assessment), change_status(assessment, process)
    value, target = value_text(assessment), target_text(assessment)
    missing = missing_words(point.missing_reason) if point and point.value is None else "" if point else "no figure"
    period = point.period.short_name if point else ""
    days = assessment.age_days
    return Tile(
        metric=metric.id,
        name=metric.name,
        value=value,
        unit_words=metric.unit.words,
        period=period,
        target=target,
        band=band,
        change=change,
        age=words.age(days) if days is not None else "",
        spark=spark(assessment, process),
        illustrative=metric.illustrative,
        missing=missing,
        codes=tuple((code.value, code.words) for code in codes if code in SEVERITY),
        sentence=f"{metric.name}: {value or missing}, {period}. {target}. {band.word}. {change.word}.",
    )


def value_text(assessment: Assessment) -> str:
    """The value as written, or a dash."""
    if assessment.value is None:
        return words.MISSING
    return words.number_beside(assessment.value, assessment.metric, assessment.edges)


def target_text(assessment: Assessment) -> str:
    """The target as written, or that there is none."""
    wanted = assessment.metric.target_range
    if wanted is not None:
        metric = assessment.metric
        lower, upper = (words.number_beside(edge, metric, [edge]) for edge in (wanted.lower, wanted.upper))
        return f"Target {lower} to {upper}"
    if assessment.target is None:
        return "No target"
    return f"Target {words.number_beside(assessment.target, assessment.metric, [assessment.target])}"


def band_status(assessment: Assessment) -> Status:
    """A band as a status word; its reason says where the band lies."""
    band = assessment.band
    match band:
        case Band():
            return Status(StatusKind(band.standing.value), band.name, words.band(band, assessment.metric))
        case NotJudged():
            return Status(StatusKind.NOT_JUDGED, "No band", band.reason)
        case _:
            assert_never(band)


def change_status(assessment: Assessment, process: Process) -> Status:
    """The change since the last period: coloured only when it is part of a signal."""
    since = assessment.since_last
    if isinstance(since, NotJudged):
        return Status(StatusKind.NOT_JUDGED, "No earlier value", since.reason)
    word = words.moved(since, assessment.metric)
    if assessment.left_out is not None:
        return Status(StatusKind.NEUTRAL, word, f"left out of every verdict: {assessment.left_out.reason}")
    if isinstance(process.variation, NotJudged):
        return Status(StatusKind.NEUTRAL, word, f"not judged: {process.variation.reason}")
    if process.variation in IMPROVEMENT and since.way is not Way.WORSE:
        return Status(StatusKind.IMPROVING, word, "part of a signal for the better")
    if process.variation in CONCERN and since.way is not Way.BETTER:
        return Status(StatusKind.WORSENING, word, "part of a signal for the worse")
    return Status(StatusKind.NEUTRAL, word, "within ordinary variation")


def direction_status(since: Direction | NotJudged, assessment: Assessment) -> Status:
    """A movement against any earlier value, in words; its reason says what is better."""
    if isinstance(since, NotJudged):
        return Status(StatusKind.NOT_JUDGED, "Not compared", since.reason)
    return Status(StatusKind.NEUTRAL, words.moved_and_whether_better(since, assessment.metric))


def spark(assessment: Assessment, process: Process) -> Spark:
    """The small line of the latest points with their limits."""
    points = assessment.series.points[-SPARK_POINTS:]
    first = len(assessment.series) - len(points)
    last = len(assessment.series) - 1
    return Spark(
        values=process.values[first:],
        target=None if assessment.metric.cumulative else assessment.target,
        centre=process.centre[last] if points else None,
        lower=process.lower[last] if points else None,
        upper=process.upper[last] if points else None,
        marks=tuple(mark_kind(label) for label in process.labels[first:]),
    )


def mark_kind(label: Variation) -> StatusKind:
    """What a point is drawn as."""
    if label in IMPROVEMENT:
        return StatusKind.IMPROVING
    return StatusKind.WORSENING if label in CONCERN else StatusKind.NEUTRAL
