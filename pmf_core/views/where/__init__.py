"""Where & who: units, similar teams and categories beside each other, and who stands out by more than chance."""

from pmf_core.views.where.page import where
from pmf_core.views.where.values import Funnel, LimitsAt, Spot, Where

__all__ = ["Funnel", "LimitsAt", "Spot", "Where", "where"]
