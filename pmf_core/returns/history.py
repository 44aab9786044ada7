"""What is known of a return's figures before it comes: plain arrays, filled by a view."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray


@dataclass(frozen=True, eq=False)
class History:
    """For each metric and unit: the last period's figures, and the limits of the next. All of one length."""

    metric: tuple[str, ...] = ()
    unit: tuple[str, ...] = ()
    last: NDArray[np.float64] = field(default_factory=lambda: np.empty((3, 0)))
    """Numerator, denominator and value of the period before; NaN where there is none."""
    lower: NDArray[np.float64] = field(default_factory=lambda: np.empty(0))
    """The least value that the series would give by itself; NaN where it has no limits."""
    upper: NDArray[np.float64] = field(default_factory=lambda: np.empty(0))

    def spread(
        self, metrics: tuple[str, ...], units: tuple[str, ...]
    ) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
        """Last figures as metrics × units × 3 and limits as metrics × units × 2, NaN where nothing is known."""
        last = np.full((len(metrics), len(units), 3), np.nan)
        limits = np.full((len(metrics), len(units), 2), np.nan)
        places = {name: place for place, name in enumerate(metrics)}
        rows = {name: place for place, name in enumerate(units)}
        known = [
            (index, places[metric], rows[unit])
            for index, (metric, unit) in enumerate(zip(self.metric, self.unit, strict=True))
            if metric in places and unit in rows
        ]
        if known:
            index, m, u = (np.array(column) for column in zip(*known, strict=True))
            last[m, u] = self.last[:, index].T
            limits[m, u, 0], limits[m, u, 1] = self.lower[index], self.upper[index]
        return last, limits
