"""The comparison itself: everybody's figures in one query, then every judgement on them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

import numpy as np

from pmf_core.access.scope import Scope
from pmf_core.catalogue.catalogue import Catalogue
from pmf_core.definitions.metric import Metric
from pmf_core.errors import NotPossible
from pmf_core.judgement.benchmark import quartile_bands
from pmf_core.judgement.ranks import Tier, rank_intervals, ranks, tiers
from pmf_core.judgement.verdict import NotJudged
from pmf_core.store.hub import Hub
from pmf_core.views import words
from pmf_core.views.assessment import Assessment
from pmf_core.views.comparison.absence import standing_in, why_missing
from pmf_core.views.comparison.comparators import ENGLAND, Comparator
from pmf_core.views.comparison.figures import Figures, change_between, figures_of, values_of
from pmf_core.views.comparison.groups import everyone_like
from pmf_core.views.comparison.references import references
from pmf_core.views.comparison.sampling import Sampling, sampling
from pmf_core.views.comparison.values import Comparison, Member

NEITHER_WAY = "neither way is better"
"""Why nothing is ranked where a metric has no better and no worse."""


def compare(hub: Hub, assessment: Assessment, group: Comparator, *, scope: Scope) -> Comparison:
    """The unit's figure in its period beside the group's in the same one."""
    catalogue, metric, unit = hub.catalogue_at(scope.as_at), assessment.metric, assessment.unit
    if assessment.point is None:
        raise NotPossible(f"'{metric.name}' has no figure for {unit.label} by then: choose a later period.")
    period = assessment.point.period
    everyone = everyone_like(catalogue, unit, then=period.end)
    asked = [unit.id, *group.members, *everyone, ENGLAND, *([unit.region] if unit.region else [])]
    figures = figures_of(hub, metric, period, asked, scope=scope)
    members = [_member(catalogue, figures, name) for name in (unit.id, *group.members)]
    chance = sampling(metric, [member.point for member in members])
    own, *others = _judged(members, chance, metric=metric)
    average, *more = references(catalogue, figures, unit, group)
    band, rank, count = _in_the_country(figures, [unit.id, *everyone])
    return Comparison(
        metric=metric,
        period=period,
        before=figures.before,
        comparator=group,
        own=own,
        members=tuple(others),
        average=average,
        references=(average, *more),
        interval_reason=_interval_reason(own, chance),
        rank_reason=_rank_reason(own, others, chance, metric=metric),
        tier_reason=_tier_reason(own, chance, metric=metric),
        band=band,
        national_rank=rank,
        national_count=count,
    )


def _member(catalogue: Catalogue, figures: Figures, name: str) -> Member:
    unit = catalogue.organisation.unit(name)
    point, earlier = figures.point(name, figures.period), figures.point(name, figures.before)
    published_for = figures.published_for(name, figures.period)
    return Member(
        unit=unit,
        point=point,
        missing="" if point and point.value is not None else why_missing(catalogue, unit, point, figures.period),
        change=change_between(figures.metric, earlier, point, before=figures.before),
        note=standing_in(catalogue, published_for) if published_for != name else "",
    )


def _judged(members: Sequence[Member], chance: Sampling | NotJudged, *, metric: Metric) -> list[Member]:
    """The members with their places and, where there are counts, with what chance could have done."""
    places = ranks(values_of([member.point for member in members]), polarity=metric.polarity)
    found = [replace(member, rank=_whole(place)) for member, place in zip(members, places, strict=True)]
    if isinstance(chance, NotJudged):
        return found
    found = [
        replace(member, lower=_number(low), upper=_number(high))
        for member, low, high in zip(found, chance.lower, chance.upper, strict=True)
    ]
    if metric.polarity.sign == 0 or len(found) < 2:
        return found
    return list(_with_chance(found, chance, metric=metric))


def _with_chance(members: Sequence[Member], chance: Sampling, *, metric: Metric) -> Iterator[Member]:
    codes = tiers(chance.centre, chance.error, polarity=metric.polarity)
    simulated = rank_intervals(chance.centre, chance.error, polarity=metric.polarity)
    everybody_counted = all(member.lower is not None for member in members if member.value is not None)
    for place, member in enumerate(members):
        judged = replace(member, tier=Tier(int(codes[place])))
        if everybody_counted and member.rank is not None:
            low, high = int(simulated.lower[place]), int(simulated.upper[place])
            judged = replace(judged, rank_lower=min(low, member.rank), rank_upper=max(high, member.rank))
        yield judged


def _whole(number: float) -> int | None:
    return None if np.isnan(number) else int(number)


def _number(number: float) -> float | None:
    return None if np.isnan(number) else float(number)


def _in_the_country(figures: Figures, units: Sequence[str]) -> tuple[str, int | None, int]:
    """The unit's quarter and place over every authority, and how many have a value (LAIT)."""
    values = values_of(figures.now(units))
    place = ranks(values, polarity=figures.metric.polarity)[0]
    band = quartile_bands(values, polarity=figures.metric.polarity_of_quarters).band[0]
    return str(band), _whole(place), int((~np.isnan(values)).sum())


def _interval_reason(own: Member, chance: Sampling | NotJudged) -> str:
    if own.value is None:
        return own.missing
    if isinstance(chance, NotJudged):
        return chance.reason
    return "" if own.lower is not None else "it has a value here, but no counts behind it"


def _rank_reason(own: Member, others: Sequence[Member], chance: Sampling | NotJudged, *, metric: Metric) -> str:
    if metric.polarity.sign == 0:
        return NEITHER_WAY
    if own.value is None:
        return own.missing
    if isinstance(chance, NotJudged):
        return f"the rank has no interval: {chance.reason}"
    without = [m.unit.label for m in (own, *others) if m.value is not None and m.lower is None]
    return f"the rank has no interval: no counts for {words.listed(without)}" if without else ""


def _tier_reason(own: Member, chance: Sampling | NotJudged, *, metric: Metric) -> str:
    if own.tier is not Tier.NOT_JUDGED:
        return ""
    if metric.polarity.sign == 0:
        return NEITHER_WAY
    return _interval_reason(own, chance) or "nobody in the group has counts for the period"
