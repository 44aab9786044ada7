"""R's forecast package: the naive forecasts exactly, the others as a yardstick."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from scipy.special import erf

from pmf_core.judgement.forecast import (
    Forecasts,
    adjusted_smoothing,
    exponential_smoothing,
    naive,
    seasonal_naive,
    simple_smoothing,
    theta,
)
from tests.golden.benchmarking.checks import Check, close, column, grouped, keys, outcome
from tests.golden.reading import Folder, Row
from tests.golden.registry import Comparison, comparison

MONTHS = 12

Method = Callable[[np.ndarray, int], Forecasts]

EXACT: dict[str, Method] = {
    "snaive": lambda values, horizon: seasonal_naive(values, horizon=horizon),
    "naive": lambda values, horizon: naive(values, horizon=horizon),
}
"""Methods with one right answer."""

YARDSTICKS: dict[str, Method] = {
    "ses": lambda values, horizon: simple_smoothing(values, horizon=horizon).forecasts,
    "theta": lambda values, horizon: theta(values, horizon=horizon),
    "ets": lambda values, horizon: exponential_smoothing(values, horizon=horizon).forecasts,
    "stlf_ets": lambda values, horizon: adjusted_smoothing(values, horizon=horizon),
}
"""Methods that fit something, and the hub's of the same kind."""

LIMITS = {"lo80": (0.8, 0), "hi80": (0.8, 1), "lo95": (0.95, 0), "hi95": (0.95, 1)}

NO_WORSE = 1.15
"""How much larger the hub's expected error may be than the reference's own."""

Z95 = 1.959964


def expected_errors(mean: np.ndarray, reference: np.ndarray, spread: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """The mean absolute errors to expect of a path, and of the reference's, were the reference's forecast right.

    The months to come are taken as normal around the reference's path with its own spread.
    """
    sigma = np.maximum(spread, 1e-9 * np.maximum(np.abs(reference), 1))
    apart = mean - reference
    own = sigma * np.sqrt(2 / np.pi)
    return own * np.exp(-(apart**2) / (2 * sigma**2)) + apart * erf(apart / (sigma * np.sqrt(2))), own


@comparison("benchmarking", "forecast_reference.csv")
def forecasts(folder: Folder) -> Comparison:
    rows, series = folder.rows("forecast_reference.csv"), _series(folder)
    expected = {name: column(rows, name) for name in ("mean", *LIMITS)}
    found = {name: values.copy() for name, values in expected.items()}
    sizes = np.zeros((2, len(rows)))
    for (name, method), places in grouped(rows, "series_id", "method").items():
        ahead = np.array([int(rows[place]["h"]) for place in places]) - 1
        given = EXACT.get(method) or YARDSTICKS[method]
        forecast = given(series[name][None, :], int(ahead.max()) + 1)
        path = forecast.mean[0, ahead]
        if method in EXACT:
            found["mean"][places] = path
            for limit, (confidence, side) in LIMITS.items():
                found[limit][places] = forecast.limits(confidence)[side][0, ahead]
        else:
            spread = (expected["hi95"][places] - expected["lo95"][places]) / (2 * Z95)
            sizes[:, places] = expected_errors(path, expected["mean"][places], spread)
            sizes[:, places] /= _scale(series[name])
    exact = [close(name, expected[name], found[name], relative=1e-6, absolute=1e-9) for name in expected]
    return outcome("forecast_reference.csv", keys(rows, "series_id", "method", "h"), *exact, _yardstick(rows, sizes))


def _series(folder: Folder) -> dict[str, np.ndarray]:
    rows = folder.rows("seasonality_input.csv")
    ordered = sorted(rows, key=lambda row: int(row["t"]))
    return {key[0]: column([ordered[at] for at in part], "y") for key, part in grouped(ordered, "series_id").items()}


def _scale(values: np.ndarray) -> float:
    """What MASE divides by: the mean absolute change from a year before."""
    step = np.abs(values[MONTHS:] - values[:-MONTHS]).mean() if len(values) > MONTHS else 0.0
    return float(step) if step > 0 else 1.0


def _yardstick(rows: list[Row], sizes: np.ndarray) -> Check:
    """For each row its method's MASE beside the reference's, all series together."""
    ratio = np.ones(len(rows))
    for (method,), places in grouped(rows, "method").items():
        if method in YARDSTICKS:
            ratio[places] = sizes[0, places].mean() / sizes[1, places].mean()
    return Check("MASE, over the reference's", np.full(len(rows), NO_WORSE), ratio, ratio <= NO_WORSE)
