"""Figures of a pack: a number as it is written, with the id by which it is found again, and where it came from."""

from __future__ import annotations

from pmf_core.access.scope import Scope
from pmf_core.errors import NotPossible
from pmf_core.measures.lineage import Lineage, lineage
from pmf_core.store.hub import Hub
from pmf_core.views import words
from pmf_core.views.assessment import Assessment
from pmf_core.views.pack.values import Cell, Figure
from pmf_core.views.tile import target_text, value_text

FILES_NAMED = 3
"""How many files a note names; the rest are counted."""

CHECKSUM_SHOWN = 12
"""How many characters of a SHA-256 are shown."""


def value_figure(assessment: Assessment) -> Cell:
    """The value shown, or the dash that stands for none."""
    if assessment.value is None:
        return words.MISSING
    return Figure(_id(assessment, "value"), value_text(assessment), assessment.value)


def target_figure(assessment: Assessment) -> Cell:
    """The target, or that there is none."""
    told = target_text(assessment)
    if assessment.target is None:
        return told.removeprefix("Target ")
    return Figure(_id(assessment, "target"), told.removeprefix("Target "), assessment.target)


def number_figure(assessment: Assessment, what: str, value: float | None) -> Cell:
    """Another number of the same metric: a year's value, an interval's end."""
    if value is None:
        return words.MISSING
    return Figure(_id(assessment, what), words.number(value, assessment.metric), value)


def _id(assessment: Assessment, what: str) -> str:
    period = assessment.point.period if assessment.point else assessment.asked
    return f"{assessment.metric.id}/{assessment.unit.id}/{period.id}/{what}"


def lineage_lines(hub: Hub, assessment: Assessment, *, scope: Scope) -> tuple[str, ...]:
    """Where the value shown comes from: its formula, and the files with their checksums."""
    if assessment.point is None:
        return ()
    try:
        found = lineage(hub, assessment.metric.id, assessment.unit.id, period=assessment.point.period, scope=scope)
    except NotPossible as nothing:
        return (str(nothing),)
    return (_formula(assessment, found), *_files(found))


def _formula(assessment: Assessment, found: Lineage) -> str:
    point = found.point
    counts = ""
    if point.numerator is not None and point.denominator is not None:
        counts = f" ({point.numerator:,g} over {point.denominator:,g})"
    name, period = assessment.metric.name, point.period.name
    return (
        f"{name}, {period}: {value_text(assessment)} = {found.formula}{counts}; {words.count(len(found.rows), 'row')}"
    )


def _files(found: Lineage) -> tuple[str, ...]:
    files = dict.fromkeys((row.file, row.sha256) for row in found.rows)
    told = [f"{file}, SHA-256 {sha256[:CHECKSUM_SHOWN]}" for file, sha256 in files][:FILES_NAMED]
    if len(files) > FILES_NAMED:
        told.append(f"and {words.count(len(files) - FILES_NAMED, 'more file')}")
    return tuple(told)
