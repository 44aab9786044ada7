"""The tab Why of a metric at a unit."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from pmf_core.access.scope import Scope
from pmf_core.definitions.calculation import Derived, Mean, Ratio
from pmf_core.errors import unknown
from pmf_core.judgement.verdict import NotJudged
from pmf_core.store.hub import Hub
from pmf_core.views import words
from pmf_core.views.context import Choice
from pmf_core.views.metric_profile.header import Subject, header, nothing_held, subject
from pmf_core.views.sources import source_lines
from pmf_core.views.status import EmptyState
from pmf_core.views.why.against import NAMES, Against, earlier_of, opening
from pmf_core.views.why.answer import Answer, answer, answer_gap
from pmf_core.views.why.drawing import table_of, waterfall_of
from pmf_core.views.why.parts import Panel, panel_of, splits
from pmf_core.views.why.sentences import banner
from pmf_core.views.why.siblings import siblings, siblings_name, siblings_together
from pmf_core.views.why.values import Why


@dataclass(frozen=True, slots=True)
class Question:
    """What was asked: against what, and split by what."""

    against: Against
    split: Choice


def why(hub: Hub, *, scope: Scope, metric: str, unit: str, period: str, against: str = "", split: str = "") -> Why:
    """The change against an earlier period or against siblings, split over the parts; what isn't on offer is chosen."""
    held = subject(hub, metric, unit, period=period, scope=scope)
    assessment = held.assessment
    top, lines = header(held), source_lines(hub, [assessment.metric], scope=scope)
    if against and against not in list(Against):
        raise unknown("comparison", against, list(Against))
    offered, by = against_choices(held), splits(hub, held, scope=scope)
    chosen = Against(against) if against in {choice.id for choice in offered} else opening(held)
    chosen_split = next((choice for choice in by if choice.id == split), by[0] if by else None)

    def page(found: Answer | None, empty: EmptyState | None = None) -> Why:
        parts = chosen_split.name.lower() if chosen_split and not chosen_split.level else "categories"
        table, units = table_of(found, parts=parts) if found else (None, ())
        return Why(
            header=top,
            against=offered,
            chosen=chosen.value,
            splits=by,
            chosen_split=chosen_split.id if chosen_split else "",
            banner=banner(found, parts=parts) if found else "",
            waterfall=waterfall_of(found, held, parts=parts) if found else None,
            table=table,
            row_units=units,
            sources=lines,
            empty=empty,
        )

    if assessment.point is None:
        return page(None, nothing_held(held))
    if chosen_split is None:
        return page(None, _no_parts(held))
    found = explained(hub, held, Question(chosen, chosen_split), scope=scope)
    return page(None, _not_explained(found)) if isinstance(found, NotJudged) else page(found)


def explained(hub: Hub, held: Subject, question: Question, *, scope: Scope) -> Answer | NotJudged:
    """The answer to a question, or why there is none."""
    metric, point = held.assessment.metric, held.assessment.point
    if isinstance(metric.calculation, Derived):
        names = words.listed([f"'{held.catalogue.metric(part).name}'" for part in metric.calculation.parts])
        return NotJudged(f"it is a formula over {names}: look at each of them")
    earlier = earlier_of(held.assessment, question.against)
    if isinstance(earlier, NotJudged):
        return earlier
    if point is None:
        return NotJudged("there is no figure")
    found = panel_of(hub, held, question.split.id, scope=scope)
    if not found.parts or np.isnan(found.amounts.numerator).all():
        return NotJudged("its parts have no figures that could be added up")
    now = found.column(point.period)
    if question.against is Against.SIBLINGS:
        return _beside_siblings(hub, held, found, now=now, scope=scope)
    return answer(found, earlier, metric=metric, now=now)


def _beside_siblings(hub: Hub, held: Subject, found: Panel, *, now: int, scope: Scope) -> Answer | NotJudged:
    metric = held.assessment.metric
    together = siblings_together(hub, held, metric, found.periods, scope=scope)
    if np.isnan(together[now]):
        return NotJudged("none of its siblings has a figure for this period")
    return answer_gap(found, together, metric=metric, name=siblings_name(held).lower(), now=now)


def against_choices(held: Subject) -> tuple[Choice, ...]:
    """What can be compared with: every earlier moment, and siblings where there are any and sizes don't matter."""
    calculation = held.assessment.metric.calculation
    beside = bool(siblings(held)) and isinstance(calculation, Ratio | Mean)
    return tuple(
        Choice(each.value, siblings_name(held) if each is Against.SIBLINGS else NAMES[each])
        for each in Against
        if each is not Against.SIBLINGS or beside
    )


def _no_parts(held: Subject) -> EmptyState:
    metric, unit = held.assessment.metric, held.assessment.unit
    return EmptyState(
        what="There is nothing to split this figure by.",
        why=f"'{metric.name}' has no units below {unit.name} and no breakdown.",
        way_out="Choose a unit higher up, or look at the tab Now for its movement as a whole.",
    )


def _not_explained(found: NotJudged) -> EmptyState:
    return EmptyState(
        what="This change can't be split.",
        why=f"{words.capitalised(found.reason)}.",
        way_out="Choose another comparison or another split above, or a later month.",
    )
