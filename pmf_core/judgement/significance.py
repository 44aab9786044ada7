"""Where a value lies beside another, and how surely."""

from __future__ import annotations

from enum import IntEnum


class Significance(IntEnum):
    """Below or above by more than chance; far where a wider interval says so too. Arrays hold its numbers.

    >>> Significance.FAR_BELOW < Significance.SIMILAR
    True
    """

    FAR_BELOW = -2
    BELOW = -1
    SIMILAR = 0
    ABOVE = 1
    FAR_ABOVE = 2
    TOO_FEW_EVENTS = 8
    NOT_COMPARED = 9
