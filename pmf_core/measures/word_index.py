"""Every word of every metric with how much it counts there, so that a search looks words up and reads no text."""

from __future__ import annotations

import math
from collections import OrderedDict, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher

from pmf_core.definitions.metric import Metric
from pmf_core.measures.plain_words import meant_by, words_of

FIELD_WEIGHTS = {"name": 6.0, "synonyms": 5.0, "id": 4.0, "topic": 2.0, "definition": 1.0}
"""How much a word counts, by where it stands."""

BEGINS, MEANS, MISSPELT = 0.8, 0.85, 0.6
"""How much a word counts that begins like the one asked for, means the same, or is nearly written so."""

CLOSE_ENOUGH = 0.8
"""How alike two words must be for one to be a misspelling of the other."""

SHORTEST_STEM, SHORTEST_MISSPELT = 3, 4
"""The shortest beginning that stands for a word, and the shortest word that may be misspelt."""

ENDING = 3
"""The longest ending by which a word may be longer than the one it is found by: complaints, recycling."""

INDEXES_KEPT = 4


@dataclass
class WordIndex:
    """Word → metric id → how much it counts there."""

    words: Mapping[str, Mapping[str, float]]
    metrics: int
    _fits: dict[str, Mapping[str, float]] = field(default_factory=dict)

    def fit(self, word: str) -> Mapping[str, float]:
        """Metric → how well a word stands in it: as it is, as another word for it, or as a misspelling."""
        if word not in self._fits:
            self._fits[word] = self._looked_up(word)
        return self._fits[word]

    def rarity(self, word: str) -> float:
        """How much a word tells: one that stands in few metrics more than one that stands in many."""
        return 0.3 + math.log((self.metrics + 1) / (len(self.fit(word)) + 1))

    def as_known(self, asked: Sequence[str]) -> tuple[str, ...]:
        """The words as they are written here: 'pot holes' as one, 'flytipping' as two."""
        found: list[str] = []
        for place, word in enumerate(asked):
            if place and found[-1] == asked[place - 1] and self._is_one(found[-1], word):
                found[-1] += word
            else:
                found += self._apart(word)
        return tuple(dict.fromkeys(found))

    def _apart(self, word: str) -> list[str]:
        if word in self.words or meant_by(word):
            return [word]
        for cut in range(SHORTEST_STEM, len(word) - SHORTEST_STEM + 1):
            if self._is_said(word[:cut]) and self._is_said(word[cut:]):
                return [word[:cut], word[cut:]]
        return [word]

    def _is_one(self, word: str, after: str) -> bool:
        """Whether two words are written as one here, and not each by itself."""
        return self._is_said(word + after) and not (self._is_said(word) and self._is_said(after))

    def _is_said(self, word: str) -> bool:
        """Whether a word stands in a name or a synonym: codes run words together that nobody says so."""
        return max(self.words.get(word, {"": 0.0}).values()) >= FIELD_WEIGHTS["synonyms"]

    def _looked_up(self, word: str) -> Mapping[str, float]:
        found: defaultdict[str, float] = defaultdict(float)
        for other, factor in self._near(word):
            for metric, weight in self.words[other].items():
                found[metric] = max(found[metric], weight * factor)
        return dict(found)

    def _near(self, word: str) -> Iterator[tuple[str, float]]:
        """The words here that a word can stand for; a misspelling only where nothing else is found."""
        near = [(other, factor) for other in self.words if (factor := _written_alike(word, other))]
        near += [(other, MEANS) for other in meant_by(word) if other in self.words]
        if not near:
            near = [(other, MISSPELT) for other in self.words if _misspelt(word, other)]
        yield from near


def _written_alike(word: str, other: str) -> float:
    if word == other:
        return 1.0
    if len(word) >= SHORTEST_STEM and other.startswith(word):
        return BEGINS
    longer = len(word) - len(other)
    return BEGINS if len(other) > SHORTEST_STEM and longer <= ENDING and word.startswith(other) else 0.0


def _misspelt(word: str, other: str) -> bool:
    if abs(len(word) - len(other)) > 2 or len(word) < SHORTEST_MISSPELT or word[0] != other[0]:
        return False
    alike = SequenceMatcher(None, word, other, autojunk=False)
    return alike.real_quick_ratio() >= CLOSE_ENOUGH and alike.ratio() >= CLOSE_ENOUGH


def index_of(metrics: tuple[Metric, ...]) -> WordIndex:
    """The index of these metrics, made once for each state of the catalogue."""
    held = _kept.get(id(metrics))
    if held is None or held[0] is not metrics:
        held = _kept[id(metrics)] = (metrics, _made(metrics))
        while len(_kept) > INDEXES_KEPT:
            _kept.popitem(last=False)
    return held[1]


_kept: OrderedDict[int, tuple[tuple[Metric, ...], WordIndex]] = OrderedDict()


def _made(metrics: Sequence[Metric]) -> WordIndex:
    words: defaultdict[str, dict[str, float]] = defaultdict(dict)
    for metric in metrics:
        for name, text in _texts(metric):
            for word in words_of(text):
                words[word][metric.id] = max(words[word].get(metric.id, 0.0), FIELD_WEIGHTS[name])
    return WordIndex(dict(words), len(metrics))


def _texts(metric: Metric) -> Iterator[tuple[str, str]]:
    yield "name", metric.name
    yield from (("synonyms", synonym) for synonym in metric.synonyms)
    yield "id", metric.id.replace("_", " ")
    yield "topic", metric.topic
    yield "definition", metric.definition
