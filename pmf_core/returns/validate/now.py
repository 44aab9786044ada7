"""The figures of the period asked, each beside the one of the period before."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from pmf_core.returns.entries import NONE
from pmf_core.returns.match import Matched
from pmf_core.returns.staged import PARTS


@dataclass(frozen=True, eq=False)
class Now:
    """The entries of the period asked that have a number, each beside last period's; all of one length."""

    entry: NDArray[np.int64]
    amount: NDArray[np.float64]
    """In the metric's unit of measure."""
    last: NDArray[np.float64]
    """NaN where nothing is known."""


def now(matched: Matched) -> Now:
    """The entries of metrics in the period asked."""
    entries, request = matched.entries, matched.request
    metrics = {name: place for place, name in enumerate(request.metrics)}
    metric_of = np.array([metrics.get(term.item, NONE) for term in request.terms])
    part_of = np.array([PARTS.index(term.part) if term.part else NONE for term in request.terms])
    scale_of = np.array([term.scale for term in request.terms])
    asked = [code for code, period in enumerate(entries.periods) if period == request.period]
    here = np.isin(entries.period, asked) & entries.read & (entries.term != NONE) & (entries.unit != NONE)
    entry = np.flatnonzero(here & (metric_of[np.maximum(entries.term, 0)] != NONE))
    term = entries.term[entry]
    last = request.last[metric_of[term], entries.unit[entry], part_of[term]]
    return Now(entry, entries.number[entry] * scale_of[term], last)


def scale_of(matched: Matched, entry: int) -> float:
    """What the number of an entry is multiplied by to be in its metric's unit of measure."""
    return matched.request.terms[matched.entries.term[entry]].scale
