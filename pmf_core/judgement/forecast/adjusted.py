"""Forecasts of the series without its season, the season put back: with smoothing, and Theta."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from numpy.typing import ArrayLike

from pmf_core.judgement.arrays import Marks, Numbers
from pmf_core.judgement.forecast.forecasts import MONTHS, Forecasts
from pmf_core.judgement.forecast.simple import table_of
from pmf_core.judgement.forecast.smoothing import seasonless_smoothing, simple_smoothing
from pmf_core.judgement.season.stl import PERIODIC, decompose

MOVING_WINDOW = 11
"""A season that may move over the years: the window of its smoothing (Hyndman & Athanasopoulos 2021, 3.6)."""

SEASONAL_SCORE = 1.645
"""A season is taken out before Theta where its autocorrelation is significant at 90 % (Assimakopoulos &
Nikolopoulos 2000)."""


def adjusted_smoothing(values: ArrayLike, *, horizon: int) -> Forecasts:
    """Smooth the seasonally adjusted series, and add last year's season.

    Series of two years or less, or with a month missing, are smoothed as they are.

    >>> month = np.arange(30)
    >>> print(adjusted_smoothing([20 + 5 * np.cos(month * np.pi / 6)], horizon=2).mean.round(1))
    [[15.  15.7]]
    """
    given = table_of(values, horizon=horizon)
    season = _season(given, window=MOVING_WINDOW)
    return _with_season(seasonless_smoothing(given - season, horizon=horizon).forecasts, season)


def theta(values: ArrayLike, *, horizon: int) -> Forecasts:
    """Simple smoothing with half the slope of the whole series as drift (Hyndman & Billah 2003).

    >>> print(theta([np.arange(20.0)], horizon=3).mean.round(1))
    [[19.5 20.  20.5]]
    """
    given = table_of(values, horizon=horizon)
    season = np.where(_is_seasonal(given)[:, None], _season(given, window=PERIODIC), 0.0)
    adjusted = given - season
    smoothed = simple_smoothing(adjusted, horizon=horizon)
    level = smoothed.forecasts
    drift = _slope(adjusted) / 2
    alpha, points = smoothed.level[:, None], (~np.isnan(adjusted)).sum(axis=1)[:, None]
    ahead = np.arange(horizon) + (1 - (1 - alpha) ** points) / alpha
    return _with_season(replace(level, mean=level.mean + drift[:, None] * ahead), season)


def _with_season(forecasts: Forecasts, season: Numbers) -> Forecasts:
    """The path with the last year's season repeated on it."""
    ahead = np.arange(forecasts.mean.shape[1]) % MONTHS
    last = season[:, -MONTHS:] if season.shape[1] >= MONTHS else np.zeros((len(season), MONTHS))
    return replace(forecasts, mean=forecasts.mean + last[:, ahead])


def _season(values: Numbers, *, window: int) -> Numbers:
    """The seasonal part of each series of more than two years without a gap; 0 elsewhere."""
    season = np.zeros(values.shape)
    length = _complete_lengths(values)
    for points in np.unique(length[length > 2 * MONTHS]):
        rows = length == points
        season[rows, -points:] = decompose(values[rows, -points:], seasonal_window=window).seasonal
    return season


def _is_seasonal(values: Numbers) -> Marks:
    """Whether a series resembles itself a year before by more than chance."""
    seasonal = np.zeros(len(values), dtype=bool)
    length = _complete_lengths(values)
    for points in np.unique(length[length > 2 * MONTHS]):
        rows = length == points
        part = values[rows, -points:]
        part = part - part.mean(axis=1, keepdims=True)
        squares = np.maximum((part**2).sum(axis=1), np.finfo(float).tiny)
        lags = range(1, MONTHS + 1)
        likeness = np.stack([(part[:, lag:] * part[:, :-lag]).sum(axis=1) / squares for lag in lags])
        error = np.sqrt((1 + 2 * (likeness[:-1] ** 2).sum(axis=0)) / points)
        seasonal[rows] = np.abs(likeness[-1]) > SEASONAL_SCORE * error
    return seasonal


def _complete_lengths(values: Numbers) -> np.ndarray:
    """How many points each series has from its first to the last month; 0 where one is missing."""
    held = ~np.isnan(values)
    length = np.where(held.any(axis=1), values.shape[1] - held.argmax(axis=1), 0)
    return np.where(held.sum(axis=1) == length, length, 0)


def _slope(values: Numbers) -> Numbers:
    """The least squares slope of each series over its own months."""
    held = ~np.isnan(values)
    count = np.maximum(held.sum(axis=1), 1)[:, None]
    time = np.where(held, np.arange(values.shape[1]), 0.0)
    centred = np.where(held, time - time.sum(axis=1, keepdims=True) / count, 0.0)
    squares = (centred**2).sum(axis=1)
    return np.divide(
        (centred * np.nan_to_num(values)).sum(axis=1), squares, out=np.zeros_like(squares), where=squares > 0
    )
