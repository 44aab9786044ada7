"""A metric at a unit beside others: who they are, how each stands, and how sure that is."""

from pmf_core.views.comparison.comparators import Comparator, Offer, comparator, offered, settled
from pmf_core.views.comparison.comparing import compare
from pmf_core.views.comparison.values import Comparison, Member, Reference

__all__ = ["Comparator", "Comparison", "Member", "Offer", "Reference", "comparator", "compare", "offered", "settled"]
