"""The words of a request: what a heading or a row's label stands for."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from pmf_core.definitions.period import MONTHS_OF, Grain, Period, YearType, add_months, months
from pmf_core.definitions.returning import Part
from pmf_core.returns.headings import best, plain_heading
from pmf_core.returns.periods import period_of_cell
from pmf_core.returns.request import Request, Term
from pmf_core.returns.unit_names import UnitNames
from pmf_core.returns.workbook import Cell

MOST_GUESSED = 100
"""How many different words that aren't known are looked at for what they may mean: each costs as much as a sheet."""


@dataclass(frozen=True)
class Label:
    """What a row's label stands for: one term, or a metric whose part stands elsewhere; some words are both."""

    term: str = ""
    metric: str = ""
    likeness: float = 1.0

    @property
    def said(self) -> bool:
        """Whether it stands for anything."""
        return bool(self.term or self.metric)


@dataclass(frozen=True)
class Vocabulary:
    """Every word by which a request's terms, parts and units may be called."""

    request: Request

    @cached_property
    def units(self) -> UnitNames:
        """What the units are called."""
        return UnitNames(self.request)

    @cached_property
    def terms(self) -> dict[str, tuple[str, ...]]:
        """Each term with every heading that stands for it."""
        return {term.id: tuple(self._of(term)) for term in self.request.terms}

    def _of(self, term: Term) -> Sequence[str]:
        words = [term.column, *term.words, term.id]
        metric = self.request.metrics.get(term.item)
        if metric is None or term.part is None:
            return words
        parts = self.request.asked.headings.part_names[term.part]
        words += [f"{metric.name} {name}" for name in (term.part.value, *parts)]
        if self.alone(term.item):
            words += [metric.name, metric.id, *metric.synonyms]
        return words

    def alone(self, item: str) -> bool:
        """Whether only one number is asked of a metric, so that its name is enough."""
        return sum(term.item == item for term in self.request.terms) == 1

    @cached_property
    def _exact(self) -> dict[str, str]:
        said: dict[str, set[str]] = {}
        for term, words in self.terms.items():
            for word in words:
                said.setdefault(plain_heading(word), set()).add(term)
        return {word: min(terms) for word, terms in said.items() if len(terms) == 1}

    @cached_property
    def _metrics(self) -> dict[str, str]:
        return {
            plain_heading(word): metric.id
            for metric in self.request.metrics.values()
            for word in (*metric.synonyms, metric.id, metric.name)
        }

    @cached_property
    def _parts(self) -> dict[str, Part]:
        named = self.request.asked.headings.part_names.items()
        return {plain_heading(word): part for part, words in named for word in (part.value, *words)}

    @property
    def year(self) -> YearType:
        """What a pair of years stands for."""
        return next(iter(self.request.metrics.values())).year_type

    def period(self, cell: Cell) -> Period | None:
        """The period that a cell stands for; a day stands for the period of the return that it lies in."""
        found = period_of_cell(cell, year=self.year)
        grain = self.request.asked.grain
        if found is None or found.grain is not Grain.DAY or grain not in MONTHS_OF:
            return found
        into = (found.start.month - self.year.first_month) % MONTHS_OF[grain]
        return months(add_months(found.start.replace(day=1), -into), grain)

    def part(self, text: str) -> Part | None:
        """The part of a figure that a text names."""
        return self._parts.get(plain_heading(text))

    def exactly(self, text: str) -> Label:
        """What a text stands for, letter by letter but for case and signs."""
        word = plain_heading(text)
        return Label(term=self._exact.get(word, ""), metric=self._metrics.get(word, ""))

    def labels(self, texts: Iterable[str]) -> Iterator[Label]:
        """What each text stands for, or is most like; past many strange ones only what is written exactly counts."""
        guessed = 0
        for text in texts:
            found = self.exactly(text)
            if not found.said and guessed < MOST_GUESSED:
                guessed += 1
                found = self.likeliest(text)
            yield found

    def likeliest(self, text: str) -> Label:
        """What a text is most like."""
        term, likeness = best(text, self.terms)
        if term:
            return Label(term=term, likeness=likeness)
        names = {metric.id: (metric.name,) for metric in self.request.metrics.values()}
        metric, likeness = best(text, names)
        return Label(metric=metric, likeness=likeness if metric else 0.0)
