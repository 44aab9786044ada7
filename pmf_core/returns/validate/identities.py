"""What must hold between the numbers of one unit: openings and closings, parts and totals."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from pmf_core.definitions.returning import Balance, Identity, PartsOfTotal
from pmf_core.returns.entries import NONE
from pmf_core.returns.match import Matched
from pmf_core.returns.pivot import of_term
from pmf_core.returns.staged import Finding, Severity
from pmf_core.returns.validate.telling import Rule, entry_marks, number, tell, term_words, typed


def identities(matched: Matched) -> Iterator[Finding]:
    """Opening + in − out = closing, and parts that sum to their total."""
    for identity in matched.request.asked.identities:
        places = [matched.request.term_places[term] for term in identity.terms]
        held = [of_term(matched.entries, matched.request, place) for place in places]
        numbers = np.stack([numbers for numbers, _ in held])
        signs = _signs(identity)
        given = np.einsum("i,iup->up", signs, numbers[:-1])
        off = np.abs(given - numbers[-1]) > _rounding(matched, places)
        yield from _told(matched, identity, given=given[off], entries=held[-1][1][off], places=places)


def _signs(identity: Identity) -> NDArray[np.float64]:
    match identity:
        case Balance():
            return np.array([1.0, *([1.0] * len(identity.plus)), *([-1.0] * len(identity.minus))])
        case PartsOfTotal():
            return np.ones(len(identity.parts))


def _rounding(matched: Matched, places: list[int]) -> float:
    """Numbers that come in ones add up exactly; others are each rounded to a tenth of how they are written."""
    terms = [matched.request.terms[place] for place in places]
    return 0.5 if all(term.whole for term in terms) else 0.051 * sum(term.scale for term in terms)


def _told(
    matched: Matched, identity: Identity, *, given: NDArray, entries: NDArray, places: list[int]
) -> Iterator[Finding]:
    terms = matched.request.terms
    scale = terms[places[-1]].scale
    right = {int(entry): float(amount) / scale for entry, amount in zip(entries, given, strict=True)}
    headings = [terms[place].column for place in places]
    signs = ["", *(" + " if sign > 0 else " − " for sign in _signs(identity)[1:])]
    sum_words = "".join(f"{sign}'{heading}'" for sign, heading in zip(signs, headings, strict=False))
    rule = Rule(
        "balance" if isinstance(identity, Balance) else "parts_of_total",
        Severity.ERROR,
        lambda place: f"{sum_words} gives {number(right[place])}, and '{term_words(matched, place)}' says otherwise.",
        "Find the number that is wrong among these, and mend it.",
    )
    marks = entry_marks(matched, entries[entries != NONE])
    yield from tell(
        matched, rule, marks, after=lambda place: typed(right[place]), reason="Take what the other numbers give."
    )


def carried_forward(matched: Matched) -> Iterator[Finding]:
    """An opening number that is not what the period before closed with."""
    request, entries = matched.request, matched.entries
    metrics = list(request.metrics)
    asked = [code for code, period in enumerate(entries.periods) if period == request.period]
    for control in request.asked.controls:
        if not control.carried_from or not asked:
            continue
        term = request.term_places[control.id]
        numbers, places = of_term(entries, request, term)
        numbers, places = numbers[:, asked[0]], places[:, asked[0]]
        before = request.last[metrics.index(control.carried_from), :, 2]
        off = np.flatnonzero(np.abs(numbers - before) > 0.5)
        closed = {int(places[unit]): float(before[unit]) for unit in off.tolist()}
        rule = Rule(
            "not_carried",
            Severity.WARNING,
            lambda place, closed=closed: f"The {request.asked.grain} before closed with {number(closed[place])}.",
            "Check which of the two is right; if last time's figure was wrong, send a correction of it too.",
        )
        yield from tell(matched, rule, entry_marks(matched, places[off]))
