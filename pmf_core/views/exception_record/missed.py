"""Worsenings that turned out real, and whether the list had them in time: what precision alone doesn't tell."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from pmf_core.definitions.rule import Code
from pmf_core.judgement.confirming import AFTER
from pmf_core.views.exception_record.confirmed import Later, frozen
from pmf_core.views.exception_record.episodes import Entry, Month
from pmf_core.views.exceptions.cases import bad_way_is_up

REAL_SHIFT = 1.0
"""A worsening counts from this many σ on: the smallest that the rules were measured for (1σ, beyond.md 3.2)."""

FINDS = (Code.E1, Code.E2, Code.E4, Code.E5)
"""The codes that can find a figure getting worse."""


@dataclass(frozen=True, slots=True)
class Worsening:
    """A level that turned out worse for six months running, and the codes that stood on the list within them."""

    metric: str
    began: Month
    found_by: frozenset[Code]


def worsenings(months: Sequence[Month], later: Mapping[str, Later]) -> tuple[Worsening, ...]:
    """Each real worsening among the months whose next six are known; one that goes on is counted once."""
    found: list[Worsening] = []
    for metric, held in later.items():
        quiet_until = -1
        for place, month in enumerate(months):
            entry = month.entries.get(metric)
            if place <= quiet_until or entry is None or not _worse_from(entry, held):
                continue
            found.append(Worsening(metric, month, _codes(months[place : place + AFTER], metric)))
            quiet_until = place + AFTER - 1
    return tuple(found)


def _worse_from(entry: Entry, held: Later) -> bool:
    """Whether a month, and the median of six from it on, lie a σ or more on the bad side of what was frozen then.

    The median of the six months before must not: that would be a worsening of long ago. One month out of six moves no
    median.
    """
    then = entry.known.assessment
    up, (centre, sigma) = bad_way_is_up(then), frozen(entry.known.process)
    if then.point is None or up is None or not np.isfinite(sigma) or sigma <= 0:
        return False
    starts = [point.period.start for point in held.assessment.series]
    if then.point.period.start not in starts:
        return False
    place, values = starts.index(then.point.period.start), held.process.values
    since, before = values[place : place + AFTER], values[max(0, place - AFTER) : place]
    if len(since) < AFTER or None in since or not before or None in before:
        return False
    way = 1 if up else -1
    first, moved, stood = (
        way * (float(np.median(each)) - centre) / sigma  # type: ignore[arg-type]
        for each in (since[:1], since, before)
    )
    return min(first, moved) >= REAL_SHIFT > stood


def _codes(months: Sequence[Month], metric: str) -> frozenset[Code]:
    entries = (month.entries.get(metric) for month in months)
    return frozenset(code for entry in entries if entry for code in entry.fired if code in FINDS)
