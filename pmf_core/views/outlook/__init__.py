"""Where a year will land, with what chance, what to aim at, and how good such forecasts have been."""

from pmf_core.views.outlook.page import ahead
from pmf_core.views.outlook.values import Ahead, Fan, ForecastRecord, Trial

__all__ = ["Ahead", "Fan", "ForecastRecord", "Trial", "ahead"]
