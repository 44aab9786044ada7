"""A comparison in plain English: each sentence is made from what was judged, and from nothing else."""

from __future__ import annotations

from collections.abc import Iterator

from pmf_core.judgement.direction import Direction
from pmf_core.judgement.ranks import Tier
from pmf_core.views import words
from pmf_core.views.comparison.values import Comparison, Reference

TIER_WORDS = {
    Tier.CLEARLY_BETTER: "Clearly better",
    Tier.CANNOT_TELL: "Cannot tell",
    Tier.CLEARLY_WORSE: "Clearly worse",
}
"""Each tier as it is said."""

QUARTERS = {"A": "best", "B": "second-best", "C": "second-worst", "D": "worst"}
"""Each band of the Local Authority Interactive Tool in words."""

TEENS = range(11, 14)
"""11th, 12th and 13th, not 11st."""


def ordinal(place: int) -> str:
    """A place in words.

    >>> [ordinal(place) for place in (1, 2, 13, 103, 111)]
    ['1st', '2nd', '13th', '103rd', '111th']
    """
    ending = "th" if place % 100 in TEENS else {1: "st", 2: "nd", 3: "rd"}.get(place % 10, "th")
    return f"{place}{ending}"


def finding(found: Comparison) -> str:
    """The title: what is found, in a few words."""
    name, others = found.metric.name, found.comparator.others
    if found.own.value is None:
        return f"{name}: no value to compare in {found.period.name}"
    match found.own.tier:
        case Tier.CLEARLY_BETTER | Tier.CLEARLY_WORSE:
            return f"{name}: {TIER_WORDS[found.own.tier].lower()} than {others} taken together"
        case Tier.CANNOT_TELL:
            return f"{name}: can't be told apart from {others}"
    if found.average.value is None or found.average.is_total:
        return f"{name}: beside {others}"
    return f"{name}: {side(found, found.average)} {average_name(found.average)}"


def side(found: Comparison, reference: Reference) -> str:
    """On which side of a figure the unit's value lies: '2.7 points above'."""
    gap = (found.own.value or 0.0) - (reference.value or 0.0)
    if gap == 0:
        return "the same as"
    return f"{words.difference(gap, found.metric)} {'above' if gap > 0 else 'below'}"


def average_name(reference: Reference) -> str:
    """A reference inside a sentence."""
    return reference.name if reference.unit else f"the a{reference.name[1:]}"


def reading(found: Comparison) -> str:
    """The comparison in a few sentences: the value, the average, the place, and how sure that is."""
    return " ".join(_sentences(found))


def _sentences(found: Comparison) -> Iterator[str]:
    own, metric = found.own, found.metric
    if own.value is None:
        yield f"{own.unit.label} has no value in {found.period.name}: {own.missing}."
        return
    interval = f" (95% interval {interval_text(found)})" if own.lower is not None else ""
    yield f"{own.unit.label} was at {words.number(own.value, metric)} in {found.period.name}{interval}."
    average = found.average
    if average.value is not None and average.is_total:
        yield f"{average.name} had {words.number(average.value, metric)} in all."
    elif average.value is not None:
        told = words.number(average.value, metric)
        yield f"{words.capitalised(average_name(average))} was {told} ({average.basis})."
    yield from _place(found)
    if found.band in QUARTERS:
        told_already = (found.national_rank, found.national_count) == (own.rank, len(found.ranked))
        country = "" if told_already else f"{ordinal(found.national_rank or 0)} of {found.national_count}, "
        yield f"Nationally it is {country}in the {QUARTERS[found.band]} quarter (band {found.band})."
    yield from _moved(found)


def interval_text(found: Comparison) -> str:
    """The unit's own interval: '22.1% to 24.1%'."""
    low, high = found.own.lower or 0.0, found.own.upper or 0.0
    return f"{words.number(low, found.metric)} to {words.number(high, found.metric)}"


def _place(found: Comparison) -> Iterator[str]:
    own, size = found.own, len(found.ranked)
    if own.rank is None:
        yield f"It is not ranked: {found.rank_reason}."
        return
    place = f"It ranks {ordinal(own.rank)} of {size}"
    if own.rank_lower is None or own.rank_upper is None:
        yield f"{place}; how sure that is can't be said, because {found.interval_reason or found.rank_reason}."
        return
    if own.rank_lower == own.rank_upper:
        yield f"{place}, and chance alone would hardly change that."
    else:
        yield f"{place}, and chance alone allows any place from {ordinal(own.rank_lower)} to {ordinal(own.rank_upper)}."
    ahead = own.rank - 1
    if own.tier is Tier.CLEARLY_BETTER and ahead > size - own.rank:
        yield f"Yet {ahead} of the {size - 1} others do better: a few large authorities weigh in the whole."
    if own.tier is Tier.CLEARLY_WORSE and ahead < size - own.rank:
        yield f"Yet {size - own.rank} of the {size - 1} others do worse: a few large authorities weigh in the whole."


def _moved(found: Comparison) -> Iterator[str]:
    change = found.own.change
    if not isinstance(change, Direction):
        return
    told = f"Since {found.before.name} it is {words.moved_and_whether_better(change, found.metric)}"
    if isinstance(found.average.change, Direction) and not found.average.is_total:
        told += f"; {average_name(found.average)} is {words.moved(found.average.change, found.metric)}"
    yield f"{told}."
