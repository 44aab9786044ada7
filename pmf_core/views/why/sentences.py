"""Why a figure changed, in words."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from pmf_core.definitions.metric import Measure, Metric
from pmf_core.judgement.direction import Way, direction
from pmf_core.views import words
from pmf_core.views.status import StatusKind
from pmf_core.views.why.answer import Answer, Contributor, Presence

MOST_EXTRA = 2
"""How many more decimals than the metric's own a contribution is told with, at most."""

HALF = 0.5
"""The share of the change that contributors out of the ordinary must make to be called its cause."""

MOST_NAMED = 2
"""So many contributors are named in the title at most."""

FEW_PARTS = 2
"""With so many parts or more, all moving one way is worth saying."""

PRESENCE_WORDS = {
    Presence.CAME: "Not part of it before",
    Presence.WENT: "No longer part of it",
    Presence.UNKNOWN: "Not known at both moments",
}


def places_of(held: Answer) -> int:
    """How many decimals show the contributions: two digits of the largest, where that is not too many."""
    amounts = [abs(each.together) for each in held.contributors] or [abs(held.change)]
    largest, places = max(amounts), held.metric.decimals
    if all(amount == round(amount, places) for amount in amounts):
        return places
    while places < held.metric.decimals + MOST_EXTRA and largest < 10 ** (1 - places):
        places += 1
    return places


def signed(amount: float, metric: Metric, *, places: int) -> str:
    """A contribution with its sign and without its unit: '+1.24', '−£12,000'."""
    shown = round(amount, places)
    sign = "+" if shown > 0 else "−" if shown < 0 else ""
    return f"{sign}{metric.unit.prefix}{abs(shown):,.{places}f}"


def with_unit(amount: float, metric: Metric, *, places: int) -> str:
    """The same with its unit: '−1.24 points'."""
    unit = " points" if metric.unit.kind is Measure.PERCENTAGE else metric.unit.suffix
    return signed(amount, metric, places=places) + unit


def finding(held: Answer, *, parts: str) -> str:
    """The title: what explains the change; `parts` are what the parts are called."""
    return f"{held.metric.name}: {_gap_found(held, parts) if held.is_gap else _found(held, parts)}"


def _found(held: Answer, parts: str) -> str:
    if held.change == 0:
        return f"no change since {held.earlier.name}"
    if held.simpson:
        return f"{_moved(held)}, though every part moved the other way"
    if told := _main_causes(held):
        return told
    if held.ordinary:
        return f"{_moved(held)} is ordinary variation"
    same = _same_way(held)
    if held.whole_beyond and same >= FEW_PARTS:
        lasted = sum(each.presence is Presence.LASTED for each in held.contributors)
        return f"{_moved(held)}, shared by {same} of {lasted} {parts}"
    return f"{_moved(held)}, and no one of the {parts} explains it"


def _gap_found(held: Answer, parts: str) -> str:
    if held.change == 0:
        return f"the same as {held.earlier.name}"
    side = "above" if held.change > 0 else "below"
    alike = sum(each.together * held.change > 0 for each in held.contributors)
    told = f"{words.difference(held.change, held.metric)} {side} {held.earlier.name}"
    return f"{told}; {alike} of {len(held.contributors)} {parts} {'is' if alike == 1 else 'are'} {side} them too"


def _main_causes(held: Answer) -> str:
    """The contributors that make half of the change or more, where they are out of the ordinary and few."""
    ahead = [each for each in held.causes if each.together * held.change > 0][:MOST_NAMED]
    made = sum(each.together for each in ahead)
    if not ahead or abs(made) < HALF * abs(held.change):
        return ""
    metric, places = held.metric, places_of(held)
    if abs(ahead[0].together) >= HALF * abs(held.change):
        ahead, made = ahead[:1], ahead[0].together
    named = words.listed([each.part.name for each in ahead])
    amount = with_unit(made, metric, places=places)
    if abs(made) > abs(held.change):
        return f"{named} made {amount}, everything else together {_rest(held, made, places=places)}"
    return f"{named} made {amount} of {with_unit(held.change, metric, places=places)}"


def _rest(held: Answer, made: float, *, places: int) -> str:
    return with_unit(held.change - made, held.metric, places=places)


def reading(held: Answer, *, parts: str) -> str:
    """The chart in a few sentences: from where to where, rate and mix, and who stands out."""
    return " ".join(_sentences(held, parts=parts))


