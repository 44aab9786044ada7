"""What its own series would hardly give: a nought where there were many, a value out of its limits."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

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


def surprises(matched: Matched) -> Iterator[Finding]:
    """A value that its own series would hardly give."""
    pivot, request = matched.pivot, matched.request
    asked = [code for code, period in enumerate(matched.entries.periods) if period == request.period]
    limits = request.limits[pivot.metric, pivot.unit]
    value = pivot.staged.value
    last = request.last[pivot.metric, pivot.unit, 2]
    outside = np.isin(pivot.period, asked) & _unlike(value, last, limits)
    odd = np.flatnonzero(outside & ~np.isin(pivot.entry, rescaled(matched)).any(axis=0))
    place = {int(_primary(pivot.entry[:, obs])): int(obs) for obs in odd.tolist()}
    names = list(request.metrics)

    def why(entry: int) -> str:
        obs = place[entry]
        metric = request.metrics[names[pivot.metric[obs]]]
        low, high = (shown(float(limit), metric) for limit in limits[obs])
        return f"{metric.name} of {unit_name(matched, entry)} comes to {shown(float(value[obs]), metric)}; by itself " \
            f"the series gives {low} to {high}."  # fmt: skip

    rule = Rule(
        "surprise",
        Severity.WARNING,
        why,
        "Check the figure; if it is right, say in the note what happened, for the reader will ask.",
    )
    yield from tell(matched, rule, entry_marks(matched, np.array(sorted(place), dtype=np.int64)))


def _primary(entry: NDArray[np.int64]) -> int:
    return int(entry[0] if entry[0] != NONE else entry[2])
