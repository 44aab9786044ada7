"""What a number in a sentence is said to be, by the words around it."""

from __future__ import annotations

from enum import StrEnum

from pmf_core.judgement.claims import cues
from pmf_core.judgement.claims.facts import Facts, Measured
from pmf_core.judgement.claims.text import Number, named


class Role(StrEnum):
    """What a number is said to be."""

    VALUE = "the figure"
    TARGET = "the target"
    CHANGE = "the change"
    GAP = "the gap to target"
    EARLIER = "an earlier figure"
    FUTURE = "a figure to come"
    CHANCE = "a chance"
    LIMIT = "the hard limit"
    ELSEWHERE = "another place's figure"
    UNKNOWN = "a number"


OWN_UNITS = {
    Measured.PERCENT: ("percent", "points"),
    Measured.MONEY: ("money",),
    Measured.DAYS: ("days", ""),
    Measured.PLAIN: ("", "percent"),
}
"""The units in which a figure of each kind is told; a plain one's changes are told in per cent too."""


def speaks_of(number: Number, facts: Facts) -> bool:
    """Whether what is counted is what the figure counts."""
    return any(noun in number.after[:40] or noun in number.before[-40:] for noun in facts.nouns)


def role_of(number: Number, sentence: str, facts: Facts) -> Role:
    """What a number is said to be, by the words around it."""
    before, after = number.before, number.after
    if number.unit == "percent" and (cues.CHANCE_BEFORE.search(before) or cues.CHANCE_AFTER.search(after)):
        return Role.CHANCE
    if number.unit == "points" and "pp" not in facts.suffix:
        near = cues.NEAR_TARGET.search(before[-30:]) or cues.NEAR_TARGET.search(after[:35])
        return Role.GAP if near and cues.GAP_WORDS.search(before[-25:] + " " + after[:35]) else Role.CHANGE
    aim = _aim(before, after, facts)
    if aim is not None:
        return aim
    if named_part(sentence, facts) or cues.ELSEWHERE.search(before[-45:] + " " + after[:25]):
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


def named_part(sentence: str, facts: Facts) -> str | None:
    return next((name for name in facts.parts if named(name, sentence)), None)


def _aim(before: str, after: str, facts: Facts) -> Role | None:
    """A number that is set, or foreseen: the target, the hard limit, where the year ends."""
    if any(cue.search(before) for cue in (cues.TARGET_BEFORE, cues.TARGET_SPAN)) or cues.TARGET_AFTER.search(after):
        return Role.TARGET
    if cues.LIMIT_BEFORE.search(before) and facts.limit is not None:
        return Role.LIMIT
    return Role.FUTURE if cues.HEADING.search(before) else None
