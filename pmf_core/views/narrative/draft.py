"""A draft from the verdicts: nothing in it that the figures don't bear out, and nothing done on anybody's behalf."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from pmf_core.access.scope import Scope
from pmf_core.catalogue.catalogue import Catalogue
from pmf_core.definitions.tolerance import Band
from pmf_core.judgement.verdict import NotJudged
from pmf_core.store.decisions import Answer as Said
from pmf_core.store.decisions import Ask, AskAnswer, Decision, asks, decisions
from pmf_core.store.hub import Hub
from pmf_core.views import words
from pmf_core.views.assessment import Assessment
from pmf_core.views.metric_profile.header import Subject
from pmf_core.views.narrative.facts import answers_of, figures_below
from pmf_core.views.outlook.foreseen import outlooks
from pmf_core.views.outlook.sentences import outlook_sentence
from pmf_core.views.sentences import reading
from pmf_core.views.why.answer import Answer, Contributor
from pmf_core.views.why.sentences import places_of, with_unit

MOST_NAMED = 3
"""So many causes are named in a draft at most."""

AT_STAKE = 4
"""From this score on (of 5) a lens of the risk is named."""


@dataclass(frozen=True, slots=True)
class Draft:
    """The four parts as the hub would begin them; the action only where a body has taken one."""

    what: str
    why: str
    so_what: str
    action: str = ""
    owner: str = ""
    due: date | None = None
    decision: str = ""


def draft_of(hub: Hub, held: Subject, *, scope: Scope) -> Draft:
    """The parts from the verdicts on a figure that is there."""
    running = next(iter(running_decisions(hub, held, scope=scope)), None)
    found = next(answers_of(hub, held, figures_below(hub, held, scope=scope), scope=scope), None)
    return Draft(
        what=_what(held),
        why=" ".join(_why(held, found)),
        so_what=" ".join(_so_what(held.assessment)),
        action=running.decision if running else "",
        owner=running.owner_id if running else "",
        due=running.due if running else None,
        decision=running.decision_id if running else "",
    )


def running_decisions(hub: Hub, held: Subject, *, scope: Scope) -> Iterator[Decision]:
    """What bodies decided about the figure and is not yet past its day, newest first."""
    assessment = held.assessment
    for one in running_at(hub, assessment.unit.id, today=assessment.today, scope=scope):
        if one.metric_id == assessment.metric.id:
            yield one


def running_at(hub: Hub, unit: str, *, today: date, scope: Scope) -> tuple[Decision, ...]:
    """What bodies decided about a unit and is not yet past its day, newest first."""
    made = (one for one in decisions(hub.engine, as_at=scope.as_at) if one.unit_id == unit)
    return tuple(one for one in made if max(one.due, one.check_date or one.due) >= today)


def asks_about(hub: Hub, made: Decision, catalogue: Catalogue, *, scope: Scope) -> Iterator[str]:
    """What a decision asked of units, and how far they are."""
    for ask, answer in asks(hub.engine, as_at=scope.as_at):
        if ask.decision_id == made.decision_id:
            yield _asked(ask, answer, catalogue)


def _asked(ask: Ask, answer: AskAnswer | None, catalogue: Catalogue) -> str:
    state = words.capitalised(answer.answer.value) if answer else "not acknowledged"
    done = "" if answer and answer.answer is Said.DONE else f", due {words.day(ask.due)}"
    return f"{catalogue.organisation.unit(ask.unit_id).name}: {ask.request} ({state.lower()}{done})"


def _what(held: Subject) -> str:
    """The reading sentence of the chart; how many points are needed is for whoever reads the chart."""
    told, variation = reading(held.assessment, held.process), held.process.variation
    return told.replace(f": {variation.reason}.", ".") if isinstance(variation, NotJudged) else told


def _why(held: Subject, found: Answer | None) -> Iterator[str]:
    process = held.process
    if isinstance(process.variation, NotJudged):
        yield "Whether anything out of the ordinary happened can't be told yet: there are too few figures, or none."
    elif not process.signals[process.last]:
        yield "Nothing out of the ordinary happened: ordinary variation explains the latest movement."
    if found is None:
        return
    named = [_named(each, found) for each in found.causes[:MOST_NAMED]]
    if named:
        more = len(found.causes) - len(named)
        rest = f", and {more} more" if more > 0 else ""
        moved = "moved" if len(found.causes) > 1 else "is what moved"
        yield f"Against {found.earlier.name}, {words.listed(named)}{rest} {moved} beyond the ordinary."
    elif process.last >= 0 and process.signals[process.last]:
        yield "No one part below it moved beyond what is ordinary for it: look for something that all of them share."


def _named(each: Contributor, found: Answer) -> str:
    return f"{each.part.name} ({with_unit(each.together, found.metric, places=places_of(found))})"


def _so_what(assessment: Assessment) -> Iterator[str]:
    (outlook,) = outlooks([assessment], onward=True)
    if not isinstance(outlook, NotJudged):
        yield outlook_sentence(outlook, assessment)
    if isinstance(assessment.band, Band):
        yield f"It is in the band '{assessment.band.name}'."
    lens = assessment.metric.risk
    scores = {
        "outcomes for people": lens.outcomes, "customers": lens.customers,
        "the council's reputation": lens.reputation, "resources": lens.resources,
    }  # fmt: skip
    most = [name for name, score in scores.items() if score >= AT_STAKE]
    if most:
        yield f"Most is at stake for {words.listed(most)}."
