"""The unit of measure: a fraction for a per cent, thousands for pounds, or the other way about."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from pmf_core.definitions.metric import Measure
from pmf_core.returns.entries import NONE
from pmf_core.returns.match import Matched
from pmf_core.returns.staged import Finding, Severity
from pmf_core.returns.validate.now import Now, now, scale_of
from pmf_core.returns.validate.telling import Rule, entry_marks, number, tell, term_words, typed

JUMPS = {2.0: 100.0, 3.0: 1_000.0, 6.0: 1_000_000.0}
"""Steps of a scale: per cent for a fraction, thousands, millions."""

NEAR_A_JUMP = 0.18
"""How near a step (in powers of ten) counts as that step: within about half as much again."""


def wrong_scale(matched: Matched) -> Iterator[Finding]:
    """A fraction for a per cent, thousands for pounds, or the other way about, judged by the period before."""
    held = now(matched)
    factor = _factors(matched, held)
    at = {int(entry): float(step) for entry, step in zip(held.entry, factor, strict=True) if step}
    last = {int(entry): float(amount) for entry, amount in zip(held.entry, held.last, strict=True)}

    def why(place: int) -> str:
        times = at[place] if at[place] > 1 else 1 / at[place]
        side = "smaller" if at[place] > 1 else "larger"
        known = f"{number(last[place] / scale_of(matched, place))} the period before" if last[place] else "its counts"
        unit = _unit(matched, place)
        return f"'{term_words(matched, place)}' is about {number(times)} times {side} than {known}: {unit}."

    rule = Rule("wrong_scale", Severity.ERROR, why, "Write it in the unit of measure of the template.")
    marks = list(entry_marks(matched, np.array(sorted(at), dtype=np.int64)))
    yield from tell(
        matched, rule, marks,
        after=lambda place: typed(float(matched.entries.number[place]) * at[place]),
        reason="Write the figure in the unit of measure that is asked.",
    )  # fmt: skip


def _unit(matched: Matched, entry: int) -> str:
    term = matched.request.terms[matched.entries.term[entry]]
    if term.scale > 1:
        return f"it is asked in {number(term.scale)}s" if term.scale != 100 else "it is asked as a fraction"
    metric = matched.request.metrics[term.item]
    return "it is asked in per cent, not as a fraction" if metric.unit.kind is Measure.PERCENTAGE else "check the unit"


def _factors(matched: Matched, held: Now) -> NDArray[np.float64]:
    """What each amount is multiplied by to be on the scale of the one before; 0 where it is on it."""
    percent = np.array(
        [
            (metric := matched.request.metrics.get(term.item)) is not None
            and metric.unit.kind is Measure.PERCENTAGE
            and term.part == "value"
            for term in matched.request.terms
        ]
    )[matched.entries.term[held.entry]]
    reference = _reference(matched, held)
    with np.errstate(divide="ignore", invalid="ignore"):
        ratio = np.log10(np.abs(held.amount / reference))
    factor = np.zeros(len(ratio))
    for power, times in JUMPS.items():
        fitting = percent if power == 2 else ~percent
        factor = np.where(fitting & (np.abs(ratio + power) < NEAR_A_JUMP), times, factor)
        factor = np.where(fitting & (np.abs(ratio - power) < NEAR_A_JUMP), 1 / times, factor)
    return np.where(np.abs(reference) >= 1, factor, 0.0)


def _reference(matched: Matched, held: Now) -> NDArray[np.float64]:
    """What each amount should be near: what its counts give, or the period before."""
    pivot = matched.pivot
    given = np.full(len(matched.entries), np.nan)
    counted = (pivot.entry[2] != NONE) & (pivot.staged.denominator > 0)
    given[pivot.entry[2, counted]] = pivot.staged.value[counted]
    here = given[held.entry]
    return np.where(np.isnan(here), held.last, here)


def rescaled(matched: Matched) -> NDArray[np.int64]:
    """The entries that stand on another scale than they should."""
    held = now(matched)
    return held.entry[_factors(matched, held) != 0]