def _sentences(held: Answer, *, parts: str) -> Iterator[str]:
    metric, places = held.metric, places_of(held)
    before, after = (words.number(value, metric) for value in (held.before, held.after))
    own, mix = sum(each.rate for each in held.contributors), sum(each.mix for each in held.contributors)
    change = with_unit(held.change, metric, places=places)
    yield f"From {before} ({held.earlier.name}) to {after}{' here' if held.is_gap else ''}: {change}."
    if round(mix, places) != 0:
        yield (
            f"The {parts}' own figures make {with_unit(own, metric, places=places)} of it, "
            f"the mix of them {with_unit(mix, metric, places=places)}."
        )
    yield _whole_sentence(held)
    if held.causes:
        told = words.listed([_cause(each, held, places=places) for each in held.causes[:3]])
        more = len(held.causes) - 3
        yield f"Beyond what is ordinary for them: {told}{f', and {more} more' if more > 0 else ''}."
    elif held.is_gap:
        yield f"No one of the {parts} is further away than its own wobble would put it."
    else:
        yield f"No one of the {parts} moved by more than is ordinary for it."


def _cause(each: Contributor, held: Answer, *, places: int) -> str:
    how = {(True, False): "its own figures", (False, True): "its share"}.get(
        (each.rate_beyond, each.mix_beyond), "its own figures and its share"
    )
    amount = with_unit(each.together, held.metric, places=places)
    return f"{each.part.name} ({amount}{', ' + how if held.has_mix else ''})"


def _whole_sentence(held: Answer) -> str:
    if held.whole_score is None:
        return "There are too few earlier comparisons to say whether a change of this size is ordinary."
    what = "gap" if held.is_gap else "change"
    if held.whole_beyond:
        return f"A {what} of this size is out of the ordinary."
    return f"A {what} of this size is ordinary: {_usual(held)}."


def _usual(held: Answer) -> str:
    if held.whole_score is None or not np.isfinite(held.whole_score):
        return "it is nought"
    times = abs(held.whole_score)
    return f"{times:.1f} times its usual size over {words.count(held.comparisons, 'earlier comparison')}"


def banner(held: Answer, *, parts: str) -> str:
    """The warning that the whole and its parts tell different stories; empty where they don't."""
    own = sum(each.rate for each in held.contributors)
    if held.change == 0 or own * held.change >= 0 or not held.has_mix:
        return ""
    rose = "rose" if held.change > 0 else "fell"
    if held.simpson:
        way = "fell" if held.change > 0 else "rose"
        return (
            f"Every one of the {parts} {way}, and the whole {rose}: the work has moved towards those with "
            f"{'higher' if held.change > 0 else 'lower'} figures. Judge the {parts}, not the total."
        )
    return (
        f"Taken together, the {parts}' own figures moved the other way: the whole {rose} because of the mix. "
        "Look at their own changes before judging the total."
    )


def _moved(held: Answer) -> str:
    way = "up" if held.change > 0 else "down"
    return f"{way} {words.difference(held.change, held.metric)}"


def _same_way(held: Answer) -> int:
    return sum(each.rate * held.change > 0 for each in held.contributors if each.presence is Presence.LASTED)


def judged_words(each: Contributor, held: Answer) -> str:
    """The judgement on one contributor."""
    if each.presence is not Presence.LASTED:
        return PRESENCE_WORDS[each.presence]
    return score_words(each.score, beyond=each.beyond, by_chance=held.by_chance)


def score_words(score: float | None, *, beyond: bool, by_chance: bool) -> str:
    """The judgement on one contribution."""
    if score is None:
        return "Not tested: too few earlier figures"
    basis = "what chance would make" if by_chance else "its usual size"
    times = f"{score:.1f} × {basis}" if np.isfinite(score) else "it never moved before"
    return f"Out of the ordinary: {times}" if beyond else f"Ordinary: {times}"


def judged_kind(held: Answer, effect: float) -> StatusKind:
    """Whether a contribution is for the better: what colours it where it is beyond the ordinary."""
    metric = held.metric
    moved = direction(held.before, held.before + effect, polarity=metric.polarity, target_range=metric.target_range)
    return {Way.BETTER: StatusKind.IMPROVING, Way.WORSE: StatusKind.WORSENING}.get(moved.way, StatusKind.NEUTRAL)
