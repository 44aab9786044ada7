"""Strengths and areas for improvement: a shortlist that nobody has to write, each line with its reason and its code."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from pmf_core.definitions.rule import Code
from pmf_core.definitions.tolerance import Band, Standing
from pmf_core.judgement.spc import Assurance
from pmf_core.views.exceptions import ExceptionRow, Listing
from pmf_core.views.headline import Group, group_of
from pmf_core.views.sentences import gap_sentence, signal_words, variation_status
from pmf_core.views.status import Status
from pmf_core.views.tile import band_status, value_text

SHORTLISTED = 5
"""How many lines a list has at most: what fits into a conversation."""

Reason = tuple[str, str]
"""(code, words)."""


@dataclass(frozen=True, slots=True)
class Point:
    """One line of the shortlist."""

    metric: str
    name: str
    value: str
    code: str
    why: str
    band: Status
    illustrative: bool


@dataclass(frozen=True, slots=True)
class Strengths:
    """What a unit does well, and where it can do better."""

    strong: tuple[Point, ...]
    weak: tuple[Point, ...]
    sentence: str


def strengths(listing: Listing) -> Strengths:
    """The shortlist of a unit: signals first, then bands that are met or missed all the time."""
    strong = tuple(_points(listing.everything, _strength))[:SHORTLISTED]
    weak = tuple(_points(listing.everything, _weakness))[:SHORTLISTED]
    told = "Made from signals, bands and targets; each line says by which rule it is here."
    return Strengths(strong, weak, told if strong or weak else "No metric stands out either way.")


def _points(rows: Sequence[ExceptionRow], reason_of: Callable[[ExceptionRow], Reason | None]) -> Iterator[Point]:
    """The rows that have a reason: those with a signal or a code first, each group by what is at stake."""
    found = [(reason, row) for row in rows if (reason := reason_of(row)) is not None]
    found.sort(key=lambda held: (held[0][0] == BAND, -held[1].metric.risk.score, held[1].metric.name))
    for (code, why), row in found:
        yield Point(
            metric=row.metric.id,
            name=row.metric.name,
            value=value_text(row.assessment),
            code=code,
            why=why,
            band=band_status(row.assessment),
            illustrative=row.metric.illustrative,
        )


BAND = "Band"
"""The code of a line that is here because of its band and its process, without a signal."""


def _strength(row: ExceptionRow) -> Reason | None:
    if row.outcome.is_exception:
        return None
    if Code.G1 in row.outcome.fired:
        return Code.G1.value, row.sentence
    if _standing(row) is Standing.EXCELLENT and row.process.assurance is Assurance.CONSISTENTLY_PASSES:
        return BAND, "Excellent, and as it runs it meets its target every time."
    return None


def _weakness(row: ExceptionRow) -> Reason | None:
    codes = [code for code in (Code.E4, Code.E1, Code.E2, Code.E3) if code in row.outcome.fired]
    if codes:
        return codes[0].value, row.sentence
    if group_of(row) is Group.WORSENING:
        status = variation_status(row.process)
        return (
            "Signal",
            f"Getting worse for real: {signal_words(row.process, row.process.last) or status.word.lower()}.",
        )
    if _standing(row) in (Standing.INADEQUATE, Standing.REQUIRES_IMPROVEMENT):
        gap = f"{gap_sentence(row.assessment)}, " if row.assessment.short_of_target is not None else ""
        return BAND, f"{gap or 'In '}{'in ' if gap else ''}the band '{band_status(row.assessment).word}'."
    return None


def _standing(row: ExceptionRow) -> Standing | None:
    band = row.assessment.band
    return band.standing if isinstance(band, Band) else None
