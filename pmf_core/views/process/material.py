"""What of each series is charted: year-to-date figures taken apart, the season taken out, counts where there are any.

All arrays are series × points, each series from column 0, NaN where missing or beyond its end.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from pmf_core.definitions.calculation import Ratio
from pmf_core.definitions.period import Grain
from pmf_core.judgement.arrays import Marks, Numbers
from pmf_core.judgement.season import FEWEST_POINTS, MONTHS, seasons
from pmf_core.judgement.spc.decumulate import decumulated
from pmf_core.views.assessment import Assessment

SEASON_STRENGTH = 0.5
"""The strength from which a season is taken out before judging (the SPC specification of the hub)."""

APART = "Year-to-date figures are taken apart first: each point is what its period added."
ADJUSTED = "It has a season, so the limits follow it: what is judged is the figure without the season."


@dataclass(frozen=True, eq=False)
class Material:
    """Series ready to be charted."""

    assessments: Sequence[Assessment]
    values: Numbers
    """What is drawn."""
    season: Numbers
    """What the season adds to each value; 0 without one."""
    numerator: Numbers
    denominator: Numbers
    target: Numbers
    starts: Marks
    """The first point of each new phase."""
    ghosted: Marks
    """What is drawn and left out of everything."""
    notes: tuple[tuple[str, ...], ...]

    @property
    def judged(self) -> Numbers:
        """What is judged: the values without their season."""
        return self.values - self.season

    @property
    def counting(self) -> Marks:
        """The points that have a value and are not left out."""
        return np.isfinite(self.values) & ~self.ghosted

    @property
    def seasonal(self) -> Marks:
        """Which series have a season."""
        return np.asarray((self.season != 0).any(axis=1))


def material_of(assessments: Sequence[Assessment]) -> Material:
    """Series × points from assessments."""
    shape = len(assessments), max(1, *(len(a.series) for a in assessments))
    values, numerator, denominator, target = (np.full(shape, np.nan) for _ in range(4))
    for row, held in enumerate(assessments):
        points, metric, unit = held.series.points, held.metric, held.unit.id
        values[row, : len(points)] = [p.value for p in points]
        numerator[row, : len(points)] = [p.numerator for p in points]
        denominator[row, : len(points)] = [p.denominator for p in points]
        target[row, : len(points)] = metric.targets_on([p.period.end for p in points], unit=unit)
    values[~np.isfinite(values)] = np.nan
    starts, ghosted = _phases(assessments, shape), _ghosts(assessments, shape)
    notes: list[tuple[str, ...]] = [() for _ in assessments]
    for row, held in enumerate(assessments):
        if held.metric.cumulative:
            _take_apart(held, row, values, numerator, denominator)
            target[row] = np.nan
            notes[row] = (APART,)
    season = _season(assessments, values, ghosted)
    for row in np.flatnonzero((season != 0).any(axis=1)):
        notes[row] = (*notes[row], ADJUSTED)
    return Material(assessments, values, season, numerator, denominator, target, starts, ghosted, tuple(notes))


def _ghosts(assessments: Sequence[Assessment], shape: tuple[int, int]) -> Marks:
    """The points that the definitions leave out."""
    ghosted = np.zeros(shape, dtype=bool)
    for row, held in enumerate(assessments):
        if held.metric.ghosts:
            points = held.series.points
            left_out = [held.metric.left_out(p.period, unit=held.unit.id) is not None for p in points]
            ghosted[row, : len(points)] = left_out
    return ghosted


def _phases(assessments: Sequence[Assessment], shape: tuple[int, int]) -> Marks:
    """The first point of each phase that begins inside a series."""
    starts = np.zeros(shape, dtype=bool)
    for row, held in enumerate(assessments):
        for day in held.phase_starts:
            place = next((i for i, point in enumerate(held.series.points) if point.period.start >= day), 0)
            starts[row, place] = place > 0
    return starts


def _take_apart(held: Assessment, row: int, values: Numbers, numerator: Numbers, denominator: Numbers) -> None:
    first = held.metric.year_type.first_month
    starts = np.zeros(values.shape[1], dtype=bool)
    starts[: len(held.series)] = [p.period.start.month == first for p in held.series]
    if isinstance(held.metric.calculation, Ratio):
        numerator[row] = decumulated(numerator[row], year_starts=starts)[0]
        denominator[row] = decumulated(denominator[row], year_starts=starts)[0]
        per = held.metric.calculation.per
        whole = denominator[row] > 0
        values[row] = np.where(whole, numerator[row] / np.where(whole, denominator[row], 1.0) * per, np.nan)
    else:
        values[row] = decumulated(values[row], year_starts=starts)[0]


def _season(assessments: Sequence[Assessment], values: Numbers, ghosted: Marks) -> Numbers:
    """What the season adds, where there is a tested one; monthly series of three years or more only."""
    found = np.zeros_like(values)
    rows = [
        row
        for row, held in enumerate(assessments)
        if held.metric.grain is Grain.MONTH and np.isfinite(values[row]).sum() >= FEWEST_POINTS
    ]
    if not rows:
        return found
    first = np.array([assessments[row].series.points[0].period.start.month for row in rows])
    judged = seasons(without_ghosts(values[rows], ghosted[rows]), first_month=first)
    strong = judged.seasonal & (judged.strength >= SEASON_STRENGTH)
    for place in np.flatnonzero(strong):
        length = len(assessments[rows[place]].series)
        months = (first[place] - 1 + np.arange(length)) % MONTHS
        found[rows[place], :length] = judged.indices[place, months]
    return found


def without_ghosts(values: Numbers, ghosted: Marks) -> Numbers:
    """The values with what is left out put at the average of the same month in other years: a season has no gaps."""
    filled = values.copy()
    for row, column in np.argwhere(ghosted & np.isfinite(values)):
        alike = slice(column % MONTHS, None, MONTHS)
        others = values[row, alike][~ghosted[row, alike]]
        filled[row, column] = np.nanmean(others) if np.isfinite(others).any() else np.nan
    return filled
