"""How good the forecasts would have been: held-out months, beside last year's and last month's value."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from pmf_core.judgement.arrays import Marks, Numbers
from pmf_core.judgement.forecast.forecasts import MONTHS, Forecasts
from pmf_core.judgement.forecast.simple import naive, seasonal_naive, table_of
from pmf_core.judgement.forecast.smoothing import exponential_smoothing

HELD_OUT = (12, 9, 6, 3)
"""The forecasts are made again as of so many months ago, each to the present."""

FEWEST_POINTS = 24
"""Two years: one to learn from and one to be tested on."""


@dataclass(frozen=True)
class TrackRecord:
    """Mean absolute errors of each series over its held-out months, and the share of them within 95 % limits.

    NaN for a series that is too short to tell.
    """

    smoothing: Numbers
    seasonal_naive: Numbers
    naive: Numbers
    coverage: Numbers

    @property
    def beats_naive(self) -> Marks:
        """Whether smoothing was closer than the better of the two naive forecasts."""
        with np.errstate(invalid="ignore"):
            return self.smoothing < np.fmin(self.seasonal_naive, self.naive)


def track_record(values: ArrayLike) -> TrackRecord:
    """Forecast the past from what was known then: series × months in order, to the present.

    >>> month = np.arange(48)
    >>> record = track_record([20 + month + 5 * np.cos(month * np.pi / 6)])
    >>> print(record.beats_naive, record.seasonal_naive)
    [ True] [12.]
    """
    given = table_of(values, horizon=1)
    tested = np.where(((~np.isnan(given)).sum(axis=1) >= FEWEST_POINTS)[:, None], given, np.nan)

    def smooth(past: Numbers, *, horizon: int) -> Forecasts:
        return exponential_smoothing(past, horizon=horizon).forecasts

    errors, within = _held_out(tested, smooth)
    last_year, _ = _held_out(tested, seasonal_naive)
    last_month, _ = _held_out(tested, naive)
    return TrackRecord(_mean(errors), _mean(last_year), _mean(last_month), _mean(within))


def _held_out(values: Numbers, method: Callable[..., Forecasts]) -> tuple[Numbers, Numbers]:
    """Absolute errors over every held-out month, and 1 where the 95 % limits held it."""
    errors, within = [], []
    for months in HELD_OUT:
        if values.shape[1] - months < MONTHS:
            continue
        past, future = values[:, :-months], values[:, -months:]
        forecasts = method(past, horizon=months)
        lower, upper = forecasts.limits()
        error = np.abs(future - forecasts.mean)
        errors.append(error)
        within.append(np.where(np.isnan(error), np.nan, (lower <= future) & (future <= upper)))
    blank = [np.full((len(values), 1), np.nan)]
    return np.concatenate(errors or blank, axis=1), np.concatenate(within or blank, axis=1)


def _mean(values: Numbers) -> Numbers:
    held = (~np.isnan(values)).sum(axis=1)
    return np.nansum(values, axis=1) / np.where(held > 0, held, np.nan)
