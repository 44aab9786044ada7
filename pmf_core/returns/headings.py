"""How like a heading is to the words of what is asked."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from difflib import SequenceMatcher
from functools import lru_cache

NOT_WORDS = re.compile(r"[^a-z0-9%£]+")
FILLING = frozenset({"the", "of", "a", "an", "and", "or", "in", "to", "for", "number", "no", "total", "count"})
"""Words that set no two headings apart, unless nothing else is left."""

NUMBER_WORDS = {"two": "2", "three": "3", "seven": "7", "ten": "10", "thirty": "30", "sixty": "60", "within": "in"}
"""Spellings that mean the same."""

APART = (
    {"first", "opening", "start", "begin", "beginning", "brought"},
    {"last", "closing", "end", "carried"},
    {"joined", "added", "new", "began"},
    {"left", "removed", "stopped"},
    {"over", "above", "older", "more"},
    {"under", "below", "less"},
)
"""Sets of words of which a heading that has one is never taken for one that has another."""

ALIKE = 0.72
"""The least likeness at which a heading is taken for what is asked: below it a person chooses."""

CLEAR = 0.04
"""By how much the best must be better than the next, so that a near tie is left to a person."""


SPELLED_ALIKE = 0.85
"""The share of letters in common from which they alone make two headings alike."""

IN_COMMON = 0.59
"""Headings with fewer words in common than this and not spelled alike are no more alike than 0.68: never taken for
each other, nor near enough to make a tie."""


@lru_cache(maxsize=20_000)
def plain_heading(text: str) -> str:
    """A heading without case, signs and broken lines.

    >>> plain_heading("Calls answered\\n(in 60 secs.)")
    'calls answered in 60 secs'
    """
    words = NOT_WORDS.sub(" ", text.casefold().replace("'", "").replace("’", "")).split()
    return " ".join(NUMBER_WORDS.get(word, word) for word in words)


@lru_cache(maxsize=20_000)
def _core(text: str) -> tuple[str, ...]:
    words = plain_heading(text).split()
    return tuple(sorted({word.rstrip("s") for word in words if word not in FILLING} or set(words)))


@lru_cache(maxsize=100_000)
def likeness(heading: str, words: str) -> float:
    """From 0 to 1: 1 for the same words, less for words in common and letters in common.

    >>> likeness("Calls offered", "calls  OFFERED")
    1.0
    >>> likeness("Number of calls offered", "Calls offered") > 0.9
    True
    >>> likeness("Assessments finished in 28 days", "Assessments finished") < 0.72
    True
    """
    one, other = plain_heading(heading), plain_heading(words)
    if not one or not other:
        return 0.0
    if one == other:
        return 1.0
    left, right = _core(heading), _core(words)
    if left == right:
        return 0.97
    common = len(set(left) & set(right)) / len(set(left) | set(right))
    letters = _letters(" ".join(left), " ".join(right), enough=SPELLED_ALIKE if common < IN_COMMON else 0.0)
    if _sides(one) != _sides(other):
        return min(common, letters) * 0.7
    return 0.95 * max(common, letters if letters >= SPELLED_ALIKE else 0.9 * (common + letters) / 2)


def _letters(one: str, other: str, *, enough: float) -> float:
    """How many letters are in common in order; no more than a bound of it where even that is not enough."""
    most = 2 * min(len(one), len(other)) / (len(one) + len(other))
    if most >= enough:
        most = 2 * (_counted(one) & _counted(other)).total() / (len(one) + len(other))
    if most < enough:
        return most
    return SequenceMatcher(None, one, other, autojunk=False).ratio()


@lru_cache(maxsize=20_000)
def _counted(text: str) -> Counter[str]:
    return Counter(text)


def _sides(plain: str) -> frozenset[str | int]:
    """What is never a matter of spelling: figures ("28 days"), and which side of a pair is meant."""
    words = plain.split()
    sides = {place for place, group in enumerate(APART) if group & set(words)}
    return frozenset({word for word in words if word.isdigit()} | sides)


def best(heading: str, choices: Mapping[str, Sequence[str]]) -> tuple[str, float]:
    """The choice whose words are most like a heading, with how like; nothing where no choice is clear.

    >>> best("Calls recieved", {"offered": ["Calls offered", "Calls received"], "answered": ["Calls answered"]})[0]
    'offered'
    """
    ranked = sorted(
        ((max((likeness(heading, text) for text in words), default=0.0), name) for name, words in choices.items()),
        reverse=True,
    )
    if not ranked or ranked[0][0] < ALIKE:
        return "", ranked[0][0] if ranked else 0.0
    if len(ranked) > 1 and ranked[0][0] - ranked[1][0] < CLEAR and ranked[0][0] < 1:
        return "", ranked[0][0]
    return ranked[0][1], ranked[0][0]


def is_one_of(heading: str, words: Iterable[str]) -> bool:
    """Whether a heading says one of the words, but for case and signs.

    >>> is_one_of("TEAM:", ["Team", "Unit"])
    True
    """
    return plain_heading(heading) in {plain_heading(word) for word in words}
