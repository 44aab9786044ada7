"""The tab Where & who of a metric at a unit."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from pmf_core.access.scope import Scope
from pmf_core.judgement.funnel import LEVELS
from pmf_core.judgement.verdict import NotJudged
from pmf_core.store.hub import Hub
from pmf_core.views import words
from pmf_core.views.context import Choice
from pmf_core.views.metric_profile.header import Subject, header, nothing_held, subject
from pmf_core.views.metric_profile.peer_values import Dot, Line, Plot
from pmf_core.views.sources import source_lines
from pmf_core.views.status import EmptyState
from pmf_core.views.where.groups import Member, choices, members
from pmf_core.views.where.judged import FEWEST_IN_A_FUNNEL, Judged, judged
from pmf_core.views.where.people import workers_table
from pmf_core.views.where.sentences import finding, notes, reading, standing_of, without
from pmf_core.views.where.tables import judged_table, outlier_table, plain_table
from pmf_core.views.where.values import Funnel, LimitsAt, Spot, Where

SIZES_DRAWN = 60
"""At how many sizes the limits are drawn: enough for a smooth line."""

ROOM = 0.05
"""How far the limits go on beyond the smallest and the largest unit."""


def where(hub: Hub, *, scope: Scope, metric: str, unit: str, period: str, beside: str = "") -> Where:
    """Units beside each other in one period; a choice that isn't on offer is the first that is."""
    held = subject(hub, metric, unit, period=period, scope=scope)
    return replace(_beside(hub, held, beside, scope=scope), people=workers_table(hub, held, scope=scope))


def _beside(hub: Hub, held: Subject, beside: str, *, scope: Scope) -> Where:
    """The units beside each other."""
    offered = choices(hub, held, scope=scope)
    top, lines = header(held), source_lines(hub, [held.assessment.metric], scope=scope)

    if held.assessment.point is None or not offered:
        state = _nobody(held) if held.assessment.point else nothing_held(held)
        return Where(top, offered, "", None, None, None, (), None, (), lines, state)
    chosen, found = _opened(hub, held, [each for each in offered if each.id == beside] or offered, scope=scope)
    if not _with_value(found):
        state = _nothing_there(held, chosen)
        return Where(top, offered, chosen.id, None, None, None, (), None, (), lines, state)
    verdict = judged(held.assessment.metric, found)
    title = f"{held.assessment.metric.name}, {chosen.name}, {held.assessment.point.period.name}"
    if isinstance(verdict, NotJudged):
        table, units = plain_table(found, held.assessment.metric, title=title)
        plot = _plot(held, chosen, found, verdict)
        return Where(top, offered, chosen.id, None, plot, table, units, None, (), lines)
    table, units = judged_table(verdict, found, title=title)
    outliers, outlier_units = outlier_table(verdict) or (None, ())
    funnel = _funnel(held, chosen, found, verdict)
    return Where(top, offered, chosen.id, funnel, None, table, units, outliers, outlier_units, lines)


def _opened(hub: Hub, held: Subject, offered: Sequence[Choice], *, scope: Scope) -> tuple[Choice, tuple[Member, ...]]:
    """The first choice in which there are enough for a funnel, else the first of all."""
    read = [(choice, members(hub, held, choice.id, scope=scope)) for choice in offered[:1]]
    for choice in offered[1:]:
        if _with_value(read[-1][1]) >= FEWEST_IN_A_FUNNEL:
            return read[-1]
        read.append((choice, members(hub, held, choice.id, scope=scope)))
    return max(read, key=lambda each: min(_with_value(each[1]), FEWEST_IN_A_FUNNEL))


def _with_value(found: Sequence[Member]) -> int:
    """How many of them have a value."""
    return sum(member.point is not None and member.point.value is not None for member in found)


