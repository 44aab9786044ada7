"""Numbers in a sentence beside the figures known: what each is said to be, and whether it is."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pmf_core.judgement.claims import cues
from pmf_core.judgement.claims.facts import Claim, Facts, Figure, Kind, Mark, Measured
from pmf_core.judgement.claims.roles import OWN_UNITS, Role, named_part, role_of, speaks_of
from pmf_core.judgement.claims.text import MONTHS, Number, named, named_month, numbers_in

NEAR = 0.02
"""A number that is said to be about right may be off by this share."""

FAR_BOUND = 0.15
"""'More than 80' is a fair thing to say of a value up to this share above it."""


GAP, CHANGE = "gap to target", "change"
"""Differences, which percentages tell in points."""

FAR = 5
"""A number so many times larger or smaller than the figure is probably of something else."""


def number_claims(sentence: str, facts: Facts) -> Iterator[Claim]:
    """A claim for every number that speaks of the figure."""
    for number in numbers_in(sentence, in_days=facts.measured is Measured.DAYS):
        role = role_of(number, sentence, facts)
        if number.unit == "ordinal" or (role is not Role.CHANCE and number.unit not in OWN_UNITS[facts.measured]):
            continue
        if role is Role.UNKNOWN and number.unit == "" and not speaks_of(number, facts):
            continue
        mark, reason = _marked(number, role, sentence, facts)
        yield Claim(Kind.NUMBER, number.text, mark, reason, sentence)


def _marked(number: Number, role: Role, sentence: str, facts: Facts) -> tuple[Mark, str]:
    match role:
        case Role.GAP:
            return _beside(number, [_size(facts.short)], GAP, facts)
        case Role.CHANGE:
            return _change(number, sentence, facts)
        case Role.EARLIER:
            return _earlier(number, facts)
        case Role.ELSEWHERE:
            return _elsewhere(number, sentence, facts)
        case Role.UNKNOWN:
            return _unknown(number, sentence, facts)
        case Role.VALUE:
            return _value(number, facts)
        case _:
            return _set_or_foreseen(number, role, facts)


def _set_or_foreseen(number: Number, role: Role, facts: Facts) -> tuple[Mark, str]:
    match role:
        case Role.TARGET:
            return _beside(number, [facts.target, *facts.other_targets], "target", facts)
        case Role.LIMIT:
            return _beside(number, [facts.limit], "hard limit", facts)
        case Role.CHANCE:
            return _chance(number, facts)
        case _:
            return _future(number, facts)


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
    told = _told(held[0], facts)
    if name in (GAP, CHANGE) and facts.measured is Measured.PERCENT:
        told = f"{told.removesuffix('%')} points"
    return Mark.NOT_SUPPORTED, f"the {name} is {told}"


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
    if _far(number, facts) and not speaks_of(number, facts):
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
    made = [part for part in facts.contributions if named(part, sentence) and _makes(part, number, facts)]
    if made:
        return Mark.SUPPORTED, f"it is what {made[0]} makes of the change"
    changes = {
        cues.LAST_MONTH: facts.last,
        cues.LAST_YEAR: facts.year_ago,
        cues.BASELINE: facts.baseline,
    }
    against = [earlier for asked, earlier in changes.items() if asked.search(sentence)]
    earlier = [each for each in (against or changes.values()) if each is not None]
    month = named_month(f"{number.before[-40:]} . {number.after[:40]}")
    if month is not None and (figure := _at(facts, *month)) is not None and figure != facts.figures[-1]:
        earlier = [figure.value]
    moves = [_size(facts.value - each) for each in earlier]
    if number.unit == "percent" and facts.measured is not Measured.PERCENT:
        moves = [abs(facts.value - each) / abs(each) * 100 for each in earlier if each]
    elif number.unit == "percent":
        moves += [abs(facts.value - each) / abs(each) * 100 for each in earlier if each]
    if facts.short is not None and not against:
        moves.append(abs(facts.short))
    return _beside(number, list(moves), CHANGE, facts)


def _elsewhere(number: Number, sentence: str, facts: Facts) -> tuple[Mark, str]:
    part = named_part(sentence, facts)
    if part is None:
        return Mark.CANNOT_CHECK, "it is of another place"
    if _makes(part, number, facts):
        return Mark.SUPPORTED, f"it is what {part} makes of the change"
    if number.unit != "points" and fits(number, facts.parts[part]):
        return Mark.SUPPORTED, f"it is the figure of {part}"
    if any(fits(number, value) for value in (facts.value, facts.target, *facts.parts.values())):
        return Mark.CANNOT_CHECK, "it may be of another part"
    return Mark.NOT_SUPPORTED, f"the figure of {part} is {_told(facts.parts[part], facts)}"


def _makes(part: str, number: Number, facts: Facts) -> bool:
    """Whether a number is what a part makes of the change, with its sign or by its size."""
    amount = facts.contributions.get(part)
    return fits(number, amount) or (number.value > 0 and fits(number, _size(amount)))


def _future(number: Number, facts: Facts) -> tuple[Mark, str]:
    if any(fits(number, aim) for aim in (facts.target, *facts.other_targets)):
        return Mark.SUPPORTED, "it is the target"
    if fits(number, facts.expected) or any(fits(number, end) for end in facts.likely):
        return Mark.SUPPORTED, "it is where the year is heading"
    return Mark.CANNOT_CHECK, "it is of a time to come"


def _chance(number: Number, facts: Facts) -> tuple[Mark, str]:
    """A chance of meeting the year's target; a model is never surer than 99 %."""
    if facts.chance is None:
        return Mark.CANNOT_CHECK, "there is no forecast to hold it against"
    share = min(max(100 * facts.chance, 0.5), 99.5)
    if fits(number, share):
        return Mark.SUPPORTED, "it is the chance of meeting the year's target"
    return Mark.NOT_SUPPORTED, f"the chance of meeting the year's target is {share:.0f}%"


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
    prefix = "£" if facts.measured is Measured.MONEY else ""
    return f"{prefix}{shown}{facts.suffix or ('%' if facts.measured is Measured.PERCENT else '')}"
