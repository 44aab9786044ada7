"""Proposing a re-base: the stable-shift algorithm, which finds step changes that last (autospc).

Never silent: what comes out is a proposal with its evidence; a person accepts it with a reason.
All arrays are series × points; a step takes every series that is still being searched at once.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from pmf_core.judgement.spc.partition import Marks
from pmf_core.judgement.spc.period import PeriodLimits, period_limits
from pmf_core.judgement.spc.xmr import TIE, Numbers

Columns = NDArray[np.intp]

PERIOD = 21
"""Points that the limits of a period are calculated from (autospc's default)."""

SHIFT = 8
"""Points on one side of the centre that make a step worth trying (autospc's default)."""


@dataclass(frozen=True)
class Search:
    """How steps are searched for.

    `no_regrets` also refuses a step whose period ends in a run back that is still going on at the end;
    `every_shift` proposes each shift that has the points, whether it lasts or not.
    """

    period: int = PERIOD
    shift: int = SHIFT
    no_regrets: bool = True
    every_shift: bool = False


STABLE_SHIFT = Search()
"""What the hub proposes re-bases by."""


@dataclass(frozen=True, eq=False)
class Proposals:
    """The periods of each series: the first, and one for every proposed re-base, as long as there are any.

    start    series × periods: the column where each period begins, -1 where there is none
    centre, lower, upper   series × periods: limits of each period, NaN where there is none
    run      series × periods: length of the run that the re-base answers, 0 for the first period
    left_out series × points: extremes left out of their period's limits
    """

    start: Columns
    centre: Numbers
    lower: Numbers
    upper: Numbers
    run: Columns
    left_out: Marks

    def columns(self, row: int = 0) -> list[int]:
        """The columns at which one series is proposed to be re-based, in order."""
        return [int(column) for column in self.start[row, 1:] if column >= 0]


@dataclass(frozen=True, eq=False)
class Candidate:
    """A step under test in each series that is still searched: where, which way, how long a run."""

    column: Columns
    side: NDArray[np.int8]
    run: Columns


def propose(values: Numbers, present: Marks, *, search: Search = STABLE_SHIFT) -> Proposals:
    """Search every series for steps; `values` may hold anything where nothing is present.

    >>> step = np.array([[6.0, 5.0] * 12 + [16.0, 15.0] * 12])
    >>> propose(step, np.ones_like(step, dtype=bool)).columns()
    [24]
    """
    clean = np.where(present, values, 0.0)
    columns = np.arange(values.shape[1])
    length = np.max(np.broadcast_to(columns + 1, values.shape), axis=1, where=present, initial=0)
    row = np.flatnonzero(length >= search.period)
    first = np.zeros(len(row), dtype=np.intp)
    period = _limits_from(clean, present, row, first, search=search)
    found = [(row, first, period, np.zeros(len(row), dtype=np.intp))]
    start, after, centre = first, first + search.period, period.centre
    while len(row):
        candidate = _next(clean, present, row, start, after=after, centre=centre, search=search)
        last = length[row] - search.period
        keep = (candidate.column >= 0) & (candidate.column <= last)
        row, start, centre = row[keep], start[keep], centre[keep]
        candidate = Candidate(candidate.column[keep], candidate.side[keep], candidate.run[keep])
        period = _limits_from(clean, present, row, candidate.column, search=search)
        lasts = ~_refused(clean, present, row, candidate, centre=period.centre, length=length, search=search)
        found.append((row[lasts], candidate.column[lasts], period.rows(lasts), candidate.run[lasts]))
        start = np.where(lasts, candidate.column, start)
        centre = np.where(lasts, period.centre, centre)
        after = candidate.column + np.where(lasts, search.period, 1)
    return _gathered(found, shape=values.shape, search=search)


def _limits_from(values: Numbers, present: Marks, row: Columns, start: Columns, *, search: Search) -> PeriodLimits:
    """Limits of the period that begins at each row's start."""
    columns = start[:, None] + np.arange(search.period)
    return period_limits(values[row[:, None], columns], present[row[:, None], columns])


def _sides(values: Numbers, present: Marks, *, centre: Numbers, since: Columns) -> NDArray[np.int8]:
    """+1 above the centre, -1 below; 0 on it, where nothing is, and before a column."""
    distance = values - centre[:, None]
    slack = TIE * (np.abs(values) + np.abs(centre)[:, None])
    there = present & (np.arange(values.shape[1]) >= since[:, None])
    return ((distance > slack) & there).astype(np.int8) - ((distance < -slack) & there)


def _ahead(side: NDArray[np.int8]) -> Columns:
    """How many points of the same side follow in a row from each point, itself included; 0 where on neither."""
    ahead = np.zeros(side.shape, dtype=np.intp)
    run = np.zeros(len(side), dtype=np.intp)
    after = np.zeros(len(side), dtype=np.int8)
    for column in range(side.shape[1] - 1, -1, -1):
        here = side[:, column]
        run = np.where(here == 0, 0, np.where(here == after, run + 1, 1))
        ahead[:, column], after = run, here
    return ahead


def _next(
    values: Numbers, present: Marks, row: Columns, start: Columns, *, after: Columns, centre: Numbers, search: Search
) -> Candidate:
    """The first point from `after` on with a long enough run ahead of it; column -1 where there is none."""
    side = _sides(values[row], present[row], centre=centre, since=start)
    ahead = _ahead(side)
    long = (ahead >= search.shift) & (np.arange(side.shape[1]) >= after[:, None])
    column = np.where(long.any(axis=1), long.argmax(axis=1), -1)
    here = np.arange(len(row))
    return Candidate(column, side[here, column], ahead[here, column])


def _refused(
    values: Numbers,
    present: Marks,
    row: Columns,
    candidate: Candidate,
    *,
    centre: Numbers,
    length: Columns,
    search: Search,
) -> Marks:
    """Whether the process turns back within the period, so that the step did not last."""
    if search.every_shift or not len(row):
        return np.zeros(len(row), dtype=bool)
    side = _sides(values[row], present[row], centre=centre, since=candidate.column)
    ahead = _ahead(side)
    columns = np.arange(side.shape[1])
    begins = side != 0
    begins[:, 1:] &= side[:, 1:] != side[:, :-1]
    begins[np.arange(len(row)), (side != 0).argmax(axis=1)] = False
    end = candidate.column + search.period
    back = side == -candidate.side[:, None]
    turns = (begins & back & (ahead >= search.shift) & (columns < end[:, None])).any(axis=1)
    if not search.no_regrets:
        return turns
    here, last = np.arange(len(row)), end - 1
    still_back = back[here, last] & (ahead[here, last] == length[row] - last)
    return turns | still_back


def _gathered(
    found: list[tuple[Columns, Columns, PeriodLimits, Columns]], *, shape: tuple[int, ...], search: Search
) -> Proposals:
    """The periods of every series side by side, in the order in which they were found."""
    series, points = shape
    place = np.zeros(series, dtype=np.intp)
    width = 1 + max((np.bincount(np.concatenate([row for row, *_ in found])).max(initial=1) - 1), 0)
    start, run = np.full((series, width), -1, dtype=np.intp), np.zeros((series, width), dtype=np.intp)
    centre, lower, upper = (np.full((series, width), np.nan) for _ in range(3))
    left_out = np.zeros((series, points), dtype=bool)
    for row, column, period, length in found:
        at = (row, place[row])
        start[at], run[at] = column, length
        centre[at], lower[at], upper[at] = period.centre, period.lower, period.upper
        left_out[row[:, None], column[:, None] + np.arange(search.period)] |= period.left_out
        place[row] += 1
    return Proposals(start, centre, lower, upper, run, left_out)
