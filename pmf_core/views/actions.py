"""Actions that bodies asked for: on or off target, with why, and what came of them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from pmf_core.access.scope import Scope
from pmf_core.definitions.moment import in_london
from pmf_core.store.decisions import Answer, Ask, AskAnswer, Decision, asks
from pmf_core.store.hub import Hub
from pmf_core.views.assessment import reading_day
from pmf_core.views.decisions import readable_decisions


class Progress(StrEnum):
    """How an action stands."""

    DONE = "done"
    ON_TARGET = "on target"
    OFF_TARGET = "off target"


@dataclass(frozen=True, slots=True)
class Action:
    """What a unit was asked to do because of a decision, and how far it is."""

    ask: Ask
    decision: Decision
    answer: AskAnswer | None
    progress: Progress

    @property
    def why(self) -> str:
        """What the unit says of it."""
        return self.answer.note.strip() if self.answer else ""


def actions(hub: Hub, *, scope: Scope, unit: str, since: date | None = None) -> tuple[Action, ...]:
    """The actions on decisions about a unit and those beneath it, the off-target ones first."""
    on, organisation = reading_day(hub, scope), hub.catalogue_at(scope.as_at).organisation
    units = {unit, *(below.id for below in organisation.below(unit, on=on))}
    made = {d.decision_id: d for d in readable_decisions(hub, scope=scope) if d.unit_id in units and _since(d, since)}
    found = [
        Action(ask, made[ask.decision_id], answer, _progress(ask, answer, on=on))
        for ask, answer in asks(hub.engine, as_at=scope.as_at)
        if ask.decision_id in made
    ]
    return tuple(sorted(found, key=lambda action: (action.progress is not Progress.OFF_TARGET, action.ask.due)))


def _since(decision: Decision, first: date | None) -> bool:
    return first is None or in_london(decision.recorded_at).date() >= first


def _progress(ask: Ask, answer: AskAnswer | None, *, on: date) -> Progress:
    if answer is not None and answer.answer is Answer.DONE:
        return Progress.DONE
    if ask.due < on or (answer is not None and answer.answer is Answer.CANNOT):
        return Progress.OFF_TARGET
    return Progress.ON_TARGET


def without_why(held: Iterable[Action]) -> tuple[Action, ...]:
    """The actions that are off target and say nothing of why."""
    return tuple(action for action in held if action.progress is Progress.OFF_TARGET and not action.why)


def without_achievement(held: Iterable[Action]) -> tuple[Action, ...]:
    """The actions of which nobody says what they achieved."""
    return tuple(action for action in held if not action.why)
