"""Whether a monthly series has a season, how strong it is, and the series without it."""

from pmf_core.judgement.season.kruskal import kruskal_wallis
from pmf_core.judgement.season.season import (
    FEWEST_POINTS,
    MONTHS,
    SIGNIFICANCE,
    STRONG_ENOUGH,
    Season,
    SeasonReason,
    Seasons,
    Strengths,
    season_of,
    seasons,
    strengths,
)
from pmf_core.judgement.season.stl import PERIODIC, Decomposition, decompose
from pmf_core.judgement.season.year_on_year import YearOnYear, year_on_year

__all__ = [
    "FEWEST_POINTS",
    "MONTHS",
    "PERIODIC",
    "SIGNIFICANCE",
    "STRONG_ENOUGH",
    "Decomposition",
    "Season",
    "SeasonReason",
    "Seasons",
    "Strengths",
    "YearOnYear",
    "decompose",
    "kruskal_wallis",
    "season_of",
    "seasons",
    "strengths",
    "year_on_year",
]
