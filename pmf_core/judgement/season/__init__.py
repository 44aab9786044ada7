"""Whether a monthly series has a season, how strong it is, and the series without it."""

from pmf_core.judgement.season.kruskal import kruskal_wallis
from pmf_core.judgement.season.season import (
    FEWEST_POINTS,
    MONTHS,
    Season,
    SeasonReason,
    Seasons,
    Strengths,
    season_of,
    seasons,
    strengths,
)
from pmf_core.judgement.season.stl import PERIODIC, Decomposition, decompose

__all__ = [
    "FEWEST_POINTS",
    "MONTHS",
    "PERIODIC",
    "Decomposition",
    "Season",
    "SeasonReason",
    "Seasons",
    "Strengths",
    "decompose",
    "kruskal_wallis",
    "season_of",
    "seasons",
    "strengths",
]
