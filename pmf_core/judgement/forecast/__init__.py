"""The months to come: naive and smoothed forecasts with limits, the year's outturn, and how good they are."""

from pmf_core.judgement.forecast.adjusted import adjusted_smoothing, theta
from pmf_core.judgement.forecast.calibration import FEWEST_IN_A_BIN, Calibration, calibration
from pmf_core.judgement.forecast.forecasts import Forecasts
from pmf_core.judgement.forecast.outturn import FEWEST_MONTHS, Foreseen, Kinds, YearOf, foresee, outturns
from pmf_core.judgement.forecast.simple import naive, seasonal_naive
from pmf_core.judgement.forecast.smoothing import (
    FEWEST_POINTS,
    Smoothed,
    exponential_smoothing,
    simple_smoothing,
)
from pmf_core.judgement.forecast.state_space import Smoothing
from pmf_core.judgement.forecast.track_record import TrackRecord, track_record
from pmf_core.judgement.forecast.year_end import Landing, year_end

__all__ = [
    "FEWEST_IN_A_BIN",
    "FEWEST_MONTHS",
    "FEWEST_POINTS",
    "Calibration",
    "Forecasts",
    "Foreseen",
    "Kinds",
    "Landing",
    "Smoothed",
    "Smoothing",
    "TrackRecord",
    "YearOf",
    "adjusted_smoothing",
    "calibration",
    "exponential_smoothing",
    "foresee",
    "naive",
    "outturns",
    "seasonal_naive",
    "simple_smoothing",
    "theta",
    "track_record",
    "year_end",
]
