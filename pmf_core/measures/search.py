"""Finding a metric by name, code, synonym or plain words; spelling is forgiven."""

from __future__ import annotations

from pmf_core.access.scope import Scope
from pmf_core.catalogue.catalogue import Catalogue
from pmf_core.definitions.metric import Metric
from pmf_core.measures.plain_words import asked_words
from pmf_core.measures.word_index import WordIndex, index_of

LEAST_WORDS = 0.5
"""The share of the words asked for that a metric must have."""

BOARD_FIRST = 2.0
"""How much more a metric of the board counts than one that is published beside it under much the same words."""


def search(catalogue: Catalogue, words: str, *, scope: Scope) -> tuple[Metric, ...]:
    """The metrics that answer to the words, the best first; without words, all by name."""
    readable = [m for m in catalogue.metrics if scope.may_read_metric(m) and m.superseded_by is None]
    asked = asked_words(words)
    if not asked:
        return tuple(readable)
    index = index_of(catalogue.metrics)
    scored = [(*_score(m, index, index.as_known(asked)), m) for m in readable]
    found = [held for held in scored if held[0] >= LEAST_WORDS]
    exactly = words.strip().casefold()
    return tuple(m for *_, m in sorted(found, key=lambda held: (not _is(held[2], exactly), -held[1], held[2].name)))


def _is(metric: Metric, words: str) -> bool:
    """Whether the words are a metric's own code or name."""
    return words in (metric.id, metric.name.casefold())


def _score(metric: Metric, index: WordIndex, asked: tuple[str, ...]) -> tuple[float, float]:
    """What share of the words are somewhere in the metric, and how well they stand there; rare words count more."""
    best = [index.fit(word).get(metric.id, 0.0) for word in asked]
    share = sum(score > 0 for score in best) / len(asked)
    weight = sum(score * index.rarity(word) for score, word in zip(best, asked, strict=True))
    return share, weight * share * (BOARD_FIRST if metric.vital_sign else 1.0)
