"""What its own series would hardly give: a nought where there were many, a value out of its limits."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from pmf_core.definitions.returning import Part
from pmf_core.returns.entries import NONE
from pmf_core.returns.match import Matched
from pmf_core.returns.staged import Finding, Severity
from pmf_core.returns.validate.now import now, scale_of
from pmf_core.returns.validate.scale import rescaled
from pmf_core.returns.validate.telling import Rule, entry_marks, number, shown, tell, unit_name

NOTICED = 20
"""From this size on, a nought in the next period is asked about."""


def noughts(matched: Matched) -> Iterator[Finding]:
    """A nought where there were many: often typed for 'not known yet'."""
    held = now(matched)
    found = held.entry[(held.amount == 0) & (held.last >= NOTICED)]
    last = dict(zip(held.entry.tolist(), held.last.tolist(), strict=True))
    rule = Rule(
        "nought_for_unknown",
        Severity.WARNING,
        lambda place: (
            f"There were {number(last[place] / scale_of(matched, place))} the period before: "
            "0 says that there were none at all."
        ),
        "If it is not known yet, type 'not available'; if there were none, leave the 0.",
    )
    yield from tell(matched, rule, entry_marks(matched, found))


MOVING = 3.267 / (2 * 2.66)
"""The limit of a moving range as a share of the width between the limits (Wheeler's constants of an XmR chart)."""


def _unlike(value: NDArray[np.float64], last: NDArray[np.float64], limits: NDArray[np.float64]) -> NDArray[np.bool_]:
    """Outside the limits; where the value before was outside too, also further from it than one step usually is."""
    outside = (value < limits[:, 0]) | (value > limits[:, 1])
    known = (last < limits[:, 0]) | (last > limits[:, 1])
    stepped = np.abs(value - last) > MOVING * (limits[:, 1] - limits[:, 0])
    return outside & (~known | stepped)


SPREADS = 3.0
"""So many standard deviations of chance a count may differ from what is expected (Shewhart's three sigma)."""


def _more_than_chance(matched: Matched, limits: NDArray[np.float64]) -> NDArray[np.bool_]:
    """Whether a count differs from the middle of its limits by more than small numbers do by chance (Poisson, or
    binomial for a share); what is not counted is never chance.
    """
    pivot, request = matched.pivot, matched.request
    staged = pivot.staged
    middle = limits.mean(axis=1)
    per = np.array([request.per(name) for name in request.metrics])[pivot.metric]
    whole = {term.item for term in request.terms if term.whole and term.part is not Part.DENOMINATOR}
    counted = np.array([name in whole for name in request.metrics])[pivot.metric]
    share = np.array([request.metrics[name].possible[1] == request.per(name) for name in request.metrics])[pivot.metric]
    ratio = ~np.isnan(staged.denominator)
    expected = np.where(ratio, middle / per * staged.denominator, middle)
    count = np.where(ratio, staged.numerator, staged.value)
    left = np.where(share & ratio, np.clip(1 - middle / per, 0, 1), 1.0)
    spread = np.sqrt(np.maximum(np.abs(expected) * left, 1.0))
    return ~counted | (np.abs(count - expected) > SPREADS * spread)


def surprises(matched: Matched) -> Iterator[Finding]:
    """A value that its own series would hardly give."""
    pivot, request = matched.pivot, matched.request
    asked = [code for code, period in enumerate(matched.entries.periods) if period == request.period]
    limits = request.limits[pivot.metric, pivot.unit]
    value = pivot.staged.value
    last = request.last[pivot.metric, pivot.unit, 2]
    outside = np.isin(pivot.period, asked) & _unlike(value, last, limits) & _more_than_chance(matched, limits)
    odd = np.flatnonzero(outside & ~np.isin(pivot.entry, rescaled(matched)).any(axis=0))
    place = {int(_primary(pivot.entry[:, obs])): int(obs) for obs in odd.tolist()}
    names = list(request.metrics)

    def why(entry: int) -> str:
        obs = place[entry]
        metric = request.metrics[names[pivot.metric[obs]]]
        least, most = metric.possible
        low, high = (shown(float(limit), metric) for limit in np.clip(limits[obs], least, most))
        what = f"{metric.name} of {unit_name(matched, entry)}"
        return f"{what} comes to {shown(float(value[obs]), metric)}; its own series usually gives {low} to {high}."

    rule = Rule(
        "surprise",
        Severity.WARNING,
        why,
        "Check the figure; if it is right, say in the note what happened, for the reader will ask.",
    )
    yield from tell(matched, rule, entry_marks(matched, np.array(sorted(place), dtype=np.int64)))


def _primary(entry: NDArray[np.int64]) -> int:
    return int(entry[0] if entry[0] != NONE else entry[2])