def _funnel(held: Subject, chosen: Choice, found: Sequence[Member], verdict: Judged) -> Funnel:
    metric, point = verdict.metric, held.assessment.point
    assert point is not None
    counted = getattr(metric.calculation, "denominator", "")
    return Funnel(
        title=finding(verdict, chosen),
        sentence=reading(verdict, chosen, period=point.period.name),
        alt=f"Funnel plot of {metric.name} in {point.period.name} by size of unit.",
        axis=metric.unit.words or metric.name,
        size_axis=words.capitalised(counted) or "Size",
        spots=tuple(_spot(held, verdict, place) for place in range(len(verdict.members))),
        limits=_limits(verdict),
        centre=verdict.centre,
        centre_name=f"Average {words.number(verdict.centre, metric)}",
        possible=metric.possible,
        decimals=metric.decimals,
        notes=tuple(notes(verdict, found)),
    )


def _spot(held: Subject, verdict: Judged, place: int) -> Spot:
    member, value = verdict.members[place], float(verdict.own.value[place])
    return Spot(
        name=member.name,
        unit=member.unit,
        text=words.number(value, verdict.metric),
        value=value,
        size=float(verdict.denominators[place]),
        standing=standing_of(verdict, place),
        own=member.unit == held.assessment.unit.id,
    )


def _limits(verdict: Judged) -> tuple[LimitsAt, ...]:
    least, most = float(verdict.denominators.min()), float(verdict.denominators.max())
    sizes = np.geomspace(max(1.0, least * (1 - ROOM)), most * (1 + ROOM), SIZES_DRAWN)
    inner, outer = (verdict.limits(sizes, confidence=level) for level in LEVELS)
    columns = (sizes, inner.lower, inner.upper, outer.lower, outer.upper)
    return tuple(LimitsAt(*row) for row in np.column_stack(columns).tolist())


def _plot(held: Subject, chosen: Choice, found: Sequence[Member], why: NotJudged) -> Plot:
    """The values alone, the highest first, where there is nothing to draw limits from."""
    metric, point, unit = held.assessment.metric, held.assessment.point, held.assessment.unit
    assert point is not None
    held_values = [(m, m.point.value) for m in found if m.point is not None and m.point.value is not None]
    ordered = sorted(held_values, key=lambda pair: (-pair[1], pair[0].name))
    (first, highest), (last, lowest) = ordered[0], ordered[-1]
    return Plot(
        title=f"{metric.name}: {chosen.name.lower()} beside each other",
        sentence=f"In {point.period.name} from {words.number(highest, metric)} ({first.name}) "
        f"to {words.number(lowest, metric)} ({last.name}).",
        alt=f"Dot plot of {metric.name} in {point.period.name}.",
        axis=metric.unit.words or metric.name,
        dots=tuple(
            Dot(each.name, words.number(value, metric), value, None, None, "not judged", each.unit == unit.id)
            for each, value in ordered
        ),
        lines=_target_line(held),
        possible=metric.possible,
        decimals=metric.decimals,
        notes=(f"Who stands out is not judged: {why.reason}.", *without(found)),
    )


def _target_line(held: Subject) -> tuple[Line, ...]:
    metric, point = held.assessment.metric, held.assessment.point
    found = [t for t in metric.targets if t.unit is None and point and t.holds_on(point.period.end)]
    if not found or point is None:
        return ()
    value = found[-1].value_on(point.period.end)
    return (Line(f"Target {words.number(value, metric)}", value),)


def _nobody(held: Subject) -> EmptyState:
    metric, unit = held.assessment.metric, held.assessment.unit
    return EmptyState(
        what="There is nobody to set beside each other.",
        why=f"'{metric.name}' has no units below {unit.name}, none beside it, and no breakdown.",
        way_out="Choose a unit higher up, or look at the tab Peers for other authorities.",
    )


def _nothing_there(held: Subject, chosen: Choice) -> EmptyState:
    point = held.assessment.point
    period = point.period.name if point else held.assessment.asked.name
    return EmptyState(
        what=f"None of the {chosen.name.lower()} has a value for {period}.",
        why="Nothing has been returned for them, or what there is would be too small a number to show.",
        way_out="Choose another group above, or another month.",
    )
