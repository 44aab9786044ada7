"""Patterns made of words."""

from __future__ import annotations

import re


def any_of(*listed: str) -> re.Pattern[str]:
    """A pattern that finds any of the words, or of the patterns of words, standing by itself.

    >>> bool(any_of("la", "council").search("LA code")), bool(any_of("la").search("Lancashire"))
    (True, False)
    """
    return re.compile(rf"\b(?:{'|'.join(listed)})\b", re.IGNORECASE)
