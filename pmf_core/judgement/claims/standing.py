"""What a sentence says of a place among others, and of causes."""

from __future__ import annotations

from collections.abc import Iterator

from pmf_core.judgement.claims import cues
from pmf_core.judgement.claims.facts import Claim, Facts, Kind, Mark
from pmf_core.judgement.claims.text import named

ORDINALS = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth")


def rank_claims(sentence: str, facts: Facts) -> Iterator[Claim]:
    """A claim for a place: 'third of 16', 'top quartile'."""
    for found in (cues.RANKED.search(sentence), cues.SPELLED_RANK.search(sentence)):
        if found is not None:
            groups = found.groupdict()
            place = int(groups["place"]) if groups.get("place") else ORDINALS.index(groups["word"].lower()) + 1
            of = int(groups["of"]) if groups.get("of") else None
            yield Claim(Kind.RANK, found.group().strip(), *_placed(place, of, facts), sentence)
            return
    quarter = cues.QUARTER.search(sentence)
    if quarter is not None:
        yield Claim(Kind.RANK, quarter.group(), *_quarter(bool(quarter.groupdict().get("top")), facts), sentence)


def _placed(place: int, of: int | None, facts: Facts) -> tuple[Mark, str]:
    if facts.rank is None:
        return Mark.CANNOT_CHECK, "its place among others isn't known"
    held, many = facts.rank
    if any(place == here and of in (None, among) for here, among in (facts.rank, *facts.other_ranks)):
        return Mark.SUPPORTED, "it is its place"
    return Mark.NOT_SUPPORTED, f"its place is {held} of {many}"


def _quarter(top: bool, facts: Facts) -> tuple[Mark, str]:
    if facts.rank is None:
        return Mark.CANNOT_CHECK, "its place among others isn't known"
    held, many = facts.rank
    inside = held <= many / 4 if top else held > many * 3 / 4
    return (
        (Mark.SUPPORTED, "it is in that quarter") if inside else (Mark.NOT_SUPPORTED, f"its place is {held} of {many}")
    )


def cause_claims(sentence: str, facts: Facts) -> Iterator[Claim]:
    """A claim for every part that is named with words of cause."""
    if not cues.CAUSE.search(sentence):
        return
    parts = [name for name in facts.parts if named(name, sentence)]
    if not parts:
        yield Claim(Kind.CAUSE, _words(sentence), Mark.CANNOT_CHECK, "the figures say nothing of this cause", sentence)
        return
    for name in parts:
        if name in facts.causes:
            yield Claim(Kind.CAUSE, name, Mark.SUPPORTED, "it moved beyond what is ordinary for it", sentence)
        else:
            yield Claim(Kind.CAUSE, name, Mark.NOT_SUPPORTED, "it moved by no more than is ordinary for it", sentence)


def _words(sentence: str) -> str:
    found = cues.CAUSE.search(sentence)
    return found.group() if found else ""
