"""Explore: every metric of the catalogue, searched and narrowed down."""

from pmf_core.views.explore.facets import FACETS, JUDGED_FACETS, PART, closest_first, fits
from pmf_core.views.explore.listing import Explore, explore, explore_table
from pmf_core.views.explore.values import COLUMNS, OPENING_COLUMNS, Facet, MetricRow

__all__ = [
    "COLUMNS",
    "FACETS",
    "JUDGED_FACETS",
    "OPENING_COLUMNS",
    "PART",
    "Explore",
    "Facet",
    "MetricRow",
    "closest_first",
    "explore",
    "explore_table",
    "fits",
]
