"""Numbers in a sentence beside the figures known: what each is said to be, and whether it is."""

from __future__ import annotations

import re
from collections.abc import Iterator
from enum import StrEnum

from pmf_core.judgement.claims import cues
from pmf_core.judgement.claims.facts import Claim, Facts, Figure, Kind, Mark, Measured
from pmf_core.judgement.claims.text import MONTHS, Number, named, named_month, numbers_in

NEAR = 0.02
"""A number that is said to be about right may be off by this share."""

FAR_BOUND = 0.15
"""'More than 80' is a fair thing to say of a value up to this share above it."""


FAR = 5
"""A number so many times larger or smaller than the figure is probably of something else."""


class Role(StrEnum):
    """What a number is said to be."""

    VALUE = "the figure"
    TARGET = "the target"
    CHANGE = "the change"
    GAP = "the gap to target"
    EARLIER = "an earlier figure"
    FUTURE = "a figure to come"
    ELSEWHERE = "another place's figure"
    UNKNOWN = "a number"


OWN_UNITS = {
    Measured.PERCENT: ("percent", "points"),
    Measured.MONEY: ("money",),
    Measured.DAYS: ("days", ""),
    Measured.PLAIN: ("", "percent"),
}
"""The units in which a figure of each kind is told; a plain one's changes are told in per cent too."""


def number_claims(sentence: str, facts: Facts) -> Iterator[Claim]:
    """A claim for every number that speaks of the figure."""
    for number in numbers_in(sentence, in_days=facts.measured is Measured.DAYS):
        if number.unit == "ordinal" or number.unit not in OWN_UNITS[facts.measured]:
            continue
        role = role_of(number, sentence, facts)
        if role is Role.UNKNOWN and number.unit == "" and not _speaks_of(number, facts):
            continue
        mark, reason = _marked(number, role, sentence, facts)
        yield Claim(Kind.NUMBER, number.text, mark, reason, sentence)


def _speaks_of(number: Number, facts: Facts) -> bool:
    """Whether what is counted is what the figure counts."""
    return any(noun in number.after[:40] or noun in number.before[-40:] for noun in facts.nouns)


def role_of(number: Number, sentence: str, facts: Facts) -> Role:
    """What a number is said to be, by the words around it."""
    before, after = number.before, number.after
    if number.unit == "points":
        near = cues.NEAR_TARGET.search(before[-30:]) or cues.NEAR_TARGET.search(after[:35])
        return Role.GAP if near and cues.GAP_WORDS.search(before[-25:] + " " + after[:35]) else Role.CHANGE
    if cues.TARGET_BEFORE.search(before) or cues.TARGET_AFTER.search(after):
        return Role.TARGET
    if _named_part(sentence, facts) or cues.ELSEWHERE.search(before[-45:] + " " + after[:25]):
        return Role.ELSEWHERE
    if cues.EARLIER_BEFORE.search(before) or cues.EARLIER_AFTER.search(after):
        return Role.EARLIER
    if cues.FUTURE.search(before[-45:]):
        return Role.FUTURE
    if _is_change(number, facts):
        near = cues.NEAR_TARGET.search(after[:35])
        return Role.GAP if near else Role.CHANGE
    if cues.GAP_AFTER.search(after):
        return Role.GAP
    return Role.VALUE if cues.VALUE_BEFORE.search(before) or _starts(number) else Role.UNKNOWN


def _is_change(number: Number, facts: Facts) -> bool:
    if number.unit == "percent" and facts.measured is Measured.PERCENT and not cues.CHANGE_BEFORE.search(number.before):
        return False
    return bool(cues.CHANGE_BEFORE.search(number.before) or cues.CHANGE_AFTER.search(number.after))


def _starts(number: Number) -> bool:
    """Whether a sentence begins with the number: '67.8 missed bins were …'."""
    return not number.before.strip(" '\"(-–")


def _named_part(sentence: str, facts: Facts) -> str | None:
    return next((name for name in facts.parts if named(name, sentence)), None)


