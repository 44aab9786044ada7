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

CLOSE_ENOUGH = 0.8
"""How alike two words must be for one to be a misspelling of the other."""


def search(catalogue: Catalogue, words: str, *, scope: Scope) -> tuple[Metric, ...]:
    """The metrics that answer to the words, the best first; without words, all by name."""
    readable = [m for m in catalogue.metrics if scope.may_read_metric(m) and m.superseded_by is None]
    asked = _words(words)
    if not asked:
        return tuple(readable)
    scored = [(score, m) for m in readable if (score := _score(m, asked)) > 0]
    return tuple(m for _, m in sorted(scored, key=lambda pair: (-pair[0], pair[1].name.casefold())))


def _words(text: str) -> tuple[str, ...]:
    found = tuple(WORD.findall(text.casefold()))
    return tuple(word for word in found if word not in NOISE) or found


def _score(metric: Metric, asked: Sequence[str]) -> float:
    """The sum over the words asked for; nothing if one of them is nowhere."""
    total = 0.0
    for word in asked:
        best = max((weight * _fit(word, held) for weight, held in _fields(metric)), default=0.0)
        if best == 0:
            return 0.0
        total += best
    return total


def _fit(word: str, held: tuple[str, ...]) -> float:
    if word in held:
        return 1.0
    if any(other.startswith(word) or word.startswith(other) for other in held if min(len(word), len(other)) > 2):
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
