"""The tab Why: a change split exactly over its parts, and what of it is ordinary."""

from pmf_core.views.why.page import why
from pmf_core.views.why.values import Step, Waterfall, Why

__all__ = ["Step", "Waterfall", "Why", "why"]