def _marked(number: Number, role: Role, sentence: str, facts: Facts) -> tuple[Mark, str]:
    match role:
        case Role.TARGET:
            return _beside(number, [facts.target], "target", facts)
        case Role.GAP:
            return _beside(number, [_size(facts.short)], "gap to target", facts)
        case Role.CHANGE:
            return _change(number, sentence, facts)
        case Role.EARLIER:
            return _earlier(number, facts)
        case Role.VALUE:
            return _value(number, facts)
        case Role.ELSEWHERE:
            return _elsewhere(number, sentence, facts)
        case Role.FUTURE:
            return _future(number, facts)
        case Role.UNKNOWN:
            return _unknown(number, sentence, facts)


def fits(number: Number, value: float | None) -> bool:
    """Whether a number is a value as it is written, or as it is said to be about."""
    if value is None:
        return False
    gap = number.value - value
    if cues.AT_LEAST.search(number.before):
        return value >= number.value and -gap <= max(FAR_BOUND * abs(value), number.step)
    if cues.AT_MOST.search(number.before):
        return value <= number.value and gap <= max(FAR_BOUND * abs(value), number.step)
    loose = max(number.step, NEAR * abs(value)) if cues.ROUGHLY.search(number.before) else number.step / 2
    return abs(gap) <= loose + 1e-9 * max(1.0, abs(value))


def _beside(number: Number, known: list[float | None], name: str, facts: Facts) -> tuple[Mark, str]:
    held = [value for value in known if value is not None]
    if not held:
        return Mark.CANNOT_CHECK, f"no {name} is known"
    if any(fits(number, value) or fits(number, abs(value)) for value in held):
        return Mark.SUPPORTED, f"it is the {name}"
    return Mark.NOT_SUPPORTED, f"the {name} is {_told(held[0], facts)}"


def _value(number: Number, facts: Facts) -> tuple[Mark, str]:
    figure = _figure_of(number, facts)
    wanted = figure.value if figure else facts.value
    if fits(number, wanted):
        return Mark.SUPPORTED, "it is the figure"
    if number.unit == "percent" and facts.measured is Measured.PLAIN:
        return Mark.CANNOT_CHECK, "it is a share of something else"
    stale = next((each for each in reversed(facts.figures[:-1]) if fits(number, each.value)), None)
    if stale is not None:
        return Mark.NOT_SUPPORTED, f"that was the figure of {_month(stale)}; it is {_told(wanted, facts)}"
    if _far(number, facts) and not _speaks_of(number, facts):
        return Mark.CANNOT_CHECK, "it is so far from the figure that it may be of something else"
    return Mark.NOT_SUPPORTED, f"the figure is {_told(wanted, facts)}"


def _far(number: Number, facts: Facts) -> bool:
    """Whether a number is many times the figure, or a small part of it; percentages are all of one size."""
    if facts.measured is Measured.PERCENT or not number.value or not facts.value:
        return False
    ratio = abs(number.value / facts.value)
    return ratio > FAR or ratio < 1 / FAR


def _figure_of(number: Number, facts: Facts) -> Figure | None:
    """The period that a number is said to be of: named beside it, with no other number or step in between."""
    after = re.match(r"^\W*(?:in|for|during|as at|by the end of)\s+\w+(?:\s+\d{4})?", number.after)
    if after is not None and (found := _figure_named(after.group(), facts)):
        return found
    since = re.split(r"[\d%£]|\bto\b|\bfrom\b", number.before)[-1]
    return _figure_named(since, facts)


def _unknown(number: Number, sentence: str, facts: Facts) -> tuple[Mark, str]:
    """A number that could be anything: a figure of now where the sentence speaks of now, and not of its own."""
    if fits(number, facts.value):
        return Mark.SUPPORTED, "it is the figure"
    if _figure_of(number, facts) is not None:
        return _value(number, facts)
    known = any(fits(number, value) for value in _all_known(facts))
    if known and cues.NOW.search(sentence):
        return Mark.NOT_SUPPORTED, f"that is an earlier figure; it is {_told(facts.value, facts)}"
    return (Mark.SUPPORTED, "it is a figure known") if known else (Mark.CANNOT_CHECK, "it isn't clear what it is of")


