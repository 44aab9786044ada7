"""What a text claims about a figure, and whether what is known bears it out: rules and grammar, nothing rewritten."""

from pmf_core.judgement.claims.checking import check, check_sentence
from pmf_core.judgement.claims.facts import Claim, Facts, Figure, Kind, Mark
from pmf_core.judgement.claims.text import sentences

__all__ = ["Claim", "Facts", "Figure", "Kind", "Mark", "check", "check_sentence", "sentences"]
