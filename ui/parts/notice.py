"""A sentence that answers what somebody has just done; whatever people wrote into it stays text."""

from __future__ import annotations

from pmf_core.charts.markup import element
from ui.parts.drawing import write


def warn(sentence: str) -> None:
    """Why something was not done, and the way out."""
    _notice(sentence, tone="warning", role="alert")


def inform(sentence: str) -> None:
    """What there is to know."""
    _notice(sentence, tone="calm", role="status")


def _notice(sentence: str, *, tone: str, role: str) -> None:
    # Streamlit's own boxes read Markdown: a file's name or a cell would become a link, a picture or a formula.
    write(element("p", sentence, class_=f"notice {tone}", role=role), key=f"notice_{tone}")
