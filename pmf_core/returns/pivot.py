"""Entries → observations: the parts of one metric, unit and period side by side."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from pmf_core.returns.entries import NONE, Entries
from pmf_core.returns.request import Request
from pmf_core.returns.staged import PARTS, Coded, Staged

DENSE = 4_000_000
"""Up to so many possible observations a table is quicker than sorting."""


@dataclass(frozen=True, eq=False)
class Pivot:
    """Observations, each with the entries that it is made of."""

    staged: Staged
    metric: NDArray[np.int32]
    """Place in the request's metrics, for each observation."""
    unit: NDArray[np.int32]
    period: NDArray[np.int32]
    entry: NDArray[np.int64]
    """Parts × observations: the place of the entry; NONE where no cell stands for it."""
    repeated: NDArray[np.int64]
    """2 × repetitions: an entry that says again what another has said, and that other."""


def pivot(entries: Entries, request: Request) -> Pivot:
    """Put the entries of the metrics side by side; controls stay entries."""
    items = {metric: place for place, metric in enumerate(request.metrics)}
    item_of = np.array([items.get(term.item, NONE) for term in request.terms] or [NONE], dtype=np.int64)
    part_of = np.array([PARTS.index(term.part) if term.part else 0 for term in request.terms] or [0])
    known = (entries.term != NONE) & (entries.unit != NONE) & (entries.period != NONE)
    chosen = np.flatnonzero(known)
    chosen = chosen[request.asks[entries.unit[chosen], entries.term[chosen]]]
    term = entries.term[chosen]
    repeated = _repeated(entries, chosen, terms=len(request.terms))
    chosen = chosen[item_of[term] != NONE]
    term = entries.term[chosen]
    shape = (len(items), len(request.units), max(len(entries.periods), 1))
    key = np.ravel_multi_index((item_of[term], entries.unit[chosen], entries.period[chosen]), shape)
    distinct, place = _numbered(key, int(np.prod(shape)))
    entry = np.full((len(PARTS), len(distinct)), NONE, dtype=np.int64)
    # The first cell that says something stands; the others are told as repeated.
    entry[part_of[term][::-1], place[::-1]] = chosen[::-1]
    metric, unit, period = (axis.astype(np.int32) for axis in np.unravel_index(distinct, shape))
    staged = _staged(entries, request, entry=entry, metric=metric, unit=unit, period=period)
    return Pivot(staged, metric, unit, period, entry, repeated)


def _numbered(key: NDArray[np.int64], possible: int) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """The different keys in order, and the place of each key among them."""
    if possible > DENSE:
        return np.unique(key, return_inverse=True)
    there = np.zeros(possible, dtype=bool)
    there[key] = True
    return np.flatnonzero(there), (np.cumsum(there) - 1)[key]


def _repeated(entries: Entries, chosen: NDArray[np.int64], *, terms: int) -> NDArray[np.int64]:
    units, periods = int(entries.unit.max(initial=0)) + 1, max(len(entries.periods), 1)
    shape = (terms, units, periods)
    key = np.ravel_multi_index((entries.term[chosen], entries.unit[chosen], entries.period[chosen]), shape)
    distinct, place = _numbered(key, int(np.prod(shape)))
    first = np.full(len(distinct), len(key), dtype=np.int64)
    np.minimum.at(first, place, np.arange(len(key)))
    again = np.flatnonzero(first[place] != np.arange(len(key)))
    return np.stack([chosen[again], chosen[first[place[again]]]])


