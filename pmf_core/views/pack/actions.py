"""Actions in a pack: on and off target with why; and at the year's end what each achieved, changed and left behind."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from pmf_core.views import words
from pmf_core.views.actions import Action, Progress, actions
from pmf_core.views.assessment import assess
from pmf_core.views.effects import effects_of
from pmf_core.views.pack.assurance import year_start
from pmf_core.views.pack.figures import target_figure, value_figure
from pmf_core.views.pack.material import Material
from pmf_core.views.pack.values import Cell, PackTable, Page

NO_WHY = "Nobody has said why"
COLUMNS = ("Action", "Metric", "Unit", "Owner", "Due", "Progress", "Why")
OUTCOMES = ("Action", "Owner", "Achievement", "Impact", "Metric", "Now", "Target")


def actions_page(held: Material) -> Iterator[Page]:
    """Every action on a decision about the unit, those off target first."""
    found = actions(held.hub, scope=held.scope, unit=held.unit.id)
    off = sum(action.progress is Progress.OFF_TARGET for action in found)
    rows = tuple(_row(held, action) for action in found)
    yield Page(
        id="actions",
        title="Actions on and off target",
        lead=f"{words.count(len(found), 'action')}: {off} off target." if found else "No action has been asked for.",
        tables=(PackTable("Actions", COLUMNS, rows),) if rows else (),
    )


def _row(held: Material, action: Action) -> tuple[Cell, ...]:
    off = action.progress is Progress.OFF_TARGET
    return (
        action.ask.request,
        held.catalogue.metric(action.decision.metric_id).name,
        held.catalogue.organisation.unit(action.ask.unit_id).name,
        held.catalogue.owner(action.decision.owner_id).name,
        words.day(action.ask.due),
        words.capitalised(action.progress.value),
        action.why or (NO_WHY if off else words.MISSING),
    )


def outcomes_page(held: Material) -> Iterator[Page]:
    """Every action of the year: what was achieved, whether it moved its metric, and where that stands."""
    found = actions(held.hub, scope=held.scope, unit=held.unit.id, since=begun(held))
    rows = tuple(_outcomes(held, found))
    told = f"{words.count(len(found), 'action')} decided on since {words.day(begun(held))}."
    yield Page(
        id="outcomes",
        title="What the year's actions achieved",
        lead=told if found else f"No action has been decided on since {words.day(begun(held))}.",
        tables=(PackTable("Achievement, impact and outcome", OUTCOMES, rows, numeric=(5, 6)),) if rows else (),
    )


def begun(held: Material) -> date:
    """The day on which the council's year began."""
    return year_start(held.month)


def _outcomes(held: Material, found: Sequence[Action]) -> Iterator[tuple[Cell, ...]]:
    effects = effects_of(held.hub, {a.decision.decision_id: a.decision for a in found}.values(), scope=held.scope)
    for action in found:
        decision = action.decision
        metric = held.catalogue.metric(decision.metric_id)
        (stands,) = assess(held.hub, [metric], decision.unit_id, period=held.month, scope=held.scope)
        yield (
            action.ask.request,
            held.catalogue.owner(decision.owner_id).name,
            f"{words.capitalised(action.progress.value)}: {action.why or NO_WHY.lower()}",
            effects[decision.decision_id].sentence,
            metric.name,
            value_figure(stands),
            target_figure(stands),
        )
