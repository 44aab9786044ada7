"""What a sentence says of the target: that it is met or missed, and whether it will be."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pmf_core.judgement.claims import cues
from pmf_core.judgement.claims.facts import Claim, Facts, Kind, Mark

AIM = r"(?:(?:the|our|its|their|this year's|the year's|annual|year-end)\s+){0,2}(?:target|goal|standard)"
BETWEEN = r"(?:\s+\w+){0,2}?\s+"

MET = cues.cue(
    rf"\b(?:met|meets|meeting|meet|achieve[sd]?|achieving|hit|hits|hitting|reach(?:es|ed)|exceed(?:s|ed|ing)?|"
    rf"beat|beats|surpass(?:es|ed)){BETWEEN}{AIM}\b",
    rf"\b(?:ahead of|better than|on|inside){BETWEEN}?{AIM}\b(?! to\b)",
    rf"\b{AIM}\s+(?:(?:has|have|had)\s+been|was|is|were|is being)\s+(?:met|achieved|hit|reached|exceeded|beaten)\b",
)
MISSED = cues.cue(
    rf"\b(?:miss|miss(?:ed|es|ing)|fail(?:s|ed|ing)? to (?:meet|reach|hit|achieve)|fell short of|falls? short of|"
    rf"short of|shy of|behind|worse than|adrift of|off){BETWEEN}?{AIM}\b",
    rf"\b{AIM}\s+(?:(?:has|have|had)\s+been|was|is|were|is being)\s+missed\b",
)
ABOVE = cues.cue(rf"\b(?:above|over|higher than|more than){BETWEEN}?{AIM}\b")
BELOW = cues.cue(rf"\b(?:below|under|lower than|less than){BETWEEN}?{AIM}\b")
"""How a target is said to be met, to be missed, and on which side of it the figure is said to lie."""

HOPED = cues.cue(
    r"\b(?:on (?:track|course)|chance|likely|confident|expect(?:s|ed|ing)?|set|should|will|forecast|projected)"
    r"\b(?:\s+\w+){0,4}\s*$"
)
CHANCE, PER_CENT = cues.cue(r"\b(?:chance|likelihood|probability)\b"), cues.cue(r"%|\bper\s?cent\b")
"""A chance that is told as a number is held against the number."""
UNLIKELY = cues.cue(r"\bunlikely\b(?:\s+\w+){0,3}\s*$")
WISHED = cues.cue(r"\b(?:to|would|could|can|must|need(?:s|ed)? to|plan\w*|aim\w*|in order to)(?:\s+\w+){0,2}\s*$")
"""What makes a hope or a wish of it."""

EVEN = 0.5
"""From this chance on, a target may be said to be likely met."""


def target_claims(sentence: str, facts: Facts) -> Iterator[Claim]:
    """A claim for what is said of the target: at most one a sentence."""
    if sentence.endswith("?"):
        return
    for pattern, says in ((MISSED, False), (MET, True), (ABOVE, facts.sign > 0), (BELOW, facts.sign < 0)):
        found = pattern.search(sentence)
        if found is None or (pattern in (ABOVE, BELOW) and not facts.sign):
            continue
        before = sentence[: found.start()]
        if cues.ELSEWHERE.search(sentence):
            yield Claim(Kind.TARGET, found.group(), Mark.CANNOT_CHECK, "it is of another place", sentence)
        elif (mark := _marked(before, says, facts)) is not None:
            yield Claim(Kind.TARGET, found.group(), *mark, sentence)
        return


def _marked(before: str, says: bool, facts: Facts) -> tuple[Mark, str] | None:
    if CHANCE.search(before) and PER_CENT.search(before):
        return None
    if UNLIKELY.search(before):
        return _to_come(not says, facts)
    denied = bool(cues.NEGATED.search(before))
    if HOPED.search(before):
        return _to_come(says is not denied, facts)
    if WISHED.search(before) and not denied:
        return None
    return _now(says is not denied, facts)


def _now(says: bool, facts: Facts) -> tuple[Mark, str]:
    if facts.meets is None:
        return Mark.CANNOT_CHECK, "no target is known"
    told = "it meets its target" if facts.meets else "it misses its target"
    return (Mark.SUPPORTED if says is facts.meets else Mark.NOT_SUPPORTED), told


def _to_come(says: bool, facts: Facts) -> tuple[Mark, str]:
    if facts.chance is None:
        return Mark.CANNOT_CHECK, "there is no forecast to hold it against"
    told = f"the chance of meeting the year's target is {_chance(facts.chance)}"
    return (Mark.SUPPORTED if says is (facts.chance >= EVEN) else Mark.NOT_SUPPORTED), told


def _chance(chance: float) -> str:
    return "more than 99%" if chance > 0.995 else "less than 1%" if chance < 0.005 else f"{chance:.0%}"


ADMITS = re.compile(
    r"\b(?:miss\w*|below|above|under|over|short|behind|off|not|adrift|worse than|from|unlikely|fail\w*|outside|"
    r"beyond|(?:has|have|did|do|does|is|was)n't)\b",
    re.IGNORECASE,
)


def admits_missing(sentence: str) -> bool:
    """Whether a sentence speaks of the target as something that is not met."""
    return bool(cues.NEAR_TARGET.search(sentence) and ADMITS.search(sentence))