def _staged(
    entries: Entries,
    request: Request,
    *,
    entry: NDArray[np.int64],
    metric: NDArray[np.int32],
    unit: NDArray[np.int32],
    period: NDArray[np.int32],
) -> Staged:
    count = entry.shape[1]
    there = entry != NONE
    at = np.where(there, entry, 0)
    amounts = np.where(there, (entries.number * _scales(entries, request))[at], np.nan) if count else np.empty((3, 0))
    computed = _computed(amounts, request, metric)
    amounts[2] = np.where(np.isnan(computed), amounts[2], computed)
    starts = np.array([held.start for held in entries.periods] or ["NaT"], dtype="datetime64[D]")
    ends = np.array([held.end for held in entries.periods] or ["NaT"], dtype="datetime64[D]")
    grains = tuple(dict.fromkeys(held.grain.value for held in entries.periods)) or ("month",)
    grain_of = np.array([grains.index(held.grain.value) for held in entries.periods] or [0], dtype=np.int32)
    sheets = tuple(dict.fromkeys(block.sheet for block in entries.blocks)) or ("",)
    sheet_of = np.array([sheets.index(block.sheet) for block in entries.blocks] or [0], dtype=np.int32)
    primary = np.where(there[0], at[0], np.where(there[2], at[2], at[1]))
    return Staged(
        metric=Coded(metric, tuple(request.metrics)),
        unit=Coded(unit, tuple(request.unit_places)),
        breakdown=Coded.same("all", count),
        period_start=starts[period],
        period_end=ends[period],
        grain=Coded(grain_of[period], grains),
        amounts=amounts,
        missing_reason=_reasons(entries, amounts, at=at, there=there),
        status=Coded.same("final", count),
        sheet=Coded(sheet_of[entries.block[primary]] if count else np.empty(0, dtype=np.int32), sheets),
        rows=np.where(there, entries.row[at], 0).astype(np.int32) if count else np.empty((3, 0), dtype=np.int32),
        columns=np.where(there, entries.column[at], 0).astype(np.int32) if count else np.empty((3, 0), dtype=np.int32),
    )


def _scales(entries: Entries, request: Request) -> NDArray[np.float64]:
    return np.array([term.scale for term in request.terms] or [1.0])[np.maximum(entries.term, 0)]


def _computed(amounts: NDArray[np.float64], request: Request, metric: NDArray[np.int32]) -> NDArray[np.float64]:
    """Numerator over denominator in the metric's unit; NaN where there is no such thing."""
    per = np.array([request.per(name) for name in request.metrics] or [1.0])[metric]
    with np.errstate(divide="ignore", invalid="ignore"):
        # In the order in which the store works it out, so that the same counts give the same value to the last digit.
        ratio = amounts[0] * per / amounts[1]
    return np.where(amounts[1] == 0, np.nan, ratio)


def _reasons(
    entries: Entries, amounts: NDArray[np.float64], *, at: NDArray[np.int64], there: NDArray[np.bool_]
) -> Coded:
    """Why an observation has no value: the first part that gives a reason, or nothing to divide by."""
    given = ["", *(missing.reason for missing in entries.missing), "unreadable"]
    words = tuple(dict.fromkeys([*given, "zero_denominator", "not_submitted"]))
    table = np.array([words.index(reason) for reason in given], dtype=np.int32)
    count = amounts.shape[1]
    codes = np.zeros(count, dtype=np.int32)
    if count:
        for part in reversed(range(len(PARTS))):
            here = np.where(there[part], table[entries.code[at[part]]], 0)
            codes = np.where(here > 0, here, codes)
    zero = (amounts[1] == 0) & np.isnan(amounts[2])
    codes = np.where(zero & (codes == 0), words.index("zero_denominator"), codes)
    codes = np.where(np.isnan(amounts[2]) & (codes == 0), words.index("not_submitted"), codes)
    return Coded(np.where(np.isnan(amounts[2]), codes, 0).astype(np.int32), words)


def of_term(entries: Entries, request: Request, term: int) -> tuple[NDArray[np.float64], NDArray[np.int64]]:
    """Units × periods: a term's numbers in the metric's unit of measure (or NaN), and their entries (or NONE)."""
    shape = (len(request.units), max(len(entries.periods), 1))
    numbers, places = np.full(shape, np.nan), np.full(shape, NONE, dtype=np.int64)
    here = np.flatnonzero((entries.term == term) & (entries.unit != NONE) & (entries.period != NONE))[::-1]
    at = entries.unit[here], entries.period[here]
    numbers[at] = entries.number[here] * request.terms[term].scale
    places[at] = here
    return numbers, places
