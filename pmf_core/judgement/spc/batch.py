"""Many series at once: a padded series × points matrix that says which cells hold a value."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from pmf_core.definitions.polarity import Polarity
from pmf_core.errors import BadInput
from pmf_core.judgement.spc.partition import Marks
from pmf_core.judgement.spc.xmr import Numbers


@dataclass(frozen=True, eq=False)
class Batch:
    """Series in period order, all arrays series × points unless said otherwise.

    values   in the metric's unit; NaN where missing or padding
    ghosted  points that are drawn and left out of everything, as if they were not there
    starts   the first point of each re-base; absent when no series has one
    target   series × points, × 1 where it never changes; NaN where there is none
    sign     one number per series: +1 higher is better, -1 lower, 0 neither (neutral, or best in a range)
    names    what to call each series in an error; `periods` likewise for the points of each
    """

    values: Numbers
    ghosted: Marks | None
    starts: Marks | None
    target: Numbers
    sign: NDArray[np.int8]
    names: tuple[str, ...] = ()
    periods: tuple[tuple[Hashable, ...], ...] = ()

    @property
    def shape(self) -> tuple[int, int]:
        """Number of series and of points."""
        return self.values.shape[0], self.values.shape[1]


@dataclass(frozen=True)
class Measured:
    """One series as people hold it: its name, its periods in order and a value (NaN if missing) for each."""

    name: str
    periods: Sequence[Hashable]
    values: Sequence[float]
    ghosted: frozenset[Hashable] = frozenset()
    rebases: tuple[Hashable, ...] = ()
    target: float | Mapping[Hashable, float] | None = None
    polarity: Polarity = Polarity.NEUTRAL


def batch_of_arrays(
    values: ArrayLike,
    *,
    polarity: Polarity | Sequence[Polarity] = Polarity.NEUTRAL,
    target: ArrayLike | None = None,
    ghosted: ArrayLike | None = None,
    starts: ArrayLike | None = None,
) -> Batch:
    """A batch from arrays. `target` is one number, one per series, or series × points.

    >>> batch_of_arrays([[1.0, 2.0, float("nan")]]).shape
    (1, 3)
    """
    matrix = np.atleast_2d(np.asarray(values, dtype=np.float64))
    if matrix.ndim != 2:
        raise BadInput(f"Values have {matrix.ndim} dimensions. Give them as series × points.")
    matrix = matrix if matrix.shape[1] else np.full((matrix.shape[0], 1), np.nan)
    count = matrix.shape[0]
    signs = [polarity.sign] * count if isinstance(polarity, Polarity) else [each.sign for each in polarity]
    if len(signs) != count:
        raise BadInput(f"{len(signs)} polarities for {count} series. Give one for all, or one for each.")
    batch = Batch(
        values=matrix,
        ghosted=_marks(ghosted, matrix, what="ghosted"),
        starts=_marks(starts, matrix, what="starts"),
        target=_targets(target, matrix),
        sign=np.array(signs, dtype=np.int8),
    )
    _refuse_infinite(batch)
    return batch


def batch_of(measured: Sequence[Measured], *, ignore_unmatched_rebases: bool = False) -> Batch:
    """A batch from series of any lengths. A re-base at a period the series does not have is an error.

    >>> batch_of([Measured("missed bins", ["Jan", "Feb"], [1, 2], rebases=("Feb",))]).starts.tolist()
    [[False, True]]
    """
    shape = len(measured), max((len(series.periods) for series in measured), default=0) or 1
    values, target = np.full(shape, np.nan), np.full(shape, np.nan)
    ghosted, starts = np.zeros(shape, dtype=bool), np.zeros(shape, dtype=bool)
    for row, series in enumerate(measured):
        place = _places(series)
        values[row, : len(series.values)] = series.values
        target[row, : len(place)] = _target_by_point(series)
        ghosted[row, _columns(series, place, series.ghosted, what="ghost")] = True
        kept = [period for period in series.rebases if period in place or not ignore_unmatched_rebases]
        starts[row, _columns(series, place, kept, what="re-base from")] = True
    batch = Batch(
        values=values,
        ghosted=ghosted if ghosted.any() else None,
        starts=starts if starts.any() else None,
        target=target,
        sign=np.array([series.polarity.sign for series in measured], dtype=np.int8),
        names=tuple(series.name for series in measured),
        periods=tuple(tuple(series.periods) for series in measured),
    )
    _refuse_infinite(batch)
    return batch


def _places(series: Measured) -> dict[Hashable, int]:
    """The column of each period of a series, which has each period once and a value for it."""
    place: dict[Hashable, int] = {}
    for column, period in enumerate(series.periods):
        if period in place:
            raise BadInput(f"{series.name} has two values for {period}. Keep the one that supersedes the other.")
        place[period] = column
    if len(series.values) != len(place):
        raise BadInput(f"{series.name} has {len(series.values)} values for {len(place)} periods. Give one for each.")
    return place


def _columns(series: Measured, place: Mapping[Hashable, int], periods: Iterable[Hashable], *, what: str) -> list[int]:
    """The columns of periods that the series must have."""
    wanted = list(periods)
    unmatched = [str(period) for period in wanted if period not in place]
    if unmatched:
        span = f"{series.periods[0]} to {series.periods[-1]}" if series.periods else "no periods"
        raise BadInput(
            f"{series.name} has no point at {', '.join(unmatched)} to {what} ({span}). Name a period that it has."
        )
    return [place[period] for period in wanted]


def _target_by_point(series: Measured) -> list[float]:
    """The target at each period, NaN where there is none."""
    if isinstance(series.target, Mapping):
        return [series.target.get(period, np.nan) for period in series.periods]
    return [np.nan if series.target is None else series.target] * len(series.periods)


def _marks(marks: ArrayLike | None, matrix: Numbers, *, what: str) -> Marks | None:
    if marks is None:
        return None
    array = np.atleast_2d(np.asarray(marks, dtype=bool))
    if array.shape != matrix.shape:
        raise BadInput(f"{what} is {array.shape} and the values are {matrix.shape}. Give one mark per value.")
    return array if array.any() else None


def _targets(target: ArrayLike | None, matrix: Numbers) -> Numbers:
    array = np.asarray(np.nan if target is None else target, dtype=np.float64)
    array = array[:, None] if array.ndim == 1 else np.atleast_2d(array)
    if array.shape[0] not in (1, matrix.shape[0]) or array.shape[1] not in (1, matrix.shape[1]):
        raise BadInput(f"Targets are {array.shape} and the values are {matrix.shape}. Give one per series or value.")
    return np.broadcast_to(array, (matrix.shape[0], array.shape[1]))


def _refuse_infinite(batch: Batch) -> None:
    """An infinite value can't be judged, and would make every limit infinite."""
    infinite = np.isinf(batch.values)
    if infinite.any():
        row, column = (int(place) for place in np.argwhere(infinite)[0])
        name, period = place_of(batch, row, column)
        raise BadInput(f"{name} is infinite at {period}. Give the value, or leave it out as missing.")


def place_of(batch: Batch, row: int, column: int) -> tuple[str, str]:
    """What to call a series and one of its points in an error."""
    name = batch.names[row] if batch.names else f"Series {row + 1}"
    known = batch.periods and column < len(batch.periods[row])
    return name, str(batch.periods[row][column]) if known else f"point {column + 1}"
