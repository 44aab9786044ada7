"""An area beside others: averages, bands, categories, the recent trend and the change."""

from pmf_core.judgement.benchmark.average import Average, neighbour_average, pooled_average, published_or_pooled
from pmf_core.judgement.benchmark.bands import QuartileBands, quartile_bands
from pmf_core.judgement.benchmark.category import against_interval, against_intervals, judged, two_level
from pmf_core.judgement.benchmark.change import Change, change_of_latest
from pmf_core.judgement.benchmark.movement import clear_movements
from pmf_core.judgement.benchmark.quantile import category_bounds, equal_groups, quantile_categories
from pmf_core.judgement.benchmark.trend import (
    RecentTrend,
    TrendReason,
    recent_trend_of_proportions,
    recent_trend_of_values,
)
from pmf_core.judgement.significance import Significance

__all__ = [
    "Average",
    "Change",
    "QuartileBands",
    "RecentTrend",
    "Significance",
    "TrendReason",
    "against_interval",
    "against_intervals",
    "category_bounds",
    "change_of_latest",
    "clear_movements",
    "equal_groups",
    "judged",
    "neighbour_average",
    "pooled_average",
    "published_or_pooled",
    "quantile_categories",
    "quartile_bands",
    "recent_trend_of_proportions",
    "recent_trend_of_values",
    "two_level",
]
