"""Seasonality: base R's stl and kruskal.test, and forecast's nsdiffs."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from pmf_core.judgement.season import decompose, kruskal_wallis, strengths
from tests.golden.benchmarking.checks import close, column, grouped, keys, outcome
from tests.golden.reading import Folder
from tests.golden.registry import Comparison, comparison, reads

reads("benchmarking", "seasonality_input.csv")

MONTHS = 12

STRENGTH_ROOM = 0.02
"""Another STL differs a little: R evaluates loess at every second point and joins the dots."""

INDEX_ROOM = 0.02
"""How far a month's index may be off, as a share of the season's amplitude."""

P_ROOM, P_LEAST = 0.1, 0.01
"""How far a p value may be off: its ranks are of values less another trend."""

DIFFERENCED_WINDOW, DIFFERENCED_FROM = 11, 0.64
"""nsdiffs differences a series whose strength, with this seasonal window, is above this (forecast 8.23)."""


@dataclass(frozen=True)
class Found:
    """What the hub makes of one series."""

    trend_strength: float
    strength: float
    p: float
    differences: float
    indices: np.ndarray


ABSENT = Found(np.nan, np.nan, np.nan, np.nan, np.full(MONTHS, np.nan))
"""For a series of two years or less."""


def _found(values: np.ndarray) -> Found:
    if len(values) <= 2 * MONTHS:
        return ABSENT
    series = values[None, :]
    parts = decompose(series)
    strength = strengths(parts)
    moving = strengths(decompose(series, seasonal_window=DIFFERENCED_WINDOW))
    p = kruskal_wallis(series - parts.trend, np.arange(len(values)) % MONTHS)
    differences = float(moving.seasonal[0] > DIFFERENCED_FROM)
    return Found(strength.trend[0], strength.seasonal[0], p[0], differences, parts.seasonal[0, :MONTHS])


def _series(folder: Folder) -> dict[str, np.ndarray]:
    rows = folder.rows("seasonality_input.csv")
    groups = grouped(rows, "series_id")
    ordered = {key[0]: sorted((rows[at] for at in part), key=lambda row: int(row["t"])) for key, part in groups.items()}
    return {name: column(part, "y") for name, part in ordered.items()}


def _is_long_and_constant(values: np.ndarray) -> bool:
    return len(values) > 2 * MONTHS and bool(np.ptp(values) == 0)


@comparison("benchmarking", "seasonality_expected.csv")
def season(folder: Folder) -> Comparison:
    rows, series = folder.rows("seasonality_expected.csv"), _series(folder)
    found = [_found(series[row["series_id"]]) for row in rows]
    constant = np.array([_is_long_and_constant(series[row["series_id"]]) for row in rows])

    def wanted(name: str, ours: float) -> np.ndarray:
        """The reference's column; of a constant series it is float noise, so what is right instead."""
        return np.where(constant, ours, column(rows, name))

    return outcome(
        "seasonality_expected.csv",
        keys(rows, "series_id", "n"),
        close("n", column(rows, "n"), [len(series[row["series_id"]]) for row in rows]),
        close(
            "stl_trend_strength",
            wanted("stl_trend_strength", 0),
            [each.trend_strength for each in found],
            absolute=STRENGTH_ROOM,
        ),
        close(
            "stl_seasonal_strength",
            wanted("stl_seasonal_strength", 0),
            [each.strength for each in found],
            absolute=STRENGTH_ROOM,
        ),
        close(
            "kw_p_detrended", wanted("kw_p_detrended", 1), [each.p for each in found], relative=P_ROOM, absolute=P_LEAST
        ),
        close("nsdiffs_seas", wanted("nsdiffs_seas", 0), [each.differences for each in found]),
    )


@comparison("benchmarking", "seasonality_indices.csv")
def indices(folder: Folder) -> Comparison:
    rows, series = folder.rows("seasonality_indices.csv"), _series(folder)
    expected, amplitude = column(rows, "stl_seasonal"), np.zeros(len(rows))
    found = np.full(len(rows), np.nan)
    for (name,), places in grouped(rows, "series_id").items():
        noise = 1e-9 * np.abs(series[name]).max()
        amplitude[places] = max(np.ptp(expected[places]), noise / INDEX_ROOM)
        ours = _found(series[name]).indices
        found[places] = [ours[int(rows[place]["month"]) - 1] for place in places]
    return outcome(
        "seasonality_indices.csv",
        keys(rows, "series_id", "month"),
        close("stl_seasonal", expected, found, absolute=INDEX_ROOM * amplitude),
    )
