"""The answer as a waterfall and as a table."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from pmf_core.views import words
from pmf_core.views.metric_profile.header import Subject
from pmf_core.views.status import StatusKind, Table
from pmf_core.views.why.answer import Answer, Contributor
from pmf_core.views.why.sentences import (
    PRESENCE_WORDS,
    finding,
    judged_kind,
    judged_words,
    places_of,
    reading,
    score_words,
    signed,
    with_unit,
)
from pmf_core.views.why.values import Step, StepKind, Waterfall

MOST_SHOWN = 8
"""So many contributors have a row of their own in each block of the waterfall; the rest are told together."""


def waterfall_of(held: Answer, subject: Subject, *, parts: str) -> Waterfall:
    """Rows from the level before to the level after."""
    point = subject.assessment.point
    after = point.period.name if point and held.earlier.periods else subject.assessment.unit.name
    metric = held.metric
    return Waterfall(
        title=finding(held, parts=parts),
        sentence=reading(held, parts=parts),
        alt=f"Waterfall of {metric.name} at {subject.assessment.unit.name}, from {held.earlier.name} to {after}.",
        axis=metric.unit.words or metric.name,
        steps=tuple(_steps(held, after=after)),
        decimals=places_of(held),
        notes=tuple(_notes(held)),
    )


def _steps(held: Answer, *, after: str) -> Iterator[Step]:
    metric = held.metric
    begins = words.capitalised(held.earlier.name)
    yield Step(begins, StepKind.LEVEL, held.before, held.before, words.number(held.before, metric))
    reached = held.before
    for name, amount, kind, told in _moves(held):
        text = with_unit(amount, metric, places=places_of(held))
        yield Step(name, StepKind.MOVE, reached, reached + amount, text, kind, told)
        reached += amount
    yield Step(after, StepKind.LEVEL, held.after, held.after, words.number(held.after, metric))


@dataclass(frozen=True, slots=True)
class Effect:
    """One of the two ways in which parts contribute."""

    of: Callable[[Contributor], float]
    beyond: Callable[[Contributor], bool]
    score: Callable[[Contributor], float | None]
    name: str = ""


OWN = Effect(lambda each: each.rate, lambda each: each.rate_beyond, lambda each: each.rate_score, ", own")
SHARE = Effect(lambda each: each.mix, lambda each: each.mix_beyond, lambda each: each.mix_score, ", share")
ALONE = replace(OWN, name="")

Move = tuple[str, float, StatusKind, str]


def _moves(held: Answer) -> Iterator[Move]:
    """Own figures first, then shares, then what could not be split."""
    for effect in (OWN, SHARE) if held.has_mix else (ALONE,):
        yield from _block(held, effect)
    if _shows(held.not_split, held):
        yield "Not split: figures not known at both moments", held.not_split, StatusKind.NEUTRAL, ""


def _shows(amount: float, held: Answer) -> bool:
    """Whether an amount is more than nought as it is written."""
    return abs(amount) >= 0.5 * 10 ** -places_of(held)


def _block(held: Answer, effect: Effect) -> Iterator[Move]:
    moved = [each for each in held.contributors if _shows(effect.of(each), held)]
    largest = sorted(moved, key=lambda each: (not effect.beyond(each), -abs(effect.of(each))))[:MOST_SHOWN]
    way = 1.0 if held.change >= 0 else -1.0
    for each in sorted(largest, key=lambda each: -way * effect.of(each)):
        amount, beyond = effect.of(each), effect.beyond(each)
        kind = judged_kind(held, amount) if beyond else StatusKind.NEUTRAL
        told = PRESENCE_WORDS.get(each.presence)
        told = told or score_words(effect.score(each), beyond=beyond, by_chance=held.by_chance)
        yield f"{each.part.name}{effect.name}", amount, kind, told
    rest = [each for each in held.contributors if each not in largest]
    amount = sum(effect.of(each) for each in rest)
    if _shows(amount, held):
        yield f"{len(rest)} others{effect.name}", amount, StatusKind.NEUTRAL, "Each smaller than those above"


def _notes(held: Answer) -> Iterator[str]:
    if held.is_gap:
        yield "A gap is out of the ordinary when a part's own wobble from period to period would not make it."
    elif held.by_chance:
        yield "There are too few earlier figures, so contributions are tested against what chance alone would make."
    elif held.comparisons:
        yield (
            f"Ordinary is what the same comparison gave at {words.count(held.comparisons, 'earlier moment')}; "
            "it is allowed for that many parts are looked at."
        )
    if held.has_mix:
        yield "Own: what a part's own change makes of it; share: what its growing or shrinking makes of it."
    if held.metric.cumulative:
        yield "Year-to-date figures are taken apart first: what is explained is what each period added."


def table_of(held: Answer, *, parts: str) -> tuple[Table, tuple[str, ...]]:
    """Every contributor, the largest first, and the unit that each row leads to."""
    metric, places = held.metric, places_of(held)
    effects = ("Own", "Share", "Together") if held.has_mix else ("Change",)
    rows, values = [], []
    for each in held.contributors:
        amounts = (each.rate, each.mix, each.together) if held.has_mix else (each.rate,)
        shown = tuple(_number(value, held) for value in (each.before, each.after))
        told = judged_words(each, held)
        rows.append((each.part.name, *shown, *(signed(a, metric, places=places) for a in amounts), told))
        values.append((each.part.name, each.before, each.after, *amounts, told))
    count = len(effects)
    table = Table(
        title=f"What each of the {parts} makes of it",
        columns=("Part", "Before", "After", *effects, "Judged"),
        rows=tuple(rows),
        values=tuple(values),
        numeric=tuple(range(1, 3 + count)),
        note=_table_note(held),
    )
    return table, tuple(each.part.unit for each in held.contributors)


def _number(value: float | None, held: Answer) -> str:
    return words.MISSING if value is None else words.number(value, held.metric)


def _table_note(held: Answer) -> str:
    places = places_of(held)
    change = with_unit(held.change, held.metric, places=places)
    told = f"All rows together make {change}"
    if _shows(held.not_split, held):
        told = f"All rows make {with_unit(held.change - held.not_split, held.metric, places=places)} of {change}"
        told += "; the rest is of parts whose figures are not known at both moments"
    return f"{told}."
