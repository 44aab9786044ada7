"""What is said when nothing can be said."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class NotJudged:
    """No verdict, and why.

    >>> NotJudged("9 points, 12 needed").reason
    '9 points, 12 needed'
    """

    reason: str
