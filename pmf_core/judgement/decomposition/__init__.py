"""Why a figure changed: what each part's own level did, what the mix of parts did, and what is ordinary in that."""

from pmf_core.judgement.decomposition.change import Chance, Decomposition, Moment, decompose_change
from pmf_core.judgement.decomposition.explained import Explained, Parts, explain, explain_gap
from pmf_core.judgement.decomposition.ordinary import FEWEST_COMPARISONS, Evidence, against_earlier

__all__ = [
    "FEWEST_COMPARISONS",
    "Chance",
    "Decomposition",
    "Evidence",
    "Explained",
    "Moment",
    "Parts",
    "against_earlier",
    "decompose_change",
    "explain",
    "explain_gap",
]
