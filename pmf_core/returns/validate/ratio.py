"""Numerator and denominator: nothing to divide by, more than there are, one without the other, another value."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from pmf_core.definitions.calculation import Ratio
from pmf_core.returns.entries import NONE
from pmf_core.returns.match import Matched
from pmf_core.returns.staged import Finding, Severity
from pmf_core.returns.validate.now import scale_of
from pmf_core.returns.validate.scale import rescaled
from pmf_core.returns.validate.telling import Rule, entry_marks, number, shown, tell, term_words, typed, unit_name

TOP, BOTTOM, VALUE = 0, 1, 2
"""The parts by their place."""

ROUNDING = 0.5 + 1e-6
"""A value is told to the last place that it is written with: half of it either way is rounding."""


def zero_denominators(matched: Matched) -> Iterator[Finding]:
    """Nothing to divide by."""
    staged, entry = matched.pivot.staged, matched.pivot.entry
    zero = (staged.denominator == 0) & (entry[BOTTOM] != NONE)
    grave = np.flatnonzero(zero & (np.nan_to_num(staged.numerator) != 0))
    rule = Rule(
        "zero_denominator",
        Severity.ERROR,
        "There is something in the numerator, and nothing to divide it by.",
        "Type the denominator; if there was none, the numerator is 0 too.",
    )
    yield from tell(matched, rule, entry_marks(matched, entry[BOTTOM, grave]))
    none = np.flatnonzero(zero & (staged.numerator == 0))
    note = Rule(
        "nothing_to_divide",
        Severity.NOTE,
        "Of none there is no share: the hub shows 'nothing to divide by', not 0.",
        "Nothing needs doing if there were none.",
    )
    yield from tell(matched, note, entry_marks(matched, entry[BOTTOM, none]))


def numerators_over_denominators(matched: Matched) -> Iterator[Finding]:
    """More of a part than there is of the whole; changed over where the other way round fits the month before."""
    staged, pivot, request = matched.pivot.staged, matched.pivot, matched.request
    shares = np.array([_is_share(matched, metric) for metric in request.metrics] or [False])
    over = np.flatnonzero((staged.numerator > staged.denominator) & (staged.denominator > 0) & shares[pivot.metric])
    at = {int(pivot.entry[TOP, place]): place for place in over.tolist()}

    def why(entry: int) -> str:
        whole = number(float(staged.denominator[at[entry]]))
        return f"'{term_words(matched, entry)}' is a part of the {whole} beside it, and can't be more than them."

    rule = Rule(
        "numerator_over_denominator",
        Severity.ERROR,
        why,
        "Check both figures: are they in each other's column, or is one of them of another month?",
    )
    yield from tell(matched, rule, entry_marks(matched, pivot.entry[TOP, over]))


def _is_share(matched: Matched, metric_id: str) -> bool:
    metric = matched.request.metrics[metric_id]
    return isinstance(metric.calculation, Ratio) and metric.possible[1] == metric.calculation.per


def half_pairs(matched: Matched) -> Iterator[Finding]:
    """One of numerator and denominator, without the other and without a reason."""
    staged, entry = matched.pivot.staged, matched.pivot.entry
    for there, gone in ((TOP, BOTTOM), (BOTTOM, TOP)):
        lonely = np.flatnonzero(
            ~np.isnan(staged.amounts[there]) & np.isnan(staged.amounts[gone]) & (entry[gone] == NONE)
        )
        word = "denominator" if gone == BOTTOM else "numerator"
        rule = Rule(
            "half_pair",
            Severity.ERROR,
            lambda place, word=word: f"'{term_words(matched, place)}' of {unit_name(matched, place)} has no {word}.",
            f"Send the {word} too, or a reason why there is none.",
        )
        yield from tell(matched, rule, entry_marks(matched, entry[there, lonely]))


def values_unlike_their_counts(matched: Matched) -> Iterator[Finding]:
    """A value that its numerator and denominator do not give, beyond rounding."""
    pivot, request = matched.pivot, matched.request
    held = np.flatnonzero((pivot.entry[VALUE] != NONE) & (pivot.staged.denominator > 0) & ~np.isnan(pivot.staged.value))
    entries = pivot.entry[VALUE, held]
    read = matched.entries.read[entries]
    held, entries = held[read], entries[read]
    scales = np.array([term.scale for term in request.terms])[matched.entries.term[entries]]
    sent, given = matched.entries.number[entries], pivot.staged.value[held] / scales
    last_place = np.array([10.0 ** -_places(value) for value in sent.tolist()] or [1.0])[: len(sent)]
    off = (np.abs(sent - given) > ROUNDING * last_place) & ~np.isin(entries, rescaled(matched))
    right = dict(zip(entries[off].tolist(), (float(value) for value in given[off]), strict=True))
    of = {int(entry): list(request.metrics)[pivot.metric[place]] for entry, place in zip(entries, held, strict=True)}

    def why(entry: int) -> str:
        value = shown(right[entry] * scale_of(matched, entry), request.metrics[of[entry]])
        return f"Its numerator and denominator give {value}."

    rule = Rule("value_unlike_counts", Severity.ERROR, why, "Check the counts and the value: one of them is wrong.")
    yield from tell(
        matched, rule, entry_marks(matched, entries[off]),
        after=lambda place: typed(round(right[place], 2)), reason="Take the value that the counts give.",
    )  # fmt: skip


def _places(amount: float) -> int:
    """How many places after the point a number is written with, at most six."""
    text = f"{amount:.6f}".rstrip("0")
    return len(text.partition(".")[2])
