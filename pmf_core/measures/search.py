"""Finding a metric by name, code, synonym or plain words; spelling is forgiven."""

from __future__ import annotations

import re
from collections.abc import Sequence
from difflib import SequenceMatcher
from functools import lru_cache

from pmf_core.access.scope import Scope
from pmf_core.catalogue.catalogue import Catalogue
from pmf_core.definitions.metric import Metric

WORD = re.compile(r"[a-z0-9]+")

INITIALS = re.compile(r"(?<=\b\w)&(?=\w\b)")
"""The sign in `A&E`, which is one word."""

NOISE = frozenset(
    [
        "a",
        "an",
        "and",
        "are",
        "at",
        "by",
        "for",
        "from",
        "how",
        "in",
        "is",
        "it",
        "many",
        "much",
        "of",
        "on",
        "or",
        "per",
        "the",
        "to",
        "we",
        "what",
        "with",
    ]
)
"""Words that say nothing about which metric is meant."""

FIELD_WEIGHTS = {"name": 6.0, "synonyms": 5.0, "id": 4.0, "topic": 2.0, "definition": 1.0}
"""How much a word counts, by where it stands."""

LEAST_WORDS = 0.5
"""The share of the words asked for that a metric must have."""

CLOSE_ENOUGH = 0.8
"""How alike two words must be for one to be a misspelling of the other."""

SHORTEST_STEM = 3
"""The shortest beginning of a word that stands for it."""

ENDING = 3
"""The longest ending by which a word may be longer than the one it is found by: complaints, recycling."""


def search(catalogue: Catalogue, words: str, *, scope: Scope) -> tuple[Metric, ...]:
    """The metrics that answer to the words, the best first; without words, all by name."""
    readable = [m for m in catalogue.metrics if scope.may_read_metric(m) and m.superseded_by is None]
    asked = _words(words)
    if not asked:
        return tuple(readable)
    scored = [(*_score(m, asked), m) for m in readable]
    found = [held for held in scored if held[0] >= LEAST_WORDS * len(asked)]
    return tuple(m for *_, m in sorted(found, key=lambda held: (-held[1], held[2].name.casefold())))


def _words(text: str) -> tuple[str, ...]:
    found = tuple(WORD.findall(INITIALS.sub("", text.casefold())))
    return tuple(word for word in found if word not in NOISE) or found


def _score(metric: Metric, asked: Sequence[str]) -> tuple[int, float]:
    """How many of the words are somewhere in the metric, and how well they stand there."""
    best = [max((weight * _fit(word, held) for weight, held in _fields(metric)), default=0.0) for word in asked]
    return sum(score > 0 for score in best), sum(best)


def _fit(word: str, held: tuple[str, ...]) -> float:
    if word in held:
        return 1.0
    if len(word) >= SHORTEST_STEM and any(other.startswith(word) for other in held):
        return 0.8
    if any(word.startswith(other) and len(word) - len(other) <= ENDING for other in held if len(other) > SHORTEST_STEM):
        return 0.8
    return max((0.6 for other in held if _alike(word, other)), default=0.0)


@lru_cache(maxsize=200_000)
def _alike(word: str, other: str) -> bool:
    if abs(len(word) - len(other)) > 2 or len(word) < 4 or word[0] != other[0]:
        return False
    return SequenceMatcher(None, word, other, autojunk=False).ratio() >= CLOSE_ENOUGH


@lru_cache(maxsize=5_000)
def _fields_of(name: str, synonyms: tuple[str, ...], metric_id: str, topic: str, definition: str):
    texts = {
        "name": name,
        "synonyms": " ".join(synonyms),
        "id": metric_id,
        "topic": topic,
        "definition": definition,
    }
    return tuple((FIELD_WEIGHTS[field], _words(text)) for field, text in texts.items())


def _fields(metric: Metric) -> tuple[tuple[float, tuple[str, ...]], ...]:
    return _fields_of(metric.name, metric.synonyms, metric.id, metric.topic, metric.definition)
