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
from pmf_core.views.deep_dive.said import options_table, said_of
from pmf_core.views.deep_dive.values import DeepDive, Part
from pmf_core.views.metric_profile.header import header, nothing_held, subject
from pmf_core.views.metric_profile.now import trend
from pmf_core.views.sources import source_lines
from pmf_core.views.status import Table
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
    made = [d for d in decisions(hub.engine, as_at=scope.as_at) if (d.metric_id, d.unit_id) == (metric, unit)]
    decided = decision_rows(held.catalogue, made, title="Decision")
    lines = source_lines(hub, [held.assessment.metric], scope=scope)
    question = _question(held.assessment.metric.name, held.assessment.unit.name, written)
    parts = tuple(Part(place, name, asks, tuple(map(said_of, _in(written, place)))) for place, name, asks in PARTS)
    tools = (
        causes_of([said_of(entry) for entry in _in(written, Place.CAUSE)]),
        options_table([said_of(entry) for entry in _in(written, Place.OPTION)]),
    )
    if held.assessment.point is None:
        nothing = Table("Evidence", (), ())
        return DeepDive(
            header(held),
            unit,
            question,
            "",
            "",
            None,
            None,
            (),
            nothing,
            parts,
            *tools,
            decided,
            lines,
            nothing_held(held),
        )
    pieces = evidence(hub, held, _in(written, Place.EVIDENCE), scope=scope)
    return DeepDive(
        header=header(held),
        unit=unit,
        question=question,
        sentence=summary(pieces),
        contradiction=contradiction(pieces),
        trend=replace(trend(held), table=None),
        waterfall=why(hub, scope=scope, metric=metric, unit=unit, period=period).waterfall,
        evidence=pieces,
        table=evidence_table(pieces, title=f"Evidence about {held.assessment.metric.name}"),
        parts=parts,
        causes=tools[0],
        options=tools[1],
        decisions=decided,
        sources=lines,
    )


def _in(written: tuple[Entry, ...], place: Place) -> tuple[Entry, ...]:
    return tuple(entry for entry in written if entry.place is place)


def _question(metric: str, unit: str, written: tuple[Entry, ...]) -> str:
    """The question as it was put last, or the one that the exception puts."""
    put = _in(written, Place.QUESTION)
    return put[-1].text if put else f"Why does '{metric}' stand where it does in {unit}, and what should be done?"
