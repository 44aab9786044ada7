"""When: the season, this year beside earlier ones, what comes in and goes out, and what it costs."""

from pmf_core.views.when.page import when
from pmf_core.views.when.values import Adjusted, Line, Panel, Panels, Shape, When, Years

__all__ = ["Adjusted", "Line", "Panel", "Panels", "Shape", "When", "Years", "when"]
