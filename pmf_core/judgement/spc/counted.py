"""Numerators and denominators in period order, checked, and the frame in which charts of them are calculated.

All arrays are series × points.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from pmf_core.errors import BadInput
from pmf_core.judgement.spc.ghosts import Order, restored, squeezed, squeezing
from pmf_core.judgement.spc.partition import Marks, Partitions, partitions_of
from pmf_core.judgement.spc.profile import Baseline
from pmf_core.judgement.spc.xmr import TIE, Limits, Numbers, Scalar, spread


@dataclass(frozen=True, eq=False)
class Counted:
    """Counts and what they are out of, NaN where missing; `names` and `periods` are for errors."""

    numerator: Numbers
    denominator: Numbers
    ghosted: Marks
    starts: Marks | None
    names: tuple[str, ...] = ()
    periods: tuple[tuple[Hashable, ...], ...] = ()

    @property
    def present(self) -> Marks:
        """Points with a count and something to divide it by."""
        return ~np.isnan(self.numerator) & (self.denominator > 0)


@dataclass(frozen=True, eq=False)
class Chart:
    """The values of a chart with their limits, which vary from point to point.

    spread_of_z  how many times wider the points lie than chance alone would have them (Laney's σz):
                 series × partitions, NaN for charts that do not ask
    doubtful     points whose expected count, or its complement, is below 5: the limits are rough there
    """

    values: Numbers
    limits: Limits
    spread_of_z: Numbers
    doubtful: Marks

    def times(self, per: float) -> Chart:
        """The chart in another unit: per 100, per 1,000."""
        factors = self.limits.mapped(lambda table: table if table.dtype == bool else table * per)
        return Chart(self.values * per, factors, self.spread_of_z, self.doubtful)


@dataclass(frozen=True, eq=False)
class Frame:
    """Partitions and baseline of counted series, with ghosts moved behind the other points."""

    partitions: Partitions
    number: NDArray[np.int16]
    order: Order | None

    def inner(self, array: NDArray[Scalar]) -> NDArray[Scalar]:
        """An array in the order in which the chart is calculated."""
        return array if self.order is None else squeezed(array, self.order)

    def outer(self, array: NDArray[Scalar]) -> NDArray[Scalar]:
        """An array back in the order of the series."""
        return array if self.order is None else restored(array, self.order)

    def per_partition(self, statistic: Callable[[Marks], Numbers]) -> Numbers:
        """A statistic of each partition's baseline: series × partitions."""
        columns: list[Numbers] = []
        for partition in range(self.partitions.count):
            lender = self.partitions.lender(partition)
            members = self.partitions.members(lender, self.partitions.baseline)
            columns.append(columns[lender] if lender < partition else statistic(members))
        return np.stack(columns, axis=1)

    def at_points(self, table: NDArray[Scalar]) -> NDArray[Scalar]:
        """What holds in each partition, at each of its points."""
        points = spread(table, self.number)
        return np.broadcast_to(points, self.number.shape)


def counted(
    numerator: ArrayLike,
    denominator: ArrayLike | None = None,
    *,
    ghosted: ArrayLike | None = None,
    starts: ArrayLike | None = None,
    names: tuple[str, ...] = (),
    periods: tuple[tuple[Hashable, ...], ...] = (),
) -> Counted:
    """Counted series from arrays; without a denominator every point has the same opportunity.

    >>> counted([[3, 4]], [[10, 0]]).present.tolist()
    [[True, False]]
    """
    above = np.atleast_2d(np.asarray(numerator, dtype=np.float64))
    below = np.ones_like(above) if denominator is None else np.atleast_2d(np.asarray(denominator, dtype=float))
    ghosts = np.zeros_like(above, dtype=bool) if ghosted is None else np.atleast_2d(np.asarray(ghosted, dtype=bool))
    first = None if starts is None else np.atleast_2d(np.asarray(starts, dtype=bool))
    found = Counted(above, below, ghosts, first, names, periods)
    for what, array in (("count", above), ("denominator", below)):
        _refuse(found, np.isinf(array), f"has an infinite {what}", "Give the number, or leave it out as missing.")
        _refuse(found, array < 0, f"has a negative {what}", "Counts start at 0.")
    return found


def refuse_more_than_all(found: Counted) -> None:
    """Of n there can't be more than n."""
    more = found.numerator > found.denominator * (1 + TIE)
    more &= found.denominator > 0
    _refuse(found, more, "has a numerator over its denominator", "Swap them, or chart it as a rate.")


def refuse_nothing_between(found: Counted) -> None:
    """A time between two events is more than none."""
    none = found.numerator <= 0
    _refuse(found, none, "has a time of 0 between events", "Give the time more exactly, or count events per period.")


def _refuse(found: Counted, wrong: Marks, what: str, way_out: str) -> None:
    if wrong.any():
        row, column = (int(place) for place in np.argwhere(wrong)[0])
        name = found.names[row] if found.names else f"Series {row + 1}"
        period = found.periods[row][column] if found.periods else f"point {column + 1}"
        above, below = found.numerator[row, column], found.denominator[row, column]
        raise BadInput(f"{name} {what} at {period} ({above:g} of {below:g}). {way_out}")


def frame_of(found: Counted, baseline: Baseline) -> Frame:
    """Partitions and baseline of counted series."""
    present = found.present & ~found.ghosted
    partitions = partitions_of(present, starts=found.starts, baseline=baseline)
    number = partitions.number
    number = np.zeros(present.shape, dtype=np.int16) if number is None else number
    if not found.ghosted.any():
        return Frame(partitions, number, None)
    order = squeezing(found.ghosted)
    inner = None if partitions.number is None else squeezed(number, order)
    own = squeezed(partitions.baseline, order)
    moved = Partitions(partitions.count, inner, own, partitions.opened)
    return Frame(moved, squeezed(number, order), order)


def chart_limits(
    centre: Numbers, sigma: Numbers, *, frame: Frame, floor: float = -np.inf, ceiling: float = np.inf
) -> Limits:
    """Centre ± 2 and ± 3 sigma at every point, in the order of the series, kept between floor and ceiling."""
    tables = [centre + width * sigma for width in (0, -3, 3, -2, 2)]
    middle, *edges = (frame.outer(np.clip(table, floor, ceiling)) for table in tables)
    lower, upper, near_lower, near_upper = edges
    middle = np.where(np.isnan(middle), frame.outer(centre), middle)
    slack = TIE * (np.abs(middle) + np.nan_to_num(frame.outer(3 * sigma)))
    return Limits(middle, lower, upper, near_lower, near_upper, slack, np.isfinite(upper), True)
