"""Who stands out, in plain English: each sentence is made from what was judged, and from nothing else."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pmf_core.judgement.funnel.standing import FEWEST_TO_WIDEN
from pmf_core.judgement.significance import Significance
from pmf_core.series import missing_words
from pmf_core.views import words
from pmf_core.views.context import Choice
from pmf_core.views.status import Status, StatusKind
from pmf_core.views.where.groups import Member
from pmf_core.views.where.judged import Judged

MOST_NAMED = 4
"""A sentence names no more than so many; the table has them all."""


def standing_of(found: Judged, place: int) -> Status:
    """Where a member stands, as a word with its reason."""
    code = int(found.standing.codes[place])
    sign = found.metric.polarity.sign
    above, beyond = code > 0, abs(code) == Significance.FAR_ABOVE
    side = "above" if above else "below"
    if code == 0:
        return Status(StatusKind.NEUTRAL, "Within the limits", "no further from the average than its size explains")
    reason = f"{side} the {'99.8%' if beyond else '95%'} limit at its size"
    if not beyond:
        return Status(
            StatusKind.NEUTRAL, f"Between the limits, {side}", f"{reason}: one in twenty lies there by chance"
        )
    if sign == 0:
        return Status(StatusKind.NEUTRAL, f"Stands out {side}", reason)
    better = (code > 0) == (sign > 0)
    return Status(
        StatusKind.IMPROVING if better else StatusKind.WORSENING, f"Stands out as {better_word(better)}", reason
    )


def better_word(better: bool) -> str:
    """Which way a member stands out."""
    return "better" if better else "worse"


def finding(found: Judged, choice: Choice) -> str:
    """The title: who stands out, or that nobody does."""
    name, far = found.metric.name, found.outside(Significance.FAR_ABOVE)
    if not far:
        return f"{name}: none of the {_called(choice)} stands out from the others"
    if len(far) == 1:
        return f"{name}: {found.members[far[0]].name} {_stands(found, far[0])}"
    return f"{name}: {len(far)} of the {len(found.members)} {_called(choice)} stand out"


def reading(found: Judged, choice: Choice, *, period: str) -> str:
    """The funnel in a few sentences."""
    return " ".join(_sentences(found, choice, period))


def _sentences(found: Judged, choice: Choice, period: str) -> Iterator[str]:
    metric, count = found.metric, len(found.members)
    together = words.number(found.whole, metric)
    yield f"Together the {count} {_called(choice)} were at {together} in {period}."
    far = found.outside(Significance.FAR_ABOVE)
    if far:
        told = [f"{found.members[p].name} at {words.number(float(found.own.value[p]), metric)}" for p in far]
        more = f" and {len(told) - MOST_NAMED} more" if len(told) > MOST_NAMED else ""
        listed = ", ".join(told[:MOST_NAMED]) + more if more else words.listed(told)
        yield f"Outside the 99.8% limits: {listed}."
    near = len(found.outside(Significance.ABOVE)) - len(far)
    if near:
        yield f"{words.count(near, 'other')} between the 95% and the 99.8% limit, which may well be chance."
    yield _by_chance(found)
    yield from _best(found)


def _by_chance(found: Judged) -> str:
    expected = found.by_chance()
    told = f"{expected:.1f}" if expected >= 0.1 else f"one in {round(1 / expected):,} such pictures has any"
    if expected >= 0.1:
        return f"Chance alone would put about {told} of {len(found.members)} outside."
    return f"By chance alone {told} outside."


def _best(found: Judged) -> Iterator[str]:
    """Whom to learn from, where one stands out as better."""
    sign = found.metric.polarity.sign
    far = [p for p in found.outside(Significance.FAR_ABOVE) if sign and int(found.standing.codes[p]) * sign > 0]
    if far:
        best = max(far, key=lambda place: sign * float(found.own.value[place]))
        yield f"The one to learn from is {found.members[best].name}."


def _stands(found: Judged, place: int) -> str:
    return standing_of(found, place).word[:1].lower() + standing_of(found, place).word[1:]


def notes(found: Judged, members: Sequence[Member]) -> Iterator[str]:
    """How it is to be read, and who is not on it."""
    yield (
        "The lines are limits at each size: a small unit moves more by chance, so its limits are wider. "
        "Lying between them says nothing about a unit."
    )
    if found.outside(Significance.FAR_ABOVE) and found.centre != found.whole:
        yield (
            f"The average is that of the units that don't stand out, {words.number(found.centre, found.metric)}: "
            "one bad unit would else draw it to itself."
        )
    spread = found.standing.dispersion
    if found.standing.widened and spread is not None:
        apart = words.difference(found.standing.spread * _per(found), found.metric)
        yield (
            f"These units differ more than chance explains (φ {spread.phi:.1f}, where 1 would be chance alone): "
            f"typically by {apart} beside it (τ² {spread.tau_squared:.4f}). The limits are widened for that, so that "
            "only who is unlike the others stands out."
        )
    elif spread is not None:
        yield f"Chance is enough to explain how they differ (φ {spread.phi:.1f}), so the limits are not widened."
    else:
        yield f"Fewer than {FEWEST_TO_WIDEN} units: whether they differ by more than chance as a group is not judged."
    yield from without(members)


def without(members: Sequence[Member]) -> Iterator[str]:
    """Who has no value, and why."""
    reasons: dict[str, list[str]] = {}
    for member in members:
        if member.point is None or member.point.value is None:
            told = missing_words(member.point.missing_reason) if member.point else "nothing for this period"
            reasons.setdefault(told, []).append(member.name)
    for told, names in reasons.items():
        named = words.listed(names) if len(names) <= MOST_NAMED else f"{len(names)} of them"
        yield f"Not shown: {named} ({told})."


def _per(found: Judged) -> float:
    return found.centre / found.standing.centre if found.standing.centre else 1.0


def _called(choice: Choice) -> str:
    """What those of a choice are called inside a sentence."""
    return {"set": "units of the set", "beside": "units beside each other", "cohort": "categories"}.get(
        choice.level, choice.name.lower()
    )
