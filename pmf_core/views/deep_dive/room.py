"""The room: question, evidence, what we think is happening, gaps, options, decision and follow-up."""

from __future__ import annotations

from dataclasses import replace

from pmf_core.access.scope import Scope
from pmf_core.store.decisions import decisions
from pmf_core.store.hub import Hub
from pmf_core.store.issues import Entry, Place, entries
from pmf_core.views.decisions import decision_rows
from pmf_core.views.deep_dive.causes import causes_of
from pmf_core.views.deep_dive.evidence import contradiction, evidence, evidence_table, summary
from pmf_core.views.deep_dive.lessons import lessons
from pmf_core.views.deep_dive.said import options_table, said_of
from pmf_core.views.deep_dive.values import DeepDive, Part
from pmf_core.views.metric_profile.header import Subject, header, nothing_held, subject
from pmf_core.views.metric_profile.now import trend
from pmf_core.views.sources import source_lines
from pmf_core.views.why import why

PARTS = (
    (
        Place.CAUSE,
        "What we think is happening",
        "Causes: ask why five times, sort them on a fishbone, or count the cases of each.",
    ),
    (Place.GAP, "Contradictions and gaps", "What does not fit, and what nobody knows yet."),
    (Place.OPTION, "Options", "What could be done: its effect, cost, risk, and who is affected."),
    (Place.FOLLOW_UP, "Follow-up", "What was asked, what came back, and what it changed."),
)
"""The parts that people fill, in their order, each with what it is for."""


def deep_dive(hub: Hub, *, scope: Scope, metric: str, unit: str, period: str) -> DeepDive:
    """The room of a metric at a unit; it is there before anybody has written in it."""
    held = subject(hub, metric, unit, period=period, scope=scope)
    written = entries(hub.engine, metric, unit, as_at=scope.as_at)
    room = _without_figures(hub, held, written, scope=scope)
    if held.assessment.point is None:
        return room
    pieces = evidence(hub, held, _in(written, Place.EVIDENCE), scope=scope)
    return replace(
        room,
        sentence=summary(pieces),
        contradiction=contradiction(pieces),
        trend=replace(trend(held), table=None),
        waterfall=why(hub, scope=scope, metric=metric, unit=unit, period=period).waterfall,
        evidence=pieces,
        table=evidence_table(pieces, title=f"Evidence about {held.assessment.metric.name}"),
        empty=None,
    )


def _without_figures(hub: Hub, held: Subject, written: tuple[Entry, ...], *, scope: Scope) -> DeepDive:
    """What people wrote and decided, and what was tried before."""
    metric, unit = held.assessment.metric, held.assessment.unit
    made = [d for d in decisions(hub.engine, as_at=scope.as_at) if (d.metric_id, d.unit_id) == (metric.id, unit.id)]
    parts = tuple(Part(place, name, asks, tuple(map(said_of, _in(written, place)))) for place, name, asks in PARTS)
    said = {part.place: part.entries for part in parts}
    return DeepDive(
        header=header(held),
        unit=unit.id,
        question=_question(metric.name, unit.name, written),
        parts=parts,
        causes=causes_of(said[Place.CAUSE]),
        options=options_table(said[Place.OPTION]),
        lessons=lessons(hub, metric, unit.id, scope=scope),
        decisions=decision_rows(held.catalogue, made, title="Decision"),
        sources=source_lines(hub, [metric], scope=scope),
        empty=nothing_held(held),
    )


def _in(written: tuple[Entry, ...], place: Place) -> tuple[Entry, ...]:
    return tuple(entry for entry in written if entry.place is place)


def _question(metric: str, unit: str, written: tuple[Entry, ...]) -> str:
    """The question as it was put last, or the one that the exception puts."""
    put = _in(written, Place.QUESTION)
    return put[-1].text if put else f"Why does '{metric}' stand where it does in {unit}, and what should be done?"
