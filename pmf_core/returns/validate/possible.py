"""What a number can't be: below or above what is possible, or a part of something that comes in ones."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from pmf_core.definitions.returning import Part
from pmf_core.returns.entries import NONE
from pmf_core.returns.match import Matched
from pmf_core.returns.staged import Finding, Severity
from pmf_core.returns.validate.telling import Rule, entry_marks, shown, tell, term_words

AFTER_THE_POINT = 1e-9


def impossible(matched: Matched) -> Iterator[Finding]:
    """An amount outside what its metric can be; counts can't be negative where the metric can't."""
    entries, request = matched.entries, matched.request
    for place, term in enumerate(request.terms):
        lower, upper = _bounds(matched, place)
        here = np.flatnonzero((entries.term == place) & entries.read)
        amounts = entries.number[here] * term.scale
        outside = here[(amounts < lower) | (amounts > upper)]
        metric = request.metrics.get(term.item)
        says = [
            f"at least {shown(lower, metric) if metric else lower:}" if np.isfinite(lower) else "",
            f"at most {shown(upper, metric) if metric else upper:}" if np.isfinite(upper) else "",
        ]
        rule = Rule(
            "impossible",
            Severity.ERROR,
            f"'{term.column}' is {' and '.join(word for word in says if word)}.",
            "Check the figure and its unit of measure, and type what is right.",
        )
        yield from tell(matched, rule, entry_marks(matched, outside))


def _bounds(matched: Matched, place: int) -> tuple[float, float]:
    term = matched.request.terms[place]
    if term.part is None:
        return 0.0, np.inf
    lowest, highest = matched.request.metrics[term.item].possible
    lower = -np.inf if lowest is None else lowest
    if term.part is Part.VALUE:
        return lower, np.inf if highest is None else highest
    if term.part is Part.DENOMINATOR:
        return 0.0, np.inf
    return (0.0 if lower >= 0 else -np.inf), np.inf


def not_whole(matched: Matched) -> Iterator[Finding]:
    """A part of a person, call or collection."""
    entries = matched.entries
    whole = np.array([term.whole for term in matched.request.terms])
    numbers = np.where(entries.read, entries.number, 0.0)
    parts = np.abs(numbers - np.round(numbers)) > AFTER_THE_POINT
    found = np.flatnonzero(parts & (entries.term != NONE) & whole[np.maximum(entries.term, 0)])
    rule = Rule(
        "not_whole",
        Severity.ERROR,
        lambda place: f"'{term_words(matched, place)}' is counted in ones; there is no part of one.",
        "Type the count itself: an average, a rate or a rounded figure does not belong here.",
    )
    yield from tell(matched, rule, entry_marks(matched, found))
