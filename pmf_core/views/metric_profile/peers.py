"""The tab Peers: how do we compare, and how sure is that?"""

from __future__ import annotations

from collections.abc import Iterator

from pmf_core.access.scope import Scope
from pmf_core.catalogue.catalogue import Catalogue
from pmf_core.errors import unknown
from pmf_core.store.hub import Hub
from pmf_core.views import words
from pmf_core.views.assessment import reading_day
from pmf_core.views.comparison import Comparator, Comparison, Member, Reference, compare, offered, settled
from pmf_core.views.comparison.comparators import compared_on, known_names, why_none
from pmf_core.views.comparison.figures import is_amount
from pmf_core.views.comparison.over_time import (
    POINTS_SHOWN,
    figures_over_time,
    movers,
    over_time,
    periods_back,
)
from pmf_core.views.comparison.sentences import TIER_WORDS, finding, reading
from pmf_core.views.metric_profile.header import Subject, header, nothing_held, subject
from pmf_core.views.metric_profile.peer_alike import alike
from pmf_core.views.metric_profile.peer_movers import moved_list
from pmf_core.views.metric_profile.peer_table import best_first, peer_table, value_text
from pmf_core.views.metric_profile.peer_trend import peer_trend
from pmf_core.views.metric_profile.peer_values import Dot, Line, MovedList, Peers, PeerTrend, Plot
from pmf_core.views.sources import source_lines
from pmf_core.views.status import EmptyState, SourceLine


def peers(hub: Hub, *, scope: Scope, metric: str, unit: str, period: str, group: str = "") -> Peers:
    """The tab Peers of a metric at a unit, beside a group; without one, or with one it hasn't, the first on offer."""
    held = subject(hub, metric, unit, period=period, scope=scope)
    assessment, catalogue = held.assessment, held.catalogue
    if group and group not in known_names(catalogue):
        raise unknown("comparator", group, known_names(catalogue))
    day, then = reading_day(hub, scope), compared_on(assessment)
    groups = offered(catalogue, assessment.metric, assessment.unit, on=day, then=then)
    top, sources = header(held), source_lines(hub, [assessment.metric], scope=scope)
    if assessment.point is None or not groups:
        empty = nothing_held(held) if assessment.point is None else _nobody(held)
        return Peers(top, "", None, None, (), sources, empty=empty)
    offer = next((held for held in groups if held.id == group), groups[0])
    chosen = settled(hub, offer, assessment, scope=scope)
    found = compare(hub, assessment, chosen, scope=scope)
    table, units = peer_table(found)
    trend, moved = _over_time(hub, found, held, scope=scope)
    return Peers(
        header=top,
        chosen=chosen.id,
        plot=_plot(found, asked=group),
        table=table,
        row_units=units,
        sources=_sources(hub, found, scope=scope),
        trend=trend,
        moved=moved,
        alike=alike(found),
    )


def _over_time(
    hub: Hub, found: Comparison, held: Subject, *, scope: Scope
) -> tuple[PeerTrend | None, MovedList | None]:
    """The lines over the periods that the unit has, and who moved."""
    if not found.comparator.members:
        return None, None
    periods = [point.period for point in held.assessment.series][-POINTS_SHOWN:]
    figures = figures_over_time(hub, found, periods, scope=scope)
    since = None if is_amount(found.metric) else periods_back(found.period, periods)
    moved = moved_list(found, movers(held.catalogue, found, figures, since)) if since else None
    return peer_trend(found, figures, over_time(found, figures, periods)), moved


def _sources(hub: Hub, found: Comparison, *, scope: Scope) -> tuple[SourceLine, ...]:
    """Where the figures are from, and who says who belongs to the group."""
    alike = found.comparator.likeness
    metrics = [found.metric, *(trait.metric for trait in alike.traits)] if alike else [found.metric]
    group = _source_of(hub.catalogue_at(scope.as_at), found.comparator)
    return (*source_lines(hub, metrics, scope=scope), *group)


def _source_of(catalogue: Catalogue, group: Comparator) -> Iterator[SourceLine]:
    """Who says who belongs to the group, and since when."""
    source = catalogue.sources.get(group.source)
    if source is not None and group.source_date is not None:
        yield SourceLine(source.name, source.publisher, source.licence, words.day(group.source_date))


def _nobody(held: Subject) -> EmptyState:
    return EmptyState(
        what="There is nobody to compare with.",
        why=why_none(held.catalogue, held.assessment.metric, held.assessment.unit),
        way_out="Look at the tab Now: it compares with the target, the period before, last year and the baseline.",
    )


def _plot(found: Comparison, *, asked: str) -> Plot:
    metric = found.metric
    averages = [held for held in found.references if held.value is not None and not held.is_total]
    return Plot(
        title=finding(found),
        sentence=reading(found),
        alt=f"Dot plot of {metric.name} in {found.period.name}: {found.own.unit.label} and {found.comparator.others}.",
        axis=metric.unit.words or metric.name,
        dots=tuple(_dot(member, found) for member in best_first(found)),
        lines=tuple(_line(reference, found) for reference in averages),
        possible=metric.possible,
        decimals=metric.decimals,
        notes=tuple(_notes(found, asked=asked)),
    )


def _line(held: Reference, found: Comparison) -> Line:
    return Line(f"{held.name if held.unit else 'Average'} {value_text(held.value, found)}", held.value or 0.0)


def _dot(member: Member, found: Comparison) -> Dot:
    told = [f"{member.rank} of {len(found.ranked)}"] if member.rank is not None else []
    told += [TIER_WORDS[member.tier].lower()] if member.tier in TIER_WORDS else []
    return Dot(
        name=member.unit.label,
        text=value_text(member.value, found),
        value=member.value or 0.0,
        lower=member.lower,
        upper=member.upper,
        told=", ".join(told) or "not ranked",
        own=member is found.own,
    )


def _notes(found: Comparison, *, asked: str) -> Iterator[str]:
    group = found.comparator
    if asked and asked != group.id:
        yield f"This metric isn't compared with '{asked}' here, so it is shown with {group.name}."
    yield f"{group.name}: {group.description}"
    if found.interval_reason:
        yield f"There are no intervals: {found.interval_reason}."
    else:
        yield "Bars are 95% intervals: what chance alone could have made of the same service."
    if not found.tier_reason:
        yield "Better and worse are said against all the others taken together, where a larger one counts for more."
    without = [member for member in found.members if member.missing]
    if without:
        yield f"{words.count(len(without), 'member')} of the group without a value: the table says why."
    if not found.metric.quartiles:
        yield "The publisher sorts nobody into quarters by this metric."
    if is_amount(found.metric):
        yield "A count or an amount grows with the size of the place: compare a rate before it."
    if found.metric.comparability:
        yield found.metric.comparability
