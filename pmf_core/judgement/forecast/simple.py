"""The forecasts that any other has to beat: the last value again, and last year's again."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike

from pmf_core.errors import BadInput
from pmf_core.judgement.arrays import Numbers, numbers
from pmf_core.judgement.forecast.forecasts import MONTHS, Forecasts, unit_covariance


def naive(values: ArrayLike, *, horizon: int) -> Forecasts:
    """The last value, every month; series × months in order, NaN before a series begins.

    >>> forecast = naive([[1, 3, 2]], horizon=2)
    >>> print(forecast.mean, forecast.standard_errors.round(2))
    [[2. 2.]] [[1.58 2.24]]
    """
    return _repeated(values, horizon=horizon, lag=1)


def seasonal_naive(values: ArrayLike, *, horizon: int) -> Forecasts:
    """The same month of last year.

    >>> forecast = seasonal_naive([[*range(12), *range(12)]], horizon=3)
    >>> print(forecast.mean)
    [[0. 1. 2.]]
    """
    return _repeated(values, horizon=horizon, lag=MONTHS)


def _repeated(values: ArrayLike, *, horizon: int, lag: int) -> Forecasts:
    given = table_of(values, horizon=horizon)
    ahead = np.arange(1, horizon + 1)
    if given.shape[1] < lag:
        mean, surprise = np.full((len(given), horizon), np.nan), np.full((len(given), 1), np.nan)
    else:
        mean = given[:, given.shape[1] - lag + (ahead - 1) % lag]
        surprise = given[:, lag:] - given[:, :-lag]
    held = (~np.isnan(surprise)).sum(axis=1)
    squares = np.where(np.isnan(surprise), 0.0, surprise**2).sum(axis=1)
    sigma = np.sqrt(np.divide(squares, held, out=np.full(len(given), np.nan), where=held > 0))
    unit = unit_covariance((ahead % lag == 0).astype(float))
    return Forecasts(mean, sigma[:, None, None] ** 2 * unit, np.full(len(given), np.inf))


def table_of(values: ArrayLike, *, horizon: int) -> Numbers:
    """The series as a table, refusing what isn't one."""
    given = np.atleast_2d(numbers(values))
    if given.ndim != 2:
        raise BadInput(f"values have shape {given.shape}. Give series × months.")
    if horizon < 1:
        raise BadInput(f"horizon is {horizon}. Forecast 1 month ahead or more.")
    if np.isinf(given).any():
        raise BadInput(f"a value is infinite in series {int(np.isinf(given).any(axis=1).argmax())}. Mark it missing.")
    return given
