"""Which areas are most alike: scaled variables, distances between areas, and what drives them.

Choosing a transformation for each variable is in `neighbours.transforms`, imported on its own because it
brings scipy.stats, which is slow to load.
"""

from pmf_core.judgement.neighbours.distance import (
    Neighbours,
    distances,
    drivers,
    match_percentages,
    nearest,
    rebased,
)
from pmf_core.judgement.neighbours.scaling import Deviation, Weighting, min_max, weighted, z_scores

__all__ = [
    "Deviation",
    "Neighbours",
    "Weighting",
    "distances",
    "drivers",
    "match_percentages",
    "min_max",
    "nearest",
    "rebased",
    "weighted",
    "z_scores",
]
