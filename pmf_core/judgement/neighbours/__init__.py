"""Which areas are most alike: transformed and scaled variables, distances between areas, and what drives them.

Choosing the transformation that makes a variable most nearly normal is in `neighbours.most_normal`, imported on
its own because it brings scipy.stats, which is slow to load.
"""

from pmf_core.definitions.likeness import Weighting
from pmf_core.judgement.neighbours.distance import (
    Neighbours,
    distances,
    drivers,
    match_percentages,
    nearest,
    rebased,
)
from pmf_core.judgement.neighbours.scaling import Deviation, laid_out, min_max, weighted, z_scores

__all__ = [
    "Deviation",
    "Neighbours",
    "Weighting",
    "distances",
    "drivers",
    "laid_out",
    "match_percentages",
    "min_max",
    "nearest",
    "rebased",
    "weighted",
    "z_scores",
]
