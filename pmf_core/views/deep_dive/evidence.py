"""The evidence board: the figure itself, and what complaints, audits, voices, staff and spend say beside it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from pmf_core.access.scope import Scope
from pmf_core.catalogue.catalogue import Catalogue
from pmf_core.definitions.framework import EvidenceSource
from pmf_core.definitions.metric import Metric
from pmf_core.judgement.verdict import NotJudged
from pmf_core.store.hub import Hub
from pmf_core.store.issues import Entry, Says
from pmf_core.views import words
from pmf_core.views.assessment import Assessment, assess
from pmf_core.views.deep_dive.values import Piece
from pmf_core.views.metric_profile.header import Subject
from pmf_core.views.process import Process, processes
from pmf_core.views.sentences import reading
from pmf_core.views.status import Table

PERFORMANCE = "Performance"
"""What the metric's own figure is called among the kinds of evidence."""

VOICES = ("Complaints", "Residents' voices")
"""The kinds that say how a service is experienced."""

STRONG, WEAK, UNSAID = "a signal", "no signal", ""
"""How strongly a figure says what it says."""


def evidence(hub: Hub, held: Subject, entries: Sequence[Entry], *, scope: Scope) -> tuple[Piece, ...]:
    """Every piece: the metric's own, those of the framework's kinds of evidence, and what people added."""
    own = _piece(PERFORMANCE, held.assessment, held.process)
    beside = [piece for source in held.catalogue.framework.evidence for piece in _of(hub, held, source, scope=scope)]
    return (own, *beside, *(_words(entry) for entry in entries))


def _of(hub: Hub, held: Subject, source: EvidenceSource, *, scope: Scope) -> Iterator[Piece]:
    """What is held of one kind at the unit; one line that says so where there is nothing."""
    assessment = held.assessment
    metrics = [
        m for name in source.metrics if (m := _readable(held.catalogue, name, scope)) and m.id != assessment.metric.id
    ]
    found = [
        a
        for a in assess(hub, metrics, assessment.unit.id, period=assessment.asked, scope=scope)
        if a.point is not None and a.value is not None
    ]
    if not found:
        yield Piece(source.name, "none held", None, UNSAID, f"Nothing of this kind is held for {assessment.unit.name}.")
        return
    for one, process in zip(found, processes(found), strict=True):
        yield _piece(source.name, one, process)


def _readable(catalogue: Catalogue, name: str, scope: Scope) -> Metric | None:
    metric = catalogue.metric(name) if name in catalogue.versions else None
    return metric if metric is not None and scope.may_read_metric(metric) else None


def _piece(kind: str, assessment: Assessment, process: Process) -> Piece:
    metric = assessment.metric
    says = Says.BETTER if process.improving else Says.WORSE if process.worsening else Says.UNCLEAR
    judged = not isinstance(process.variation, NotJudged)
    strength = STRONG if says is not Says.UNCLEAR else WEAK if judged else "not judged"
    return Piece(kind, metric.name, says, strength, reading(assessment, process), metric.id, metric.illustrative)


def _words(entry: Entry) -> Piece:
    says = Says(entry.says) if entry.says else Says.UNCLEAR
    return Piece(entry.source or "Said", entry.text, says, entry.strength, f"Added by {entry.added_by}.")


def evidence_table(pieces: Sequence[Piece], *, title: str) -> Table:
    """Source by what it says and how strongly: the triangulation."""
    rows = tuple(
        (
            p.kind,
            p.what,
            words.capitalised(p.says.value) if p.says else "None held",
            words.capitalised(p.strength),
            p.sentence,
        )
        for p in pieces
    )
    return Table(title, ("Kind", "What", "Says", "How strongly", "In words"), rows)


def summary(pieces: Sequence[Piece]) -> str:
    """What the kinds of evidence say together."""
    kinds: dict[str, Counter[Says | None]] = {}
    for piece in pieces:
        kinds.setdefault(piece.kind, Counter())[piece.says] += 1
    said = Counter(_together(counts) for counts in kinds.values())
    told = [f"{said[says]} {says.value}" for says in (Says.WORSE, Says.BETTER, Says.UNCLEAR) if said[says]]
    missing = f"; of {said[None]} nothing is held" if said[None] else ""
    return f"{words.count(len(kinds), 'kind')} of evidence: {words.listed(told)}{missing}."


def _together(counts: Counter[Says | None]) -> Says | None:
    """What one kind says: worse before better, and unclear where it says both."""
    if counts[Says.WORSE] and counts[Says.BETTER]:
        return Says.UNCLEAR
    return next((says for says in (Says.WORSE, Says.BETTER, Says.UNCLEAR) if counts[says]), None)


def contradiction(pieces: Sequence[Piece]) -> str:
    """Where the figure and how the service is experienced go different ways, each by a signal."""
    own = next(piece for piece in pieces if piece.kind == PERFORMANCE)
    against = {Says.BETTER: Says.WORSE, Says.WORSE: Says.BETTER}.get(own.says) if own.says else None
    disagree = [p.what for p in pieces if p.kind in VOICES and p.says is against and p.strength == STRONG]
    if against is None or not disagree:
        return ""
    return (
        f"{own.what} is getting {own.says.value if own.says else ''} for real while {words.listed(disagree)} "
        f"{'goes' if len(disagree) == 1 else 'go'} the other way: look at both before deciding."
    )