def _earlier(number: Number, facts: Facts) -> tuple[Mark, str]:
    around = f"{number.before[-60:]} {number.text} {number.after[:45]}"
    figure = _figure_named(f"{number.before[-40:]} . {number.after[:30]}", facts)
    if figure is not None:
        return _beside(number, [figure.value], f"figure of {_month(figure)}", facts)
    for asked, known, name in (
        (cues.LAST_MONTH, facts.last, "last figure"),
        (cues.LAST_YEAR, facts.year_ago, "figure of a year ago"),
        (cues.BASELINE, facts.baseline, "baseline"),
    ):
        if asked.search(around):
            return _beside(number, [known], name, facts)
    if any(fits(number, value) for value in _all_known(facts)):
        return Mark.SUPPORTED, "it is an earlier figure"
    return Mark.NOT_SUPPORTED, "no earlier figure known is that"


def _change(number: Number, sentence: str, facts: Facts) -> tuple[Mark, str]:
    made = [
        name for name, amount in facts.contributions.items() if named(name, sentence) and fits(number, _size(amount))
    ]
    if made:
        return Mark.SUPPORTED, f"it is what {made[0]} makes of the change"
    changes = {
        cues.LAST_MONTH: facts.last,
        cues.LAST_YEAR: facts.year_ago,
        cues.BASELINE: facts.baseline,
    }
    named = [earlier for asked, earlier in changes.items() if asked.search(sentence)]
    earlier = [each for each in (named or changes.values()) if each is not None]
    month = named_month(f"{number.before[-40:]} . {number.after[:40]}")
    if month is not None and (figure := _at(facts, *month)) is not None and figure != facts.figures[-1]:
        earlier = [figure.value]
    moves = [_size(facts.value - each) for each in earlier]
    if number.unit == "percent" and facts.measured is not Measured.PERCENT:
        moves = [abs(facts.value - each) / abs(each) * 100 for each in earlier if each]
    elif number.unit == "percent":
        moves += [abs(facts.value - each) / abs(each) * 100 for each in earlier if each]
    if facts.short is not None and not named:
        moves.append(abs(facts.short))
    return _beside(number, list(moves), "change", facts)


def _elsewhere(number: Number, sentence: str, facts: Facts) -> tuple[Mark, str]:
    part = _named_part(sentence, facts)
    if part is None:
        return Mark.CANNOT_CHECK, "it is of another place"
    if number.unit != "points" and fits(number, facts.parts[part]):
        return Mark.SUPPORTED, f"it is the figure of {part}"
    if any(fits(number, value) for value in (facts.value, facts.target, *facts.parts.values())):
        return Mark.CANNOT_CHECK, "it may be of another part"
    return Mark.NOT_SUPPORTED, f"the figure of {part} is {_told(facts.parts[part], facts)}"


def _future(number: Number, facts: Facts) -> tuple[Mark, str]:
    if fits(number, facts.target):
        return Mark.SUPPORTED, "it is the target"
    if fits(number, facts.expected):
        return Mark.SUPPORTED, "it is where the year is heading"
    return Mark.CANNOT_CHECK, "it is of a time to come"


def _figure_named(text: str, facts: Facts) -> Figure | None:
    month = named_month(text)
    return None if month is None else _at(facts, *month)


def _at(facts: Facts, year: int, month: int) -> Figure | None:
    """The latest figure of a month, of the year that is named if one is."""
    return next((each for each in reversed(facts.figures) if each.month == month and year in (0, each.year)), None)


def _all_known(facts: Facts) -> list[float | None]:
    known = [figure.value for figure in facts.figures]
    return [*known, facts.value, facts.target, facts.last, facts.year_ago, facts.baseline, facts.expected]


def _size(number: float | None) -> float | None:
    return None if number is None else abs(number)


def _month(figure: Figure) -> str:
    return figure.name or f"{MONTHS[figure.month - 1].capitalize()} {figure.year}"


def _told(value: float | None, facts: Facts) -> str:
    """A value as plainly as it can be told without its metric."""
    if value is None:
        return "not known"
    whole = abs(value) >= 1_000 or round(value, facts.decimals) == int(value)
    shown = f"{value:,.0f}" if whole else f"{value:,.{facts.decimals}f}"
    return {Measured.PERCENT: f"{shown}%", Measured.MONEY: f"£{shown}"}.get(facts.measured, f"{shown}{facts.suffix}")
